@interface:vn-nf @needs:acceleration
Feature: Events of an accelerator
  A workload registers for what may happen in its accelerator, and is told when
  it does: through the handler that it has named, until it deregisters.

  Rule: A registered workload is told of the event

    @id:acceleration-event-told @clause:RegisterForAccEvent @clause:AccEventNotification @clause:vn-nf/events
    Example: The event is told through the handler that was named
      Given an initialised accelerator
      And the VNF has registered for the event
      When the event happens in the accelerator of the VNF
      Then the NFVI tells the VNF of the event
      And these calls were exchanged, in order:
        | call                 | from | to   |
        | InitAcc              | VNF  | NFVI |
        | RegisterForAccEvent  | VNF  | NFVI |
        | AccEventNotification | NFVI | VNF  |

    @id:acceleration-event-both @clause:RegisterForAccEvent @clause:AccEventNotification
    Example: Two handlers of one event are both told
      Given an initialised accelerator
      And the VNF has registered for the event
      And the VNF has registered for the event with another handler
      When the event happens in the accelerator of the VNF
      Then the NFVI tells both handlers of the VNF of the event

    @id:acceleration-event-once @clause:RegisterForAccEvent @clause:AccEventNotification
    Example: Who registers twice with one handler is told once
      Given an initialised accelerator
      And the VNF has registered for the event
      And the VNF has registered for the event again
      When the event happens in the accelerator of the VNF
      Then the NFVI tells the VNF of the event
      And the VNF hears nothing more

    @id:acceleration-event-handler @clause:AccEventNotification @clause:vn-nf/events
    Example: An event is told to its own handlers only
      Given an initialised accelerator
      And the VNF has registered for the event
      And the VNF has registered for another event with another handler
      When the event happens in the accelerator of the VNF
      Then the NFVI tells the VNF of the event
      And the VNF hears nothing more

  Rule: Who is not registered hears nothing of events

    @id:acceleration-event-unregistered @clause:AccEventNotification @clause:vn-nf/events
    Example: Without registration there is silence
      Given an initialised accelerator
      When the event happens in the accelerator of the VNF
      Then the VNF hears nothing

    @id:acceleration-event-other @clause:AccEventNotification @clause:RegisterForAccEvent
    Example: Another event is not told
      Given an initialised accelerator
      And the VNF has registered for the event
      When another event happens in the accelerator of the VNF
      Then the VNF hears nothing

    @id:acceleration-event-deregistered @clause:DeRegisterForAccEvent @clause:AccEventNotification @clause:vn-nf/events
    Example: After deregistration there is silence for all handlers
      Given an initialised accelerator
      And the VNF has registered for the event
      And the VNF has registered for the event with another handler
      And the VNF has deregistered from the event
      When the event happens in the accelerator of the VNF
      Then the VNF hears nothing
      And these calls were exchanged, in order:
        | call                  | from | to   |
        | RegisterForAccEvent   | VNF  | NFVI |
        | RegisterForAccEvent   | VNF  | NFVI |
        | DeRegisterForAccEvent | VNF  | NFVI |

    @id:acceleration-event-others @clause:AccEventNotification
    Example: An event of one workload is not told to another
      Given an initialised accelerator
      And the VNF has registered for the event
      And the other VNF has initialised its accelerator
      And the other VNF has registered for the event
      When the event happens in the accelerator of the VNF
      Then the NFVI tells the VNF of the event
      And the other VNF hears nothing

  Rule: A registration names an event that the accelerator has

    @id:acceleration-event-refused @clause:RegisterForAccEvent
    Scenario Outline: A registration with <what> is refused
      Given an initialised accelerator
      When the VNF tries to call RegisterForAccEvent with:
        | <parameter> | <value> |
      Then the call is refused as <fault>

      Examples:
        | what             | parameter         | value         | fault             |
        | an unknown event | accEvent          | no-such-event | no such event     |
        | no event         | accEvent          | (none)        | invalid parameter |
        | no handler       | vnfEventHandlerId | (none)        | invalid parameter |

    @id:acceleration-event-deregister-refused @clause:DeRegisterForAccEvent
    Example: Who is not registered is refused deregistration
      Given an initialised accelerator
      When the VNF tries to call DeRegisterForAccEvent
      Then the call is refused as not registered
