@needs:ntp
Feature: Time
  Workloads set their clocks by time servers. A client sends a request and takes
  of what comes only the answer that belongs to it; from the four times of the
  exchange it learns by how much its clock is wrong.

  Rule: A time server answers with an answer that belongs to the request

    @id:time-answered @clause:ntp/answers
    Example: Every time server answers
      When the client asks every time server for the time
      Then every time server has answered

    @id:time-version @clause:ntp/answers
    Scenario Outline: A request of version <version> is answered in version <version>
      When the client asks every time server for the time in version <version>
      Then every time server has answered

      Examples:
        | version |
        | 3       |
        | 4       |

    @id:time-at-once @clause:ntp/answers
    Example: Clients that ask at the same time each have their own answer
      When several clients ask every time server at once
      Then every time server has answered

  Rule: What goes wrong on the way keeps no client from the right time

    @id:time-network @clause:ntp/answers @clause:ntp/accurate
    Scenario Outline: The client has the time although the network <does it>
      Given every time server answers the client
      And the network <does it>
      When the client asks every time server for the time
      Then every time server has answered
      And the time of every server is right within the limit

      Examples:
        | does it                                                |
        | loses the request                                      |
        | loses the answer                                       |
        | holds the answer back until the client has asked again |
        | brings an answer to another request first              |
        | brings an answer from elsewhere first                  |

    @id:time-back @clause:ntp/answers @clause:ntp/synchronised @level:should
    Example: A time server that was away is synchronised again
      Given every time server answers the client
      And a time server was stopped
      When the time server is started again
      Then the time server becomes synchronised, and its time is right

  Rule: What is no request gets no answer

    @id:time-silent @clause:ntp/answers @level:should
    Scenario Outline: A time server is silent when it is sent <what>
      Given every time server answers the client
      When the client sends every time server <what>
      Then no time server has answered

      Examples:
        | what                        |
        | an answer                   |
        | a request that is cut short |

  Rule: A time server is synchronised

    @id:time-synchronised @clause:ntp/synchronised
    Example: Every time server says that it is synchronised
      When the client asks every time server for the time
      Then every answer is that of a synchronised server

  Rule: The time is right

    @id:time-accurate @clause:ntp/accurate
    Example: The time of every server is right
      When the client asks every time server for the time 4 times
      Then the time of every server is right within the limit
      And every time server goes as fast as the client’s clock

    @id:time-agreed @clause:ntp/agreement
    Example: All servers give the same time
      Given there are several time servers
      When the client asks every time server for the time 4 times
      Then the time servers agree within the limit

  @needs:ntp-authentication
  Rule: An authenticated request is answered by who knows the key

    @id:time-authenticated @clause:ntp/authentication
    Example: The answer proves knowledge of the shared key
      When the client asks every time server for the time with the shared key
      Then every time server has answered
      And the time of every server is right within the limit

    @id:time-key-refused @clause:ntp/authentication
    Scenario Outline: Who asks with <what> is refused
      Given every time server answers who has the shared key
      When the client tries to ask every time server with <what>
      Then every time server has refused

      Examples:
        | what           |
        | another secret |
        | an unknown key |

  @needs:ntp-network-time-security
  Rule: Keys are agreed upon with the server, and prove its answers

    @id:time-agreed-keys @clause:ntp/network-time-security
    Example: A client that has agreed upon keys has the right time, with a new cookie each time
      Given a client has agreed upon keys with every key server
      When the client asks for the time with those keys 3 times
      Then every time server has answered
      And the time of every server is right within the limit
      And no cookie was given twice

    @id:time-agreed-keys-refused @clause:ntp/network-time-security
    Scenario Outline: Who asks with <what> has no time
      Given a client has agreed upon keys with every key server
      And every time server answers who has those keys
      When the client tries to ask for the time with <what>
      Then every time server has refused

      Examples:
        | what                       |
        | a key that is another      |
        | a cookie that was spoilt   |

    @id:time-agreed-nothing @clause:ntp/network-time-security
    Example: With a client that knows no algorithm of the server nothing is agreed upon
      Given a client has agreed upon keys with every key server
      When another client tries to agree upon an algorithm that does not exist
      Then every key server has refused
