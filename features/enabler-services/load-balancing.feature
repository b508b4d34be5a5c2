@needs:load-balancing
Feature: Load balancing
  A load balancer has an address in a network. Its listeners take requests at ports of
  that address and hand each to one of the members of a pool, by the pool's algorithm;
  a health monitor finds out which members can take any. All of it is made, found and
  deleted by the users of the tenant that it belongs to, and changed one at a time.

  Rule: A load balancer can be made, found, changed and deleted

    @id:load-balancer-create @clause:lbaas/load-balancer
    Example: A new load balancer becomes active
      When the VDC user creates a load balancer
      Then the load balancer becomes active
      And the VDC user finds the load balancer listed with those attributes

    @id:load-balancer-change @clause:lbaas/load-balancer
    Example: A load balancer that was changed becomes active again
      Given the VDC user has created a load balancer
      When the VDC user changes the load balancer to:
        | description | for the second release |
      Then the load balancer becomes active
      And the VDC user finds the load balancer listed with those attributes

    @id:load-balancer-delete @clause:lbaas/load-balancer
    Example: A load balancer that was deleted disappears
      Given the VDC user has created a load balancer
      When the VDC user deletes the load balancer
      Then the load balancer disappears
      And the VDC user does not find the load balancer listed

    @id:load-balancer-unknown @clause:lbaas/load-balancer
    Example: A load balancer that does not exist cannot be deleted
      Given the VDC user can list load balancers
      When the VDC user tries to delete a load balancer that does not exist
      Then the request is refused as unknown

    @id:load-balancer-nowhere @clause:lbaas/load-balancer
    Example: A load balancer needs a network that exists
      Given the VDC user can list load balancers
      When the VDC user tries to create a load balancer with:
        | network | 00000000-0000-4000-8000-000000000000 |
      Then the request is refused as invalid or unknown
      And no load balancer was added

    @id:load-balancer-in-use @clause:lbaas/load-balancer @level:should
    Example: A load balancer with a listener is not deleted alone
      Given the VDC user has created a load balancer
      And the VDC user has created a listener
      When the VDC user tries to delete the load balancer
      Then the request is refused as invalid or conflicting
      And the VDC user finds the load balancer listed

  Rule: Listeners, pools, members and health monitors can be added and taken away

    @id:load-balancer-part-create
    Scenario Outline: A new <part> becomes active
      Given the VDC user has created a load balancer
      And the VDC user has created a pool
      When the VDC user creates a <part>
      Then the <part> becomes active
      And the VDC user finds the <part> listed with those attributes

      @clause:lbaas/listener
      Examples:
        | part     |
        | listener |

      @clause:lbaas/pool
      Examples:
        | part |
        | pool |

      @clause:lbaas/member
      Examples:
        | part   |
        | member |

      @clause:lbaas/health-monitor
      Examples:
        | part           |
        | health monitor |

    @id:load-balancer-part-delete
    Scenario Outline: A <part> that was deleted disappears
      Given the VDC user has created a load balancer
      And the VDC user has created a pool
      And the VDC user has created another <part>
      When the VDC user deletes the <part>
      Then the <part> disappears
      And the load balancer becomes active

      @clause:lbaas/listener
      Examples:
        | part     |
        | listener |

      @clause:lbaas/pool
      Examples:
        | part |
        | pool |

      @clause:lbaas/member
      Examples:
        | part   |
        | member |

      @clause:lbaas/health-monitor
      Examples:
        | part           |
        | health monitor |

    @id:load-balancer-part-invalid
    Scenario Outline: A <part> is not made with the <attribute> "<value>"
      Given the VDC user has created a load balancer
      And the VDC user has created a pool
      When the VDC user tries to create a <part> with <attribute> "<value>"
      Then the request is refused as invalid
      And no <part> was added

      @clause:lbaas/listener
      Examples:
        | part     | attribute | value |
        | listener | port      | 65536 |
        | listener | protocol  | FAX   |

      @clause:lbaas/pool
      Examples:
        | part | attribute | value   |
        | pool | algorithm | by mood |

      @clause:lbaas/member
      Examples:
        | part   | attribute | value     |
        | member | address   | somewhere |
        | member | weight    | 257       |

      @clause:lbaas/health-monitor
      Examples:
        | part           | attribute | value  |
        | health monitor | kind      | ASTRAL |

    @id:load-balancer-part-twice @level:should
    Scenario Outline: No two are made of a <part> that can be there once
      Given the VDC user has created a load balancer
      And the VDC user has created a pool
      And the VDC user has created a <part>
      When the VDC user tries to create the same <part> again
      Then the request is refused as conflicting
      And no <part> was added

      @clause:lbaas/listener
      Examples:
        | part     |
        | listener |

      @clause:lbaas/member
      Examples:
        | part   |
        | member |

      @clause:lbaas/health-monitor
      Examples:
        | part           |
        | health monitor |

  Rule: Only users with a role in the tenant see and change its load balancers

    @id:load-balancer-outsider @clause:lbaas/authorization
    Example: Users of other tenants do not delete a load balancer
      Given the VDC user has created a load balancer
      And the outsider can list load balancers
      When the outsider tries to delete the load balancer
      Then the request is refused as forbidden or unknown
      And the outsider does not find the load balancer listed
      And the VDC user finds the load balancer listed

    @id:load-balancer-outsider-part @clause:lbaas/authorization
    Example: Users of other tenants add nothing to a load balancer
      Given the VDC user has created a load balancer
      And the outsider can list load balancers
      When the outsider tries to create a listener
      Then the request is refused as forbidden or unknown
      And no listener was added

    @id:load-balancer-reader @clause:lbaas/authorization
    Example: Who may only read does not delete a load balancer
      Given the VDC user has created a load balancer
      When the reader tries to delete the load balancer
      Then the request is refused as forbidden
      And the VDC user finds the load balancer listed

    @id:load-balancer-impostor @clause:lbaas/authorization
    Scenario Outline: Load balancers are not listed for <whom>
      Given the VDC user can list load balancers
      When <whom> tries to list load balancers
      Then the request is refused as unauthenticated

      Examples:
        | whom                 |
        | the impostor         |
        | the anonymous caller |

  Rule: A load balancer takes one change at a time

    @id:load-balancer-immutable-new @clause:lbaas/immutability
    Example: A load balancer that is being made gets no listener
      Given the VDC user is creating a load balancer
      When the VDC user tries to create a listener
      Then the request is refused as conflicting
      And no listener was added
      And the load balancer becomes active

    @id:load-balancer-immutable-tree @clause:lbaas/immutability
    Example: While one of its parts is being changed, all others stay as they are
      Given the VDC user has created a load balancer
      And the VDC user has created a pool
      And the VDC user has created a listener
      And the VDC user is changing a listener to:
        | description | for the second release |
      When the VDC user tries to delete the pool
      Then the request is refused as conflicting
      And the VDC user finds the pool listed
      And the load balancer becomes active

  Rule: A load balancer goes together with all that belongs to it

    @id:load-balancer-cascade @clause:lbaas/cascade
    Example: Nothing is left of a load balancer that was deleted with all that belongs to it
      Given the VDC user has created a load balancer
      And the VDC user has created a pool
      And the VDC user has created a listener
      And the VDC user has created a member
      And the VDC user has created a health monitor
      When the VDC user deletes the load balancer with all that belongs to it
      Then the load balancer disappears
      And nothing of the load balancer is left

  @needs:load-balancer-traffic
  Rule: Requests are distributed over the members by the algorithm

    @id:load-balancer-round-robin @clause:lbaas/distribution
    Example: Members get requests in turn
      Given a load balancer hands requests to 2 members by round robin
      When the client sends 6 requests
      Then every member has got its share of them

    @id:load-balancer-weights @clause:lbaas/distribution
    Example: A member gets more requests the more it weighs
      Given a load balancer hands requests to 2 members by round robin
      And one member has 4 times the weight of the others
      When the client sends 10 requests
      Then every member has got its share of them

    @id:load-balancer-least-connections @clause:lbaas/distribution
    Example: Who is busy gets nothing while another is idle
      Given a load balancer hands connections to 2 members by least connections
      And the client holds a connection to one member
      When the client sends 4 requests
      Then the member with the connection has got none of them

    @id:load-balancer-source-address @clause:lbaas/distribution
    Example: One client’s requests reach one member by its address
      Given a load balancer hands requests to 2 members by source address
      When the client sends 6 requests
      Then one member has got all of them

  @needs:load-balancer-traffic
  Rule: Who fails the health check gets no requests

    @id:load-balancer-ill @clause:lbaas/health
    Example: A member that begins to fail its check gets no more requests
      Given a load balancer hands requests to 2 members by round robin
      And the VDC user has created a health monitor
      When a member begins to fail its health check
      Then that member gets no more requests, and the others get all
      And the VDC user finds that member ill

    @id:load-balancer-well-again @clause:lbaas/health
    Example: A member that passes its check again gets requests again
      Given a load balancer hands requests to 2 members by round robin
      And the VDC user has created a health monitor
      And a member has failed its health check
      When that member passes its health check again
      Then that member gets requests again

  @needs:load-balancer-traffic
  Rule: A member that is drained finishes what it has begun

    @id:load-balancer-draining @clause:lbaas/draining
    Example: Connections that were begun are served to their end, and no new ones come
      Given a load balancer hands connections to 2 members by round robin
      And the client holds a connection to every member
      When the VDC user drains one member
      Then every connection is answered by the member that it was begun with
      And new requests reach the other members alone

  @needs:load-balancer-traffic
  Rule: Requests of one session reach the same member

    @id:load-balancer-session @clause:lbaas/persistence
    Scenario Outline: A session that is known by its <mark> stays with its member
      Given a load balancer keeps sessions with 2 members by <mark>
      When the client sends 4 requests of one session
      Then one member has got all of them

      Examples:
        | mark           |
        | source address |
        | cookie         |

  @needs:load-balancer-traffic
  Rule: Traffic is counted

    @id:load-balancer-statistics @clause:lbaas/statistics
    Example: A load balancer counts the connections and bytes that pass it
      Given a load balancer hands requests to 2 members by round robin
      And what the load balancer has counted is known
      When the client sends 3 requests
      Then the load balancer counts 3 connections more, and their bytes

  @needs:load-balancer-traffic @needs:load-balancer-rules
  Rule: Requests are treated by what they ask for

    @id:load-balancer-rule-refuse @clause:lbaas/rules
    Example: What a rule refuses reaches no member
      Given a load balancer hands requests to 2 members by round robin
      And the VDC user has created a rule
      And the VDC user has created a condition
      And the client is served at "/usual"
      When the client asks the load balancer for "/special/page"
      Then the load balancer refuses it itself

    @id:load-balancer-rule-pool @clause:lbaas/rules
    Example: What a rule sends to another pool reaches a member of that
      Given a load balancer hands requests to 2 members by round robin
      And another pool has one more member
      And the VDC user has created a rule with:
        | deed | other pool |
        | pool | the pool   |
      And the VDC user has created a condition
      And the client is served at "/usual"
      When the client asks the load balancer for "/special/page"
      Then the member of the other pool has answered

  @needs:load-balancer-traffic @needs:load-balancer-tls
  Rule: A listener terminates TLS with the certificate that it was given

    @id:load-balancer-tls @clause:lbaas/tls
    Example: Clients are served over TLS, by that certificate, and members without
      Given a load balancer terminates TLS for 2 members
      When the client sends 4 requests over TLS
      Then every request was answered by a member

    @id:load-balancer-tls-unknown @clause:lbaas/tls
    Example: No listener is made with a certificate that does not exist
      Given a load balancer terminates TLS for 2 members
      When the VDC user tries to create a listener with a certificate that does not exist
      Then the request is refused as invalid or unknown
      And no listener was added
