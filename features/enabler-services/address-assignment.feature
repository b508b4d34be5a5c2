@needs:dhcp
Feature: Address assignment
  Workloads ask for their addresses. A client is offered one, takes it, and keeps
  it for as long as it asks in time; of what comes it takes only the answer to its
  own request. What clients are given here they give back in the end.

  Rule: A client is offered an address and then given it for a time

    @id:address-lease @clause:dhcp/lease
    Example: A client has the address that it was offered
      When a client asks for an address
      Then it has the address that it was offered, for a time

    @id:address-other-server @clause:dhcp/lease @level:should
    Example: A client that takes the offer of another server is given no address
      Given a client was given an address
      When another client tries to take the offer of another server
      Then it is refused an address

  Rule: What goes wrong on the way keeps no client from its address

    @id:address-network @clause:dhcp/lease
    Scenario Outline: The client has its address although the network <does it>
      Given the address server answers the client
      And the network <does it>
      When a client asks for an address
      Then it has the address that it was offered, for a time

      Examples:
        | does it                                                |
        | loses the request                                      |
        | loses the answer                                       |
        | holds the answer back until the client has asked again |
        | brings an answer to another request first              |
        | brings an answer from elsewhere first                  |

    @id:address-between @clause:dhcp/lease @level:should
    Example: An address server that was away between offer and request gives an address
      Given a client was offered an address
      And the address server was stopped
      When the address server is started again
      Then the client becomes able to have an address

    @id:address-back @clause:dhcp/renewal @clause:dhcp/uniqueness @level:should
    Example: An address server that was away knows who has which address
      Given a client was given an address
      And the address server was stopped
      When the address server is started again
      Then the client becomes able to keep its address
      And another client is given another address

  Rule: A lease tells the client about its network

    @id:address-configuration @clause:dhcp/configuration
    Example: A client is told its mask, its router and what else is known
      When a client asks for an address
      Then it is told what is known of its network

  Rule: A client that asks in time keeps its address

    @id:address-kept @clause:dhcp/renewal
    Scenario Outline: A client that <does it> keeps its address
      Given a client was given an address
      When the client <does it>
      Then it keeps its address for the whole time again

      Examples:
        | does it                                    |
        | renews its lease                           |
        | asks for its address again after a restart |

  Rule: An address that was given back can be assigned again

    @id:address-released @clause:dhcp/release
    Example: Another client can have what a client gave back
      Given a client was given an address
      When the client gives its address back
      Then another client becomes able to have that address

  Rule: No two clients have one address

    @id:address-at-once @clause:dhcp/uniqueness
    Example: Clients that ask at the same time each have an address of their own
      When several clients ask for addresses at once
      Then each has an address of its own

    @id:address-taken @clause:dhcp/uniqueness
    Example: What a client has no other is given
      Given a client was given an address
      When another client tries to have that address
      Then it is refused that address
      And the client still has its address

    @id:address-exhausted @clause:dhcp/uniqueness
    Example: When none is left, the next client gets none
      Given a client was given an address
      When more clients try to have an address than there are
      Then the last is refused an address
      And each has an address of its own
      And the client still has its address

  Rule: An address of another network is refused

    @id:address-refused @clause:dhcp/refusal
    Example: A client that has moved here is told that it cannot keep its address
      Given a client was given an address
      When another client tries to keep an address of another network
      Then it is refused, and told so

  Rule: An address that is in use is not offered

    @id:address-declined @clause:dhcp/decline
    Example: What a client found in use nobody is offered
      Given a client was given an address
      When the client says that its address is in use
      Then neither it nor another client is offered that address

  Rule: A client with an address of its own is told about its network

    @id:address-information @clause:dhcp/information
    Example: A client that has an address already is told all but an address
      Given a client was given an address
      When another client asks about its network with an address that it has already
      Then it is told what is known of its network
      And it is given no address

  @needs:dhcp-port-addresses
  Rule: The address is the one that the VIM gave to the port

    @id:address-port @clause:dhcp/port-addresses
    Example: A client at a port has the address of the port
      Given the VDC user has made a port of a virtual network
      When the client at the port asks for an address
      Then it has the address of the port
      And it is told what the VIM knows of its network
