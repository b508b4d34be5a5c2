@needs:alarming
Feature: Virtualised resources change management
  Or-Vi and Vi-Vnfm let a party subscribe to changes of virtualised resources:
  it is told when one has been changed or has gone, whoever did it.

  Rule: Who has subscribed is told of changes

    @id:change-subscribed
    Scenario Outline: What the <party> subscribes to is an alarm that is quiet at first
      Given the <party> has created a virtual compute
      When the <party> subscribes to changes of the virtual compute
      Then the <party> finds the alarm, which is quiet

      @interface:or-vi @clause:or-vi/change/subscribe
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/change/subscribe
      Examples:
        | party       |
        | VNF manager |

    @id:change-update-told
    Scenario Outline: The <party> is told when its virtualised compute has changed
      Given the <party> has created a virtual compute
      And the <party> has subscribed to changes of the virtual compute
      When the <party> stops the virtual compute
      Then the <party> is told of an update of the virtual compute

      @interface:or-vi @clause:or-vi/change/subscribe @clause:or-vi/change/notify
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/change/subscribe @clause:vi-vnfm/change/notify
      Examples:
        | party       |
        | VNF manager |

    @id:change-removal-told @interface:or-vi @interface:vi-vnfm @clause:or-vi/change/notify @clause:vi-vnfm/change/notify
    Example: Both parties are told when virtualised compute is gone
      Given the VNF manager has created a virtual compute
      And the orchestrator has subscribed to changes of the virtual compute
      And the VNF manager has subscribed to changes of the virtual compute
      When the VNF manager deletes the virtual compute
      Then the orchestrator is told of the removal of the virtual compute
      And the VNF manager is told of the removal of the virtual compute

  Rule: Nobody is told of what it has not subscribed to

    @id:change-other-object
    Scenario Outline: A subscription of the <party> to one virtualised compute says nothing of another
      Given the <party> has created a virtual compute
      And the <party> has subscribed to changes of the virtual compute
      And the <party> has created another virtual compute
      And the <party> has subscribed to changes of the virtual compute
      When the <party> stops the virtual compute
      Then the <party> is told of an update of the virtual compute
      And the first subscription hears nothing

      @interface:or-vi @clause:or-vi/change/subscribe @clause:or-vi/change/notify
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/change/subscribe @clause:vi-vnfm/change/notify
      Examples:
        | party       |
        | VNF manager |

    @id:change-foreign @interface:vi-vnfm @clause:vi-vnfm/change/subscribe @clause:vi-vnfm/change/notify
    Example: A VNF manager is not told of changes of what another one has
      Given the VNF manager has created a virtual compute
      And the VNF manager has subscribed to changes of the virtual compute
      And the other VNF manager has subscribed to changes of the virtual compute
      When the VNF manager stops the virtual compute
      Then the VNF manager is told of an update of the virtual compute
      And the other VNF manager hears nothing

  Rule: Only who has signed in subscribes

    @id:change-subscribe-refused
    Scenario Outline: Whoever has not signed in cannot subscribe in place of the <party>
      Given the <party> has created a virtual compute
      And the <party> can list alarms
      When the anonymous caller tries to subscribe to changes of the virtual compute
      Then the request is refused as unauthenticated
      And no alarm was added

      @interface:or-vi @clause:or-vi/change/subscribe
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/change/subscribe
      Examples:
        | party       |
        | VNF manager |
