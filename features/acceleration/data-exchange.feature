@interface:vn-nf @needs:acceleration
Feature: Data exchange with an accelerator
  A workload has data worked on, either in the answer to its call or through a
  channel, from which it fetches the results. It can be told when there are
  results to fetch.

  Rule: Data are worked on in the answer

    @id:acceleration-data-answer @clause:AccData @clause:vn-nf/manage
    Example: Data come back as they are when they are to be copied
      Given an initialised accelerator with an open channel
      When the VNF has "ping" worked on
      Then the VNF has the result of "copy" for "ping"
      And these calls were exchanged, in order:
        | call    | from | to   |
        | AccData | VNF  | NFVI |

    @id:acceleration-data-work @clause:AccData @clause:ModifyAccConfiguration @clause:vn-nf/manage
    Scenario Outline: The result of <operation> is what others compute, too
      Given an initialised accelerator with an open channel
      And the VNF has chosen the operation "<operation>"
      When the VNF has "ping" worked on
      Then the VNF has the result of "<operation>" for "ping"

      Examples:
        | operation   |
        | sha-256     |
        | deflate     |
        | aes-256-gcm |

    @id:acceleration-data-large @clause:AccData
    Example: A large item is worked on as a small one is
      Given an initialised accelerator with an open channel
      When the VNF has an item of 1024 KiB worked on
      Then the VNF has the same 1024 KiB back

    @id:acceleration-data-refused @clause:AccData
    Scenario Outline: Work with <what> is refused
      Given an initialised accelerator with an open channel
      When the VNF tries to call AccData with:
        | <parameter> | <value> |
      Then the call is refused as <fault>
      And the VNF can use its accelerator

      Examples:
        | what                    | parameter  | value                     | fault             |
        | an unknown channel      | accChannel | no-such-channel           | no such channel   |
        | no channel              | accChannel | (none)                    | invalid parameter |
        | no data                 | accData    | (none)                    | invalid parameter |
        | data that are no base64 | accData    | {"payload": "not base64"} | invalid parameter |

  Rule: Results are fetched in order, each once

    @id:acceleration-data-order @clause:AccSendData @clause:AccReceiveData @clause:vn-nf/manage
    Example: Never more results are fetched than are asked for, the oldest first
      Given an initialised accelerator with an open channel
      And the VNF has sent "one" to the channel
      And the VNF has sent "two" to the channel
      And the VNF has sent "three" to the channel
      When the VNF receives at most 2 items from the channel
      Then the VNF has received, in order:
        | one |
        | two |
      And the VNF receives "three" from the channel
      And the VNF receives nothing from the channel

    @id:acceleration-data-sent @clause:AccSendData @clause:AccReceiveData
    Example: What is sent is there to be fetched
      Given an initialised accelerator with an open channel
      When the VNF sends "ping" to the channel
      Then the VNF receives "ping" from the channel
      And the VNF receives nothing from the channel
      And these calls were exchanged, in order:
        | call           | from | to   |
        | AccSendData    | VNF  | NFVI |
        | AccReceiveData | VNF  | NFVI |
        | AccReceiveData | VNF  | NFVI |

    @id:acceleration-data-empty @clause:AccReceiveData
    Example: From an empty channel nothing is received
      Given an initialised accelerator with an open channel
      When the VNF receives at most 5 items from the channel
      Then the VNF has received nothing

    @id:acceleration-data-receive-refused @clause:AccReceiveData
    Scenario Outline: Fetching with <what> is refused
      Given an initialised accelerator with an open channel
      And the VNF has sent "ping" to the channel
      When the VNF tries to call AccReceiveData with:
        | <parameter> | <value> |
      Then the call is refused as <fault>
      And the VNF receives "ping" from the channel

      Examples:
        | what               | parameter            | value           | fault             |
        | an unknown channel | accChannel           | no-such-channel | no such channel   |
        | a maximum of 0     | maxNumberOfDataItems | 0               | invalid parameter |
        | a maximum below 0  | maxNumberOfDataItems | -1              | invalid parameter |
        | a word for maximum | maxNumberOfDataItems | many            | invalid parameter |

    @id:acceleration-data-send-refused @clause:AccSendData
    Scenario Outline: Sending with <what> is refused
      Given an initialised accelerator with an open channel
      When the VNF tries to call AccSendData with:
        | <parameter> | <value> |
      Then the call is refused as <fault>
      And the VNF receives nothing from the channel

      Examples:
        | what                    | parameter  | value                     | fault             |
        | an unknown channel      | accChannel | no-such-channel           | no such channel   |
        | data that are no base64 | accData    | {"payload": "not base64"} | invalid parameter |

    @id:acceleration-data-full @clause:AccSendData
    Example: A full channel takes no more, and loses nothing
      Given an initialised accelerator with an open channel
      And the VNF has sent as many items as the channel holds
      When the VNF tries to send "one too many" to the channel
      Then the call is refused as channel full
      And the VNF receives all that the channel held, in order

    @id:acceleration-data-stream @clause:AccSendData @clause:AccReceiveData
    Example: More than a channel holds goes through it, when room is made for it
      Given an initialised accelerator with an open channel
      When the VNF passes 150 items through the channel
      Then the VNF has received all of them, in order

    @id:acceleration-data-concurrent @clause:AccSendData @clause:AccReceiveData
    Example: Two workloads that send at the same time each receive their own
      Given an initialised accelerator with an open channel
      And the other VNF has initialised its accelerator
      When both VNFs send 10 items at the same time
      Then each VNF receives its own items, in order

    @id:acceleration-data-reconnected @clause:InitAcc @clause:AccReceiveData @clause:AccDataAvailableEventNotification
    Example: What waited, and who was to be told, is gone with a connection that is lost
      Given an initialised accelerator with an open channel
      And the VNF has registered for available data on the channel
      And the VNF has sent "lost" to the channel
      And the VNF has connected anew
      And the VNF has initialised its accelerator
      When the VNF sends "new" to the channel
      Then the VNF hears nothing
      And the VNF receives "new" from the channel
      And the VNF receives nothing from the channel

    @id:acceleration-data-channels @clause:AccSendData @clause:AccReceiveData
    Example: What goes to one channel does not come from another
      Given an initialised accelerator with an open channel
      When the VNF sends "elsewhere" to the other channel
      Then the VNF receives nothing from the channel

    @id:acceleration-data-isolated @clause:AccReceiveData @clause:AccSendData
    Example: Another workload on the same accelerator does not see the data
      Given an initialised accelerator with an open channel
      And the other VNF has initialised its accelerator
      When the VNF sends "private" to the channel
      Then the other VNF receives nothing from the channel
      And the VNF receives "private" from the channel

  Rule: Data are announced to a registered workload before they are received

    @id:acceleration-data-announced @clause:RegisterForAccDataAvailableEvent @clause:AccDataAvailableEventNotification @clause:AccSendData @clause:AccReceiveData @clause:vn-nf/events
    Example: The workload is told that data are available, then receives them
      Given an initialised accelerator with an open channel
      And the VNF has registered for available data on the channel
      When the VNF sends "ping" to the channel
      Then the NFVI announces available data on the channel
      And the VNF receives "ping" from the channel
      And these calls were exchanged, in order:
        | call                              | from | to   |
        | RegisterForAccDataAvailableEvent  | VNF  | NFVI |
        | AccSendData                       | VNF  | NFVI |
        | AccDataAvailableEventNotification | NFVI | VNF  |
        | AccReceiveData                    | VNF  | NFVI |

    @id:acceleration-data-announced-late @clause:RegisterForAccDataAvailableEvent @clause:AccDataAvailableEventNotification @clause:vn-nf/events
    Example: Data that wait already are announced at registration
      Given an initialised accelerator with an open channel
      And the VNF has sent "early" to the channel
      When the VNF registers for available data on the channel
      Then the NFVI announces available data on the channel
      And the VNF receives "early" from the channel

    @id:acceleration-data-announced-both @clause:RegisterForAccDataAvailableEvent @clause:AccDataAvailableEventNotification
    Example: Two handlers are both told
      Given an initialised accelerator with an open channel
      And the VNF has registered for available data on the channel
      And the VNF has registered for available data on the channel with another handler
      When the VNF sends "ping" to the channel
      Then the NFVI announces available data to both handlers

    @id:acceleration-data-announced-once @clause:RegisterForAccDataAvailableEvent @clause:AccDataAvailableEventNotification
    Example: Who registers twice with one handler is told once
      Given an initialised accelerator with an open channel
      And the VNF has registered for available data on the channel
      And the VNF has registered for available data on the channel again
      When the VNF sends "ping" to the channel
      Then the NFVI announces available data on the channel
      And the VNF hears nothing more

  Rule: Who is not registered hears nothing of data

    @id:acceleration-data-unannounced @clause:AccDataAvailableEventNotification @clause:vn-nf/events
    Example: Without registration there is silence
      Given an initialised accelerator with an open channel
      When the VNF sends "ping" to the channel
      Then the VNF hears nothing
      And the VNF receives "ping" from the channel

    @id:acceleration-data-deregistered @clause:DeRegisterForAccDataAvailableEvent @clause:AccDataAvailableEventNotification @clause:vn-nf/events
    Example: After deregistration there is silence for all handlers
      Given an initialised accelerator with an open channel
      And the VNF has registered for available data on the channel
      And the VNF has registered for available data on the channel with another handler
      And the VNF has deregistered from available data on the channel
      When the VNF sends "ping" to the channel
      Then the VNF hears nothing
      And these calls were exchanged, in order:
        | call                               | from | to   |
        | DeRegisterForAccDataAvailableEvent | VNF  | NFVI |
        | AccSendData                        | VNF  | NFVI |

    @id:acceleration-data-elsewhere @clause:AccDataAvailableEventNotification @clause:RegisterForAccDataAvailableEvent
    Example: Data of another channel are not announced
      Given an initialised accelerator with an open channel
      And the VNF has registered for available data on the channel
      When the VNF sends "elsewhere" to the other channel
      Then the VNF hears nothing

    @id:acceleration-data-others @clause:AccDataAvailableEventNotification
    Example: Data of another workload are not announced
      Given an initialised accelerator with an open channel
      And the VNF has registered for available data on the channel
      And the other VNF has initialised its accelerator
      And the other VNF has registered for available data on the channel
      When the other VNF sends "theirs" to the channel
      Then the VNF hears nothing

  Rule: A registration names a channel, and is the only one of its handler

    @id:acceleration-data-register-refused @clause:RegisterForAccDataAvailableEvent
    Scenario Outline: A registration with <what> is refused
      Given an initialised accelerator with an open channel
      When the VNF tries to call RegisterForAccDataAvailableEvent with:
        | <parameter> | <value> |
      Then the call is refused as <fault>

      Examples:
        | what               | parameter    | value           | fault             |
        | an unknown channel | accChannel   | no-such-channel | no such channel   |
        | no handler         | regHandlerId | (none)          | invalid parameter |

    @id:acceleration-data-register-elsewhere @clause:RegisterForAccDataAvailableEvent
    Example: A handler of one channel is refused on another
      Given an initialised accelerator with an open channel
      And the VNF has registered for available data on the channel
      When the VNF tries to register for available data on the other channel with the same handler
      Then the call is refused as handler in use

    @id:acceleration-data-deregister-refused @clause:DeRegisterForAccDataAvailableEvent
    Example: Who is not registered is refused deregistration
      Given an initialised accelerator with an open channel
      When the VNF tries to call DeRegisterForAccDataAvailableEvent
      Then the call is refused as not registered

    @id:acceleration-data-deregister-unknown @clause:DeRegisterForAccDataAvailableEvent
    Example: Deregistration from an unknown channel is refused
      Given an initialised accelerator with an open channel
      And the VNF has registered for available data on the channel
      When the VNF tries to call DeRegisterForAccDataAvailableEvent with:
        | accChannel | no-such-channel |
      Then the call is refused as no such channel
