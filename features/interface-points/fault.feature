@needs:alarming
Feature: Virtualised resources fault management
  Or-Vi and Vi-Vnfm let a party subscribe to faults of virtualised resources:
  it is told when one appears and when it is over, and gets a list of the
  alarms there are. A VNF manager has its own resources in view, the
  orchestrator those of all.

  Rule: Who has subscribed is told when a fault appears and when it is over

    @id:fault-subscribed
    Scenario Outline: What the <party> subscribes to is an alarm that is quiet at first
      Given the <party> has created a virtual compute
      When the <party> subscribes to critical faults of the virtual compute
      Then the <party> finds the alarm, which is quiet

      @interface:or-vi @clause:or-vi/fault/subscribe @clause:or-vi/fault/get-alarm-list
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/fault/subscribe @clause:vi-vnfm/fault/get-alarm-list
      Examples:
        | party       |
        | VNF manager |

    @id:fault-told
    Scenario Outline: The <party> is told of a fault of its virtualised compute, and finds it listed
      Given the <party> has created a virtual compute
      And the <party> has subscribed to critical faults of the virtual compute
      When a fault comes to the virtual compute
      Then the <party> is told of a fault of the virtual compute
      And the <party> has been told once
      And the <party> finds the alarm, which is raised

      @interface:or-vi @clause:or-vi/fault/subscribe @clause:or-vi/fault/notify @clause:or-vi/fault/get-alarm-list
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/fault/subscribe @clause:vi-vnfm/fault/notify @clause:vi-vnfm/fault/get-alarm-list
      Examples:
        | party       |
        | VNF manager |

    @id:fault-over
    Scenario Outline: The <party> is told when the fault is over, after it was told that it appeared
      Given the <party> has created a virtual compute
      And the <party> has subscribed to major faults of the virtual compute
      And a fault has come to the virtual compute
      And the <party> has been told of a fault of the virtual compute
      When the fault of the virtual compute is over
      Then the <party> is told that the fault is over

      @interface:or-vi @clause:or-vi/fault/notify
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/fault/notify
      Examples:
        | party       |
        | VNF manager |

    @id:fault-of-others @interface:or-vi @clause:or-vi/fault/subscribe @clause:or-vi/fault/notify @clause:or-vi/fault/get-alarm-list
    Example: The orchestrator is told of a fault of what a VNF manager has
      Given the VNF manager has created a virtual compute
      And the orchestrator has subscribed to critical faults of the virtual compute
      When a fault comes to the virtual compute
      Then the orchestrator is told of a fault of the virtual compute
      And the orchestrator finds the alarm, which is raised

  Rule: Nobody is told of what it has not subscribed to

    @id:fault-other-object
    Scenario Outline: A subscription of the <party> to one virtualised compute says nothing of another
      Given the <party> has created a virtual compute
      And the <party> has subscribed to critical faults of the virtual compute
      And the <party> has created another virtual compute
      And the <party> has subscribed to critical faults of the virtual compute
      When a fault comes to the virtual compute
      Then the <party> is told of a fault of the virtual compute
      And the first subscription hears nothing

      @interface:or-vi @clause:or-vi/fault/subscribe @clause:or-vi/fault/notify
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/fault/subscribe @clause:vi-vnfm/fault/notify
      Examples:
        | party       |
        | VNF manager |

    @id:fault-foreign @interface:vi-vnfm @clause:vi-vnfm/fault/subscribe @clause:vi-vnfm/fault/notify
    Example: A VNF manager is not told of faults of what another one has
      Given the VNF manager has created a virtual compute
      And the VNF manager has subscribed to critical faults of the virtual compute
      And the other VNF manager has subscribed to critical faults of the virtual compute
      When a fault comes to the virtual compute
      Then the VNF manager is told of a fault of the virtual compute
      And the other VNF manager hears nothing

    @id:fault-subscription-ended @level:should @interface:vi-vnfm @clause:vi-vnfm/fault/subscribe
    Example: A subscription that has ended causes nothing any more
      Given the VNF manager has created a virtual compute
      And the VNF manager has subscribed to critical faults of the virtual compute
      And the VNF manager has ended the subscription
      And the orchestrator has subscribed to critical faults of the virtual compute
      When a fault comes to the virtual compute
      Then the orchestrator is told of a fault of the virtual compute
      And the VNF manager hears nothing

  Rule: Only whose they are sees alarms and ends subscriptions

    @id:fault-alarm-list-foreign @interface:vi-vnfm @clause:vi-vnfm/fault/get-alarm-list
    Example: The alarms of one VNF manager are not in the list of another
      Given the VNF manager has created a virtual compute
      And the VNF manager has subscribed to critical faults of the virtual compute
      And a fault has come to the virtual compute
      And the VNF manager has been told of a fault of the virtual compute
      When the other VNF manager tries to end the subscription
      Then the request is refused as unknown or forbidden
      And the other VNF manager does not find the alarm
      And the VNF manager finds the alarm, which is raised

    @id:fault-subscribe-refused
    Scenario Outline: Whoever has not signed in cannot subscribe in place of the <party>
      Given the <party> has created a virtual compute
      And the <party> can list alarms
      When the anonymous caller tries to subscribe to critical faults of the virtual compute
      Then the request is refused as unauthenticated
      And no alarm was added

      @interface:or-vi @clause:or-vi/fault/subscribe
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/fault/subscribe
      Examples:
        | party       |
        | VNF manager |

    @id:fault-alarm-list-refused @interface:or-vi @clause:or-vi/fault/get-alarm-list
    Example: Whoever has not signed in gets no list of alarms
      Given the orchestrator can list alarms
      When the anonymous caller tries to list alarms
      Then the request is refused as unauthenticated

    @id:fault-subscription-unknown @level:should @interface:vi-vnfm @clause:vi-vnfm/fault/subscribe
    Example: A subscription that does not exist cannot be ended
      Given the VNF manager can list alarms
      When the VNF manager tries to end a subscription that does not exist
      Then the request is refused as unknown

  Rule: When a host fails, all that tell of it agree

    @id:fault-host-fails @disruptive @interface:or-vi @clause:or-vi/fault/notify @clause:or-vi/fault/subscribe
    Example: The orchestrator is told of the fault of what runs on a host that fails, and finds the host down
      Given there is a disposable host, in service and up
      And the orchestrator has created a virtual compute on the host
      And the orchestrator has subscribed to critical faults of the virtual compute
      When the host fails
      Then the orchestrator is told of a fault of the virtual compute
      And the orchestrator finds the host down
      And the orchestrator finds given away of the host what its consumers have

    @id:fault-host-recovers @disruptive @interface:or-vi @clause:or-vi/fault/notify
    Example: The fault is over when the host is up again
      Given there is a disposable host, in service and up
      And the orchestrator has created a virtual compute on the host
      And the orchestrator has subscribed to critical faults of the virtual compute
      And the host has failed
      And the orchestrator has been told of a fault of the virtual compute
      When the host is up again
      Then the orchestrator is told that the fault is over
      And the orchestrator finds the host up
      And the virtual compute becomes active

    @id:fault-host-hardware @level:should @disruptive @needs:hardware-management @interface:or-vi @interface:vi-ha @clause:or-vi/fault/notify @clause:vi-ha/health
    Example: The hardware tells of a host that fails what the orchestrator is told of what runs on it
      Given there is a disposable host, in service and up
      And the host runs on a machine that is well
      And the orchestrator has created a virtual compute on the host
      And the orchestrator has subscribed to critical faults of the virtual compute
      When the host fails
      Then the orchestrator is told of a fault of the virtual compute
      And the machine tells that it is not well

    @id:fault-host-hardware-over @level:should @disruptive @needs:hardware-management @interface:or-vi @interface:vi-ha @clause:or-vi/fault/notify @clause:vi-ha/health
    Example: The hardware tells that it is well again when the fault of what runs on the host is over
      Given there is a disposable host, in service and up
      And the host runs on a machine that is well
      And the orchestrator has created a virtual compute on the host
      And the orchestrator has subscribed to critical faults of the virtual compute
      And the host has failed
      And the orchestrator has been told of a fault of the virtual compute
      And the machine has told that it is not well
      When the host is up again
      Then the orchestrator is told that the fault is over
      And the machine tells that it is well
