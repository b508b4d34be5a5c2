@interface:nf-vi
Feature: Who may administer the infrastructure
  The administrative side of the VIM is for its operator. A user of a tenant
  sees no physical resources and changes none.

  Rule: Users of tenants do not see physical resources

    @id:nf-vi-see-refused @clause:nf-vi/authorization @clause:nf-vi/discover
    Scenario Outline: The VDC user may not query <what>
      Given the cloud zone administrator can query <what>
      When the VDC user tries to query <what>
      Then the request is refused as forbidden

      Examples:
        | what                       |
        | the hosts                  |
        | the programs of hosts      |
        | the zones with their hosts |
        | the groups of hosts        |
        | the capacity               |
        | the pools of storage       |

    @id:nf-vi-see-unsigned @clause:nf-vi/authorization @clause:nf-vi/discover
    Scenario Outline: The <nobody> may not query the hosts
      Given the cloud zone administrator can query the hosts
      When the <nobody> tries to query the hosts
      Then the request is refused as unauthenticated

      Examples:
        | nobody           |
        | anonymous caller |
        | impostor         |

  Rule: Users of tenants do not change physical resources

    @id:nf-vi-group-refused @clause:nf-vi/authorization @clause:nf-vi/configure
    Example: The VDC user may not create a group of hosts
      Given the cloud zone administrator can query the groups of hosts
      When the VDC user tries to create a group of hosts
      Then the request is refused as forbidden
      And no group of hosts was added

    @id:nf-vi-offer-refused @clause:nf-vi/authorization @clause:nf-vi/configure @clause:nf-vi/change
    Example: The VDC user may not change what is offered
      Given the cloud zone administrator has made a provider of 8 display heads
      When the VDC user tries to change its offer to 4
      Then the request is refused as forbidden
      And the cloud zone administrator finds that it offers 8

    @id:nf-vi-allocate-refused @clause:nf-vi/authorization @clause:nf-vi/manage
    Example: The VDC user may not allocate resources past the VIM
      Given the cloud zone administrator has made a provider of 8 display heads
      When the VDC user tries to allocate 1 of them
      Then the request is refused as forbidden
      And the cloud zone administrator finds 0 of them given away

    @id:nf-vi-disable-refused @disruptive @clause:nf-vi/authorization @clause:nf-vi/change
    Example: The VDC user may not take a host out of service
      Given there is a disposable host, in service and up
      And the cloud zone administrator has taken the host out of service
      And the cloud zone administrator has taken the host back into service
      When the VDC user tries to take the host out of service
      Then the request is refused as forbidden
      And the host is in service

    @id:nf-vi-declare-down-refused @disruptive @clause:nf-vi/authorization @clause:nf-vi/change
    Example: The VDC user may not declare a host down
      Given there is a disposable host, in service and up
      And the cloud zone administrator has declared the host down
      And the cloud zone administrator has declared the host up again
      When the VDC user tries to declare the host down
      Then the request is refused as forbidden
      And the host is up
