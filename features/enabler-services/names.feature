@needs:dns
Feature: Names
  Workloads find each other by names. A client asks a name server, and takes of
  what comes only the answer to its question; what is too long for a datagram it
  fetches over a connection.

  Rule: A name leads to its addresses

    @id:names-address @clause:dns/address
    Scenario Outline: A name server gives <what>
      When the client asks every name server for <what>
      Then every name server gives exactly what is known

      Examples:
        | what                         |
        | the IPv4 addresses of a name |
        | the IPv6 addresses of a name |

    @id:names-case @clause:dns/address
    Example: The case of a name does not matter, and comes back as it was asked
      When the client asks every name server in mixed case for the IPv4 addresses of a name
      Then every name server gives exactly what is known

    @id:names-tcp @clause:dns/address
    Example: What is given in datagrams is given over connections, too
      Given every name server answers the client
      When the client asks every name server over TCP for the IPv4 addresses of a name
      Then every name server gives exactly what is known

  Rule: What goes wrong on the way keeps no client from the right answer

    @id:names-network @clause:dns/address
    Scenario Outline: The client has the addresses although the network <does it>
      Given every name server answers the client
      And the network <does it>
      When the client asks every name server for the IPv4 addresses of a name
      Then every name server gives exactly what is known

      Examples:
        | does it                                                |
        | loses the request                                      |
        | loses the answer                                       |
        | holds the answer back until the client has asked again |
        | brings an answer to another request first              |
        | brings an answer from elsewhere first                  |

    @id:names-back @clause:dns/address @level:should
    Example: A name server that was away knows its names again
      Given every name server answers the client
      And a name server was stopped
      When the name server is started again
      Then the name server becomes able to give what is known

  Rule: An alias leads to the addresses of what it stands for

    @id:names-alias @clause:dns/alias
    Example: The addresses come with the alias
      When the client asks every name server for the addresses that an alias leads to
      Then every name server gives exactly what is known

    @id:names-alias-itself @clause:dns/alias
    Example: A name server tells what an alias stands for
      When the client asks every name server for an alias
      Then every name server gives exactly what is known

  Rule: What does not exist is told from what lacks such data

    @id:names-absent @clause:dns/absence
    Example: A name that does not exist is told to be none
      Given every name server answers the client
      When the client asks every name server for a name that does not exist
      Then every name server says that there is no such name

    @id:names-no-data @clause:dns/absence
    Example: A name without such data is told to be one
      Given every name server answers the client
      When the client asks every name server for data that a name does not have
      Then every name server says that there are no such data

  Rule: An answer too long for a datagram is had completely over a connection

    @id:names-cut @clause:dns/truncation
    Example: The datagram says that it does not hold the answer
      When the client asks every name server in a small datagram for what is too long for a datagram
      Then every name server says that its answer is cut

    @id:names-whole @clause:dns/truncation
    Example: The whole answer comes over a connection
      When the client asks every name server for what is too long for a datagram
      Then every name server gives exactly what is known

  Rule: An address leads to its name

    @id:names-reverse @clause:dns/reverse
    Scenario Outline: A name server gives <what> that it knows
      When the client asks every name server for <what>
      Then every name server gives exactly what is known

      Examples:
        | what                        |
        | the name of an IPv4 address |
        | the name of an IPv6 address |

  Rule: A service leads to its hosts

    @id:names-service @clause:dns/services
    Example: The hosts of a service come with port, priority and weight
      When the client asks every name server for the hosts of a service
      Then every name server gives exactly what is known

  Rule: Clients that take larger datagrams get them

    @id:names-large @clause:dns/extension
    Example: What is too long for a small datagram comes in a larger one
      When the client asks every name server in a large datagram for what is too long for a small datagram
      Then every name server gives exactly what is known
      And no answer was cut

    @id:names-version @clause:dns/extension
    Example: A version of the extension that does not exist is not answered as if it did
      Given every name server answers the client
      When the client asks every name server in a version of the extension that does not exist
      Then every name server says that it does not know that version

  @needs:dns-recursion
  Rule: Name servers find out what other servers know

    @id:names-recursion @clause:dns/recursion
    Example: A name elsewhere leads to its addresses
      When the client asks every name server to find out the addresses of a name elsewhere
      Then every name server gives exactly what is known
      And every name server says that it asks others

  @needs:dns-instance-names
  Rule: The name of a virtual compute leads to its address while it exists

    @id:names-instance @clause:dns/instance-names
    Example: Each virtual compute is found by its own name
      Given every name server answers the client
      And the VDC user has created a virtual network with:
        | addresses | 10.75.0.0/24 |
      And the VDC user has created a virtual compute with:
        | virtual network | the virtual network |
      When the VDC user creates a virtual compute with:
        | virtual network | the virtual network |
      Then the virtual compute becomes active
      And the name of the virtual compute comes to lead to its addresses
      And the name of the other virtual compute comes to lead to its addresses

    @id:names-instance-gone @clause:dns/instance-names
    Example: A virtual compute that is gone is found no more
      Given the VDC user has created a virtual network with:
        | addresses | 10.75.0.0/24 |
      And the VDC user has created a virtual compute with:
        | virtual network | the virtual network |
      And the name of the virtual compute leads to its addresses
      When the VDC user deletes the virtual compute
      Then the virtual compute disappears
      And there comes to be no such name as that of the virtual compute
