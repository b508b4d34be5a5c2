@needs:metrics
Feature: Virtualised resources performance management
  Or-Vi and Vi-Vnfm let a party have measures of virtualised resources
  collected, and set thresholds for them, of whose crossing it is told.

  Rule: What is measured is collected for who has asked for it

    @id:performance-collection-found
    Scenario Outline: The <party> begins to collect measures, and finds that they are collected
      Given the <party> has created a virtual compute
      When the <party> begins to collect measures of the virtual compute
      Then the <party> finds the collection

      @interface:or-vi @clause:or-vi/performance/create-pm-job @clause:or-vi/performance/query-pm-job
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/performance/create-pm-job @clause:vi-vnfm/performance/query-pm-job
      Examples:
        | party       |
        | VNF manager |

    @id:performance-measures-found @interface:or-vi @interface:vi-vnfm
    @clause:or-vi/performance/create-pm-job @clause:vi-vnfm/performance/create-pm-job
    Example: What was measured is found as it was, in the order of time
      Given the VNF manager has created a virtual compute
      And the VNF manager has begun to collect measures of the virtual compute
      When the measures 10, 30 and 20 come, one after the other
      Then the VNF manager finds these measures, in the order of time
      And the orchestrator finds these measures, in the order of time

    @id:performance-collection-ended
    Scenario Outline: A collection that the <party> has ended is gone
      Given the <party> has created a virtual compute
      And the <party> has begun to collect measures of the virtual compute
      When the <party> ends the collection
      Then the <party> does not find the collection

      @interface:or-vi @clause:or-vi/performance/delete-pm-job
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/performance/delete-pm-job
      Examples:
        | party       |
        | VNF manager |

    @id:performance-measures-foreign @interface:vi-vnfm @clause:vi-vnfm/performance/query-pm-job
    Example: A VNF manager does not see the measures of another one
      Given the VNF manager has created a virtual compute
      And the VNF manager has begun to collect measures of the virtual compute
      And the VNF manager can read the measures
      When the other VNF manager tries to read the measures
      Then the request is refused as forbidden or unknown

    @id:performance-collection-foreign @interface:vi-vnfm @clause:vi-vnfm/performance/delete-pm-job
    Example: A VNF manager cannot end the collection of another one
      Given the VNF manager has created a virtual compute
      And the VNF manager has begun to collect measures of the virtual compute
      And the VNF manager can read the measures
      When the other VNF manager tries to end the collection
      Then the request is refused as forbidden or unknown
      And the VNF manager finds the collection

    @id:performance-collect-refused
    Scenario Outline: Whoever has not signed in has nothing collected in place of the <party>
      Given the <party> has created a virtual compute
      And the <party> has begun to collect measures of the virtual compute
      When the anonymous caller tries to collect measures of the virtual compute
      Then the request is refused as unauthenticated
      And nothing else is collected

      @interface:or-vi @clause:or-vi/performance/create-pm-job
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/performance/create-pm-job
      Examples:
        | party       |
        | VNF manager |

    @id:performance-measures-refused @interface:or-vi @clause:or-vi/performance/query-pm-job
    Example: Whoever has not signed in sees no measures
      Given the VNF manager has created a virtual compute
      And the VNF manager has begun to collect measures of the virtual compute
      And the orchestrator can read the measures
      When the anonymous caller tries to read the measures
      Then the request is refused as unauthenticated

    @id:performance-collection-unknown @level:should
    Scenario Outline: The <party> cannot end a collection that does not exist
      Given the <party> has created a virtual compute
      And the <party> has begun to collect measures of the virtual compute
      When the <party> tries to end a collection that does not exist
      Then the request is refused as unknown

      @interface:or-vi @clause:or-vi/performance/delete-pm-job
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/performance/delete-pm-job
      Examples:
        | party       |
        | VNF manager |

  Rule: Who has set a threshold is told when it is crossed

    @id:performance-threshold-set @needs:alarming
    Scenario Outline: The <party> finds the threshold that it has set
      Given the <party> has created a virtual compute
      And the <party> has begun to collect measures of the virtual compute
      When the <party> sets a threshold of 50
      Then the <party> finds the threshold

      @interface:or-vi @clause:or-vi/performance/create-threshold @clause:or-vi/performance/query-threshold
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/performance/create-threshold @clause:vi-vnfm/performance/query-threshold
      Examples:
        | party       |
        | VNF manager |

    @id:performance-threshold-crossed @needs:alarming
    Scenario Outline: The <party> is told that a measure exceeds its threshold
      Given the <party> has created a virtual compute
      And the <party> has begun to collect measures of the virtual compute
      And the <party> has set a threshold of 50
      When the measures rise to 90
      Then the <party> is told that 50 is exceeded

      @interface:or-vi @clause:or-vi/performance/subscribe @clause:or-vi/performance/notify
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/performance/subscribe @clause:vi-vnfm/performance/notify
      Examples:
        | party       |
        | VNF manager |

    @id:performance-threshold-crossed-back @needs:alarming @interface:or-vi @interface:vi-vnfm
    @clause:or-vi/performance/notify @clause:vi-vnfm/performance/notify
    Example: Both parties are told when the threshold is no longer exceeded
      Given the VNF manager has created a virtual compute
      And the VNF manager has begun to collect measures of the virtual compute
      And the VNF manager has set a threshold of 50
      And the orchestrator has set a threshold of 60
      And the measures have risen to 90
      And the VNF manager has been told that 50 is exceeded
      And the orchestrator has been told that 60 is exceeded
      When the measures fall to 0
      Then the VNF manager is told that 50 is no longer exceeded
      And the orchestrator is told that 60 is no longer exceeded

    @id:performance-threshold-kept @needs:alarming @interface:vi-vnfm
    @clause:vi-vnfm/performance/create-threshold @clause:vi-vnfm/performance/notify
    Example: A threshold that is not exceeded is not told as exceeded
      Given the VNF manager has created a virtual compute
      And the VNF manager has begun to collect measures of the virtual compute
      And the VNF manager has set a threshold of 50
      And the VNF manager has set a threshold of 95
      When the measures rise to 90
      Then the VNF manager is told that 50 is exceeded
      And the VNF manager is told that 95 is kept

    @id:performance-threshold-removed @needs:alarming
    Scenario Outline: A threshold that the <party> has removed is gone
      Given the <party> has created a virtual compute
      And the <party> has begun to collect measures of the virtual compute
      And the <party> has set a threshold of 50
      When the <party> removes the threshold of 50
      Then the <party> does not find the threshold of 50

      @interface:or-vi @clause:or-vi/performance/delete-threshold
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/performance/delete-threshold
      Examples:
        | party       |
        | VNF manager |

    @id:performance-threshold-removed-silent @needs:alarming
    Scenario Outline: Of a threshold that the <party> has removed it hears nothing any more
      Given the <party> has created a virtual compute
      And the <party> has begun to collect measures of the virtual compute
      And the <party> has set a threshold of 50
      And the <party> has set a threshold of 60
      And the <party> has removed the threshold of 60
      When the measures rise to 90
      Then the <party> is told that 50 is exceeded
      And the <party> hears nothing of the threshold of 60

      @interface:or-vi @clause:or-vi/performance/delete-threshold @clause:or-vi/performance/notify
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/performance/delete-threshold @clause:vi-vnfm/performance/notify
      Examples:
        | party       |
        | VNF manager |

  Rule: Thresholds that make no sense, and those of others, are refused

    @id:performance-threshold-invalid @needs:alarming
    Scenario Outline: A threshold that the <party> sets is a number
      Given the <party> has created a virtual compute
      And the <party> has begun to collect measures of the virtual compute
      And the <party> can list alarms
      When the <party> tries to set a threshold of much
      Then the request is refused as invalid
      And no alarm was added

      @interface:or-vi @clause:or-vi/performance/create-threshold
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/performance/create-threshold
      Examples:
        | party       |
        | VNF manager |

    @id:performance-threshold-foreign @needs:alarming @interface:vi-vnfm
    @clause:vi-vnfm/performance/query-threshold @clause:vi-vnfm/performance/delete-threshold
    Example: A VNF manager neither finds nor removes the threshold of another one
      Given the VNF manager has created a virtual compute
      And the VNF manager has begun to collect measures of the virtual compute
      And the VNF manager has set a threshold of 50
      When the other VNF manager tries to remove the threshold
      Then the request is refused as unknown or forbidden
      And the other VNF manager does not find the threshold of 50
      And the VNF manager finds the threshold

    @id:performance-threshold-unknown @level:should @needs:alarming
    Scenario Outline: The <party> cannot remove a threshold that does not exist
      Given the <party> can list alarms
      When the <party> tries to remove a threshold that does not exist
      Then the request is refused as unknown

      @interface:or-vi @clause:or-vi/performance/delete-threshold
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/performance/delete-threshold
      Examples:
        | party       |
        | VNF manager |

    @id:performance-threshold-refused @needs:alarming
    Scenario Outline: Whoever has not signed in sets no threshold in place of the <party>
      Given the <party> has created a virtual compute
      And the <party> has begun to collect measures of the virtual compute
      And the <party> can list alarms
      When the anonymous caller tries to set a threshold of 50
      Then the request is refused as unauthenticated
      And no alarm was added

      @interface:or-vi @clause:or-vi/performance/create-threshold @clause:or-vi/performance/subscribe
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/performance/create-threshold @clause:vi-vnfm/performance/subscribe
      Examples:
        | party       |
        | VNF manager |

    @id:performance-threshold-list-refused @needs:alarming @interface:or-vi @clause:or-vi/performance/query-threshold
    Example: Whoever has not signed in finds no thresholds
      Given the orchestrator can list alarms
      When the anonymous caller tries to list alarms
      Then the request is refused as unauthenticated
