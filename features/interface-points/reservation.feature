@needs:reservation
Feature: Virtualised resources reservation management
  Or-Vi and Vi-Vnfm list the reservation of virtualised resources, which keeps them
  for whoever has reserved them, from one time to another. Until then, and
  afterwards, others may have them. What is reserved of compute is a number of
  virtual computes of some capacity, and of network a number of public addresses.

  Rule: What is reserved is there from its beginning to its end

    @id:reservation-create
    Scenario Outline: What the <party> reserves of virtualised <kind> from now on becomes active
      When the <party> reserves virtualised <kind> from now on for 2 hours
      Then the reservation becomes active
      And the <party> finds the reservation as it was asked for

      @interface:or-vi @clause:or-vi/reservation/create-compute
      Examples:
        | party        | kind    |
        | orchestrator | compute |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/create-compute
      Examples:
        | party       | kind    |
        | VNF manager | compute |

      @interface:or-vi @clause:or-vi/reservation/create-network
      Examples:
        | party        | kind    |
        | orchestrator | network |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/create-network
      Examples:
        | party       | kind    |
        | VNF manager | network |

    @id:reservation-create-times @slow
    Scenario Outline: What the <party> reserves of virtualised <kind> begins in its time, and ends in its time
      When the <party> reserves virtualised <kind> in 2 minutes for 2 minutes
      Then the reservation is pending
      And the reservation becomes active at its beginning
      And the reservation ends at its end

      @interface:or-vi @clause:or-vi/reservation/create-compute
      Examples:
        | party        | kind    |
        | orchestrator | compute |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/create-network
      Examples:
        | party       | kind    |
        | VNF manager | network |

    @id:reservation-create-used
    Scenario Outline: A virtual compute can be created of what the <party> has reserved
      Given the <party> has reserved virtualised compute from now on for 2 hours
      When the <party> creates a virtual compute of the reservation
      Then the virtual compute becomes active

      @interface:or-vi @clause:or-vi/reservation/create-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/create-compute
      Examples:
        | party       |
        | VNF manager |

    @id:reservation-create-used-up
    Scenario Outline: No more virtual computes can be created than the <party> has reserved
      Given the <party> has reserved virtualised compute from now on for 2 hours
      And the <party> has created a virtual compute of the reservation
      When the <party> creates another virtual compute of the reservation
      Then the virtual compute becomes error

      @interface:or-vi @clause:or-vi/reservation/create-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/create-compute
      Examples:
        | party       |
        | VNF manager |

    @id:reservation-create-addresses
    Scenario Outline: A public address that the <party> has reserved is its own once the reservation is active
      When the <party> reserves virtualised network from now on for 2 hours
      Then the reservation becomes active
      And the <party> has a public address by the reservation

      @interface:or-vi @clause:or-vi/reservation/create-network
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/create-network
      Examples:
        | party       |
        | VNF manager |

  Rule: Nothing is reserved twice for one time

    @id:reservation-create-taken
    Scenario Outline: What the <party> has reserved of virtualised <kind> is refused to another at that time
      Given the other VNF manager has reserved virtualised <kind> in <before> days for 1 hour
      And the <party> has reserved all virtualised <kind> in <days> days for 2 hours
      When the other VNF manager tries to reserve one of them at that time
      Then the request is refused as over capacity
      And no reservation was added

      @interface:or-vi @clause:or-vi/reservation/create-compute
      Examples:
        | party        | kind    | days | before |
        | orchestrator | compute | 30   | 29     |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/create-compute
      Examples:
        | party       | kind    | days | before |
        | VNF manager | compute | 32   | 31     |

      @interface:or-vi @clause:or-vi/reservation/create-network
      Examples:
        | party        | kind    | days | before |
        | orchestrator | network | 34   | 33     |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/create-network
      Examples:
        | party       | kind    | days | before |
        | VNF manager | network | 36   | 35     |

    @id:reservation-create-too-much
    Scenario Outline: More virtualised <kind> than there is cannot be reserved by the <party>
      Given the <party> has reserved virtualised <kind> in 20 days for 1 hour
      When the <party> tries to reserve more virtualised <kind> than there is in 21 days for 1 hour
      Then the request is refused as over capacity
      And no reservation was added

      @interface:or-vi @clause:or-vi/reservation/create-compute
      Examples:
        | party        | kind    |
        | orchestrator | compute |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/create-network
      Examples:
        | party       | kind    |
        | VNF manager | network |

  Rule: A reservation has a beginning, an end after it, and an owner

    @id:reservation-create-backwards
    Scenario Outline: Virtualised <kind> cannot be reserved by the <party> to an end before its beginning
      Given the <party> has reserved virtualised <kind> in 22 days for 1 hour
      When the <party> tries to reserve virtualised <kind> that ends before it begins
      Then the request is refused as invalid
      And no reservation was added

      @interface:or-vi @clause:or-vi/reservation/create-compute
      Examples:
        | party        | kind    |
        | orchestrator | compute |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/create-network
      Examples:
        | party       | kind    |
        | VNF manager | network |

    @id:reservation-create-unauthenticated
    Scenario Outline: Whoever has not signed in reserves no virtualised <kind>
      Given the VNF manager has reserved virtualised <kind> in 23 days for 1 hour
      When the anonymous caller tries to reserve virtualised <kind> in 23 days for 1 hour
      Then the request is refused as unauthenticated
      And no reservation was added

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/reservation/create-compute @clause:vi-vnfm/reservation/create-compute
      Examples:
        | kind    |
        | compute |

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/reservation/create-network @clause:vi-vnfm/reservation/create-network
      Examples:
        | kind    |
        | network |

  Rule: Whoever has reserved something finds it, and so does the orchestrator

    @id:reservation-query
    Scenario Outline: What the <party> has reserved of virtualised <kind> is found, by itself and among others
      Given the <party> has reserved virtualised <kind> in 24 days for 3 hours
      When the <party> queries the reservation
      Then the reservation is shown as it was asked for
      And the <party> finds the reservation listed
      And the orchestrator finds the reservation listed
      And the other VNF manager does not find the reservation listed

      @interface:or-vi @clause:or-vi/reservation/query-compute
      Examples:
        | party        | kind    |
        | orchestrator | compute |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/query-compute
      Examples:
        | party       | kind    |
        | VNF manager | compute |

      @interface:or-vi @clause:or-vi/reservation/query-network
      Examples:
        | party        | kind    |
        | orchestrator | network |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/query-network
      Examples:
        | party       | kind    |
        | VNF manager | network |

    @id:reservation-query-foreign
    Scenario Outline: A reservation of virtualised <kind> is not shown to another VNF manager
      Given the VNF manager has reserved virtualised <kind> in 24 days for 1 hour
      And the VNF manager can query the reservation
      When the other VNF manager tries to query the reservation
      Then the request is refused as forbidden or unknown

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/reservation/query-compute @clause:vi-vnfm/reservation/query-compute
      Examples:
        | kind    |
        | compute |

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/reservation/query-network @clause:vi-vnfm/reservation/query-network
      Examples:
        | kind    |
        | network |

    @id:reservation-query-unauthenticated
    Scenario Outline: A reservation of virtualised <kind> is not shown to whoever has not signed in
      Given the VNF manager has reserved virtualised <kind> in 24 days for 1 hour
      And the VNF manager can query the reservation
      When the anonymous caller tries to query the reservation
      Then the request is refused as unauthenticated

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/reservation/query-compute @clause:vi-vnfm/reservation/query-compute
      Examples:
        | kind    |
        | compute |

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/reservation/query-network @clause:vi-vnfm/reservation/query-network
      Examples:
        | kind    |
        | network |

    @id:reservation-query-unknown
    Scenario Outline: A reservation that does not exist is not shown to the <party>
      Given the <party> has reserved virtualised compute in 24 days for 1 hour
      And the <party> can query the reservation
      When the <party> tries to query a reservation that does not exist
      Then the request is refused as unknown

      @interface:or-vi @clause:or-vi/reservation/query-compute @clause:or-vi/reservation/query-network
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/query-compute @clause:vi-vnfm/reservation/query-network
      Examples:
        | party       |
        | VNF manager |

  Rule: A reservation can be changed by whoever has made it, within what there is

    @id:reservation-update
    Scenario Outline: A reservation of virtualised <kind> that the <party> prolongs ends later
      Given the <party> has reserved virtualised <kind> in 25 days for 1 hour
      When the <party> prolongs the reservation by 2 hours
      Then the <party> finds the reservation as it was asked for
      And the <party> finds the reservation listed

      @interface:or-vi @clause:or-vi/reservation/update-compute
      Examples:
        | party        | kind    |
        | orchestrator | compute |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/update-compute
      Examples:
        | party       | kind    |
        | VNF manager | compute |

      @interface:or-vi @clause:or-vi/reservation/update-network
      Examples:
        | party        | kind    |
        | orchestrator | network |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/update-network
      Examples:
        | party       | kind    |
        | VNF manager | network |

    @id:reservation-update-amount
    Scenario Outline: A reservation of virtual computes that the <party> enlarges has more of them
      Given the <party> has reserved virtualised compute in 25 days for 1 hour
      When the <party> updates the reservation with:
        | virtual computes | 2 |
      Then the <party> finds the reservation as it was asked for

      @interface:or-vi @clause:or-vi/reservation/update-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/update-compute
      Examples:
        | party       |
        | VNF manager |

    @id:reservation-update-too-much
    Scenario Outline: A reservation of virtual computes stays as it is when the <party> wants more than there is
      Given the <party> has reserved virtualised compute in 26 days for 1 hour
      When the <party> tries to update the reservation to more than there is
      Then the request is refused as over capacity
      And the <party> finds the reservation as it was asked for

      @interface:or-vi @clause:or-vi/reservation/update-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/update-compute
      Examples:
        | party       |
        | VNF manager |

    @id:reservation-update-backwards
    Scenario Outline: A reservation of virtualised <kind> cannot be changed by the <party> to end before it begins
      Given the <party> has reserved virtualised <kind> in 26 days for 1 hour
      When the <party> tries to let the reservation end before it begins
      Then the request is refused as invalid
      And the <party> finds the reservation as it was asked for

      @interface:or-vi @clause:or-vi/reservation/update-compute
      Examples:
        | party        | kind    |
        | orchestrator | compute |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/update-network
      Examples:
        | party       | kind    |
        | VNF manager | network |

    @id:reservation-update-foreign
    Scenario Outline: A reservation of virtualised <kind> is not changed by another VNF manager
      Given the VNF manager has reserved virtualised <kind> in 27 days for 1 hour
      And the VNF manager can query the reservation
      When the other VNF manager tries to prolong the reservation by 1 hour
      Then the request is refused as forbidden or unknown
      And the VNF manager finds the reservation as it was asked for

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/reservation/update-compute @clause:vi-vnfm/reservation/update-compute
      Examples:
        | kind    |
        | compute |

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/reservation/update-network @clause:vi-vnfm/reservation/update-network
      Examples:
        | kind    |
        | network |

    @id:reservation-update-unknown
    Scenario Outline: A reservation that does not exist is not changed by the <party>
      Given the <party> has reserved virtualised compute in 27 days for 1 hour
      When the <party> tries to prolong a reservation that does not exist
      Then the request is refused as unknown

      @interface:or-vi @clause:or-vi/reservation/update-compute @clause:or-vi/reservation/update-network
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/update-compute @clause:vi-vnfm/reservation/update-network
      Examples:
        | party       |
        | VNF manager |

  Rule: What is terminated is free

    @id:reservation-terminate
    Scenario Outline: Virtualised <kind> that the <party> has reserved is free when the reservation is terminated
      Given the <party> has reserved all virtualised <kind> in <days> days for 2 hours
      And the <party> has terminated the reservation
      When the other VNF manager reserves one of them at that time
      Then the other VNF manager finds the reservation as it was asked for

      @interface:or-vi @clause:or-vi/reservation/terminate-compute
      Examples:
        | party        | kind    | days |
        | orchestrator | compute | 40   |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/terminate-compute
      Examples:
        | party       | kind    | days |
        | VNF manager | compute | 42   |

      @interface:or-vi @clause:or-vi/reservation/terminate-network
      Examples:
        | party        | kind    | days |
        | orchestrator | network | 44   |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/terminate-network
      Examples:
        | party       | kind    | days |
        | VNF manager | network | 46   |

    @id:reservation-terminate-gone
    Scenario Outline: A reservation of virtualised <kind> is gone when the <party> has terminated it
      Given the <party> has reserved virtualised <kind> in 28 days for 1 hour
      When the <party> terminates the reservation
      Then the reservation disappears

      @interface:or-vi @clause:or-vi/reservation/terminate-compute
      Examples:
        | party        | kind    |
        | orchestrator | compute |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/terminate-compute
      Examples:
        | party       | kind    |
        | VNF manager | compute |

      @interface:or-vi @clause:or-vi/reservation/terminate-network
      Examples:
        | party        | kind    |
        | orchestrator | network |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/terminate-network
      Examples:
        | party       | kind    |
        | VNF manager | network |

    @id:reservation-terminate-foreign
    Scenario Outline: A reservation of virtualised <kind> is not terminated by another VNF manager
      Given the VNF manager has reserved virtualised <kind> in 28 days for 1 hour
      And the VNF manager can query the reservation
      When the other VNF manager tries to terminate the reservation
      Then the request is refused as forbidden or unknown
      And the VNF manager finds the reservation as it was asked for

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/reservation/terminate-compute @clause:vi-vnfm/reservation/terminate-compute
      Examples:
        | kind    |
        | compute |

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/reservation/terminate-network @clause:vi-vnfm/reservation/terminate-network
      Examples:
        | kind    |
        | network |

    @id:reservation-terminate-unknown
    Scenario Outline: A reservation that does not exist is not terminated by the <party>
      Given the <party> has reserved virtualised compute in 28 days for 1 hour
      When the <party> tries to terminate a reservation that does not exist
      Then the request is refused as unknown

      @interface:or-vi @clause:or-vi/reservation/terminate-compute @clause:or-vi/reservation/terminate-network
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/reservation/terminate-compute @clause:vi-vnfm/reservation/terminate-network
      Examples:
        | party       |
        | VNF manager |
