@needs:dhcp-v6
Feature: Address assignment of version 6
  Where workloads have IPv6 addresses, they can ask for these too. What holds of
  addresses of IPv4 holds of these; the messages are others.

  Background:
    Given clients ask for IPv6 addresses

  Rule: A client is offered an address and then given it for a time

    @id:address-v6-lease @clause:dhcp/v6
    Example: A client has the IPv6 address that it was offered, and knows its network
      When a client asks for an address
      Then it has the address that it was offered, for a time
      And it is told what is known of its network

    @id:address-v6-network @clause:dhcp/v6
    Scenario Outline: The client has its IPv6 address although the network <does it>
      Given the address server answers the client
      And the network <does it>
      When a client asks for an address
      Then it has the address that it was offered, for a time

      Examples:
        | does it                                   |
        | loses the answer                          |
        | brings an answer to another request first |

    @id:address-v6-other-server @clause:dhcp/v6
    Example: A client that takes the IPv6 address of another server is given none
      Given a client was given an address
      When another client tries to take the offer of another server
      Then it is refused an address

  Rule: A client that asks in time keeps its address

    @id:address-v6-kept @clause:dhcp/v6
    Scenario Outline: A client that <does it> keeps its IPv6 address
      Given a client was given an address
      When the client <does it>
      Then it keeps its address for the whole time again

      Examples:
        | does it                                    |
        | renews its lease                           |
        | asks for its address again after a restart |

    @id:address-v6-back @clause:dhcp/v6
    Example: An address server that was away knows who has which IPv6 address
      Given a client was given an address
      And the address server was stopped
      When the address server is started again
      Then the client becomes able to keep its address
      And another client is given another address

  Rule: No two clients have one address, and what is given back can be assigned again

    @id:address-v6-released @clause:dhcp/v6
    Example: Another client can have the IPv6 address that a client gave back
      Given a client was given an address
      When the client gives its address back
      Then another client becomes able to have that address

    @id:address-v6-exhausted @clause:dhcp/v6
    Example: When no IPv6 address is left, the next client gets none
      Given a client was given an address
      When more clients try to have an address than there are
      Then the last is refused an address
      And each has an address of its own
      And the client still has its address

    @id:address-v6-declined @clause:dhcp/v6
    Example: An IPv6 address that a client found in use nobody is offered
      Given a client was given an address
      When the client says that its address is in use
      Then neither it nor another client is offered that address

  Rule: A client is told what it cannot have, and what it need not ask for

    @id:address-v6-refused @clause:dhcp/v6
    Example: A client that has moved here is told that it cannot keep its IPv6 address
      Given a client was given an address
      When another client tries to keep an address of another network
      Then it is refused, and told so

    @id:address-v6-information @clause:dhcp/v6
    Example: A client with an IPv6 address of its own is told all but an address
      Given a client was given an address
      When another client asks about its network with an address that it has already
      Then it is told what is known of its network
      And it is given no address
