@interface:nf-vi @needs:acceleration-management
Feature: Accelerators of a host
  The VIM has the accelerators of a host looked for, and finds those that it
  is interested in by what they are like and what has become of them.

  Rule: Discovery finds what is in a host

    @id:acceleration-discovery @clause:AccResourcesDiscovery @clause:QueryAccResource
    Example: What is discovered in a host is found by queries
      Given the VIM can query the accelerators of the infrastructure
      When the VIM discovers the accelerators of a host
      Then the VIM has found accelerators of that host alone
      And a query of that host finds them all
      And these calls were exchanged, in order:
        | call                  | from | to   |
        | AccResourcesDiscovery | VIM  | NFVI |
        | QueryAccResource      | VIM  | NFVI |

    @id:acceleration-discovery-new @clause:AccResourcesDiscovery @clause:QueryAccResource
    Example: A new accelerator is found by the next discovery, and by queries from then on
      Given the VIM has discovered the accelerators of a host
      And a new accelerator has come to that host
      When the VIM discovers the accelerators of that host again
      Then the VIM has found one that was not there before
      And a query of that host finds them all

    @id:acceleration-discovery-refused @clause:AccResourcesDiscovery
    Example: An unknown host cannot be looked through
      Given the VIM can query the accelerators of the infrastructure
      When the VIM tries to call AccResourcesDiscovery with:
        | hostId | no-such-host |
      Then the call is refused as no such host

  Rule: A query finds the accelerators of a host that match a filter

    @id:acceleration-query-host @clause:QueryAccResource
    Example: Without a filter, the accelerators of that host are found
      Given the VIM can query the accelerators of the infrastructure
      When the VIM queries the accelerators of the host
      Then the VIM has found accelerators of that host alone
      And the VIM finds the accelerator of the example

    @id:acceleration-query-other-host @clause:QueryAccResource
    Example: An accelerator is not found in another host
      Given the VIM can query the accelerators of the infrastructure
      When the VIM queries the accelerators of another host
      Then the VIM does not find the accelerator of the example

    @id:acceleration-query-like @clause:QueryAccResource
    Scenario Outline: A filter by <attribute> finds what has the same
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      When the VIM queries the host for accelerators of the same <attribute>
      Then the VIM finds none but such
      And the VIM finds the accelerator of the example

      Examples:
        | attribute     |
        | type          |
        | vendor        |
        | model         |
        | state         |
        | programmable  |
        | accResourceId |

    @id:acceleration-query-unlike @clause:QueryAccResource
    Scenario Outline: A filter by <attribute> finds what has another
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      When the VIM queries the host for accelerators of another <attribute>
      Then the VIM finds none but such
      And the VIM does not find the accelerator of the example

      Examples:
        | attribute     |
        | type          |
        | state         |
        | accResourceId |

    @id:acceleration-query-attached @clause:QueryAccResource @clause:AllocateAccResource
    Example: What a virtual compute has is found by it
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      When the VIM queries the host for what the virtual compute has
      Then the VIM finds none but such
      And the VIM finds the accelerator of the example

    @id:acceleration-query-nothing @clause:QueryAccResource
    Example: A filter that nothing matches finds nothing
      Given the VIM can query the accelerators of the infrastructure
      When the VIM queries the host for accelerators that nobody makes
      Then the VIM finds none but such

    @id:acceleration-query-refused @clause:QueryAccResource
    Scenario Outline: A query with <what> is refused
      Given the VIM can query the accelerators of the infrastructure
      When the VIM tries to call QueryAccResource with:
        | <parameter> | <value> |
      Then the call is refused as <reason>

      Examples:
        | what                     | parameter   | value              | reason            |
        | an unknown host          | hostId      | no-such-host       | no such host      |
        | a text for a filter      | Filter      | nonsense           | invalid filter    |
        | an unknown operator      | Filter      | (is,type,crypto)   | invalid filter    |
        | a filter by no attribute | Filter      | (eq,noSuchThing,1) | invalid filter    |
        | an unknown parameter     | noSuchThing | 1                  | invalid parameter |
