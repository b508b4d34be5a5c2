@interface:nf-vi @needs:acceleration-management
Feature: Alarms of accelerators
  The VIM subscribes to the alarms of a host and is told of those that it has
  asked for: when they are raised, when they become better or worse, and when
  they are over. It can ask at any time which alarms there are.

  Background:
    Given the VDC user has created a virtual compute
    And the VIM has allocated an accelerator to the virtual compute

  Rule: A subscriber is told of the alarms that it has asked for

    @id:acceleration-alarm-raised @clause:Subscribe @clause:Notify
    Example: An alarm is told when it is raised
      Given the VIM has subscribed to the alarms of the accelerator
      When a major fault comes to the accelerator
      Then the NFVI tells the VIM of an alarm that is major
      And the VIM has been told once
      And these calls were exchanged, in order:
        | call      | from | to   |
        | Subscribe | VIM  | NFVI |
        | Notify    | NFVI | VIM  |

    @id:acceleration-alarm-changed @clause:Notify
    Example: An alarm is told when it becomes worse
      Given the VIM has subscribed to the alarms of the accelerator
      And the accelerator has a minor fault
      And the VIM has been told of an alarm that is minor
      When the fault of the accelerator becomes critical
      Then the NFVI tells the VIM of an alarm that is critical
      And both are one alarm

    @id:acceleration-alarm-cleared @clause:Notify
    Example: An alarm is told when it is over
      Given the VIM has subscribed to the alarms of the accelerator
      And the accelerator has a major fault
      And the VIM has been told of an alarm that is major
      When the fault of the accelerator goes
      Then the NFVI tells the VIM of an alarm that is cleared
      And both are one alarm

    @id:acceleration-alarm-host @clause:Subscribe @clause:Notify
    Example: Who has asked for all alarms of a host is told of those of its accelerators
      Given the VIM has subscribed to all alarms of the host
      When a major fault comes to the accelerator
      Then the NFVI tells the VIM of an alarm that is major

    @id:acceleration-alarm-severity @clause:Subscribe @clause:Notify
    Example: Who has asked for alarms of one severity is told of them
      Given the VIM has subscribed to the critical alarms of the accelerator
      When a critical fault comes to the accelerator
      Then the NFVI tells the VIM of an alarm that is critical

    @id:acceleration-alarm-both @clause:Subscribe @clause:Notify
    Example: Two subscriptions are both told, each at its own address
      Given the VIM has subscribed to the alarms of the accelerator
      And the VIM has subscribed to the alarms of the accelerator again
      When a major fault comes to the accelerator
      Then the NFVI tells both subscriptions of an alarm that is major

    @id:acceleration-alarm-unacknowledged @clause:Notify
    Example: What is not acknowledged is told again, as the same
      Given the VIM has subscribed to the alarms of the accelerator
      And the VIM acknowledges only the second delivery
      When a major fault comes to the accelerator
      Then the NFVI tells the VIM of an alarm that is major
      And the alarm is delivered 2 times
      And the VIM has been told once

    @id:acceleration-alarm-acknowledged @clause:Notify
    Example: What is acknowledged is not told again
      Given the VIM has subscribed to the alarms of the accelerator
      And the accelerator has a major fault
      When the VIM acknowledges an alarm that is major
      Then the VIM hears nothing more
      And the alarm is delivered 1 time

  Rule: Who has not asked for an alarm hears nothing of it

    @id:acceleration-alarm-before @clause:Subscribe @clause:Notify
    Example: An alarm from before the subscription is not told
      Given the accelerator has a major fault
      When the VIM subscribes to the alarms of the accelerator
      Then the VIM hears nothing of alarms

    @id:acceleration-alarm-unsubscribed @clause:Unsubscribe @clause:Notify
    Example: After the end of a subscription there is silence
      Given the VIM has subscribed to the alarms of the accelerator
      When the VIM unsubscribes
      Then the VIM hears nothing of a major fault that comes to the accelerator
      And these calls were exchanged, in order:
        | call        | from | to   |
        | Subscribe   | VIM  | NFVI |
        | Unsubscribe | VIM  | NFVI |

    @id:acceleration-alarm-kept @clause:Unsubscribe @clause:Notify
    Example: The end of one subscription leaves the other
      Given the VIM has subscribed to the alarms of the accelerator
      And the VIM has subscribed to the alarms of the accelerator again
      And the VIM has unsubscribed
      When a major fault comes to the accelerator
      Then the NFVI tells the first subscription of an alarm that is major
      And the last subscription hears nothing

    @id:acceleration-alarm-other-severity @clause:Subscribe @clause:Notify
    Example: An alarm of another severity is not told
      Given the VIM has subscribed to the critical alarms of the accelerator
      When a minor fault comes to the accelerator
      Then the VIM hears nothing of alarms

    @id:acceleration-alarm-other-accelerator @clause:Subscribe @clause:Notify
    Example: An alarm of another accelerator is not told
      Given the VIM has subscribed to the alarms of the accelerator
      And the VDC user has created another virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      When a major fault comes to the accelerator
      Then the VIM hears nothing of alarms

    @id:acceleration-alarm-other-host @clause:Subscribe @clause:Notify
    Example: An alarm of another host is not told
      Given the VIM has subscribed to all alarms of another host
      When a major fault comes to the accelerator
      Then the VIM hears nothing of alarms

  Rule: A subscription names a host, what is wanted and where to tell it

    @id:acceleration-subscribe-refused @clause:Subscribe
    Scenario Outline: A subscription with <what> is refused
      Given the VIM has subscribed to the alarms of the accelerator
      When the VIM tries to call Subscribe with:
        | <parameter> | <value> |
      Then the call is refused as <reason>

      Examples:
        | what                     | parameter   | value              | reason            |
        | an unknown host          | hostId      | no-such-host       | no such host      |
        | a text for a filter      | Filter      | nonsense           | invalid filter    |
        | a filter by no attribute | Filter      | (eq,noSuchThing,1) | invalid filter    |
        | no address               | callbackUri | (none)             | invalid parameter |
        | a text for an address    | callbackUri | nowhere            | invalid parameter |
        | an unknown parameter     | noSuchThing | 1                  | invalid parameter |

    @id:acceleration-unsubscribe-refused @clause:Unsubscribe
    Scenario Outline: The end of a subscription with <what> is refused
      Given the VIM has subscribed to the alarms of the accelerator
      When the VIM tries to call Unsubscribe with:
        | <parameter> | <value> |
      Then the call is refused as <reason>

      Examples:
        | what            | parameter      | value                                | reason               |
        | an unknown id   | SubscriptionId | 00000000-0000-4000-8000-000000000000 | no such subscription |
        | an unknown host | hostId         | no-such-host                         | no such host         |

    @id:acceleration-unsubscribe-elsewhere @clause:Unsubscribe
    Example: A subscription of another host is not ended
      Given the VIM has subscribed to the alarms of the accelerator
      When the VIM tries to end the subscription at another host
      Then the call is refused as no such subscription

    @id:acceleration-unsubscribe-twice @clause:Unsubscribe
    Example: What has ended is not ended again
      Given the VIM has subscribed to the alarms of the accelerator
      And the VIM has unsubscribed
      When the VIM tries to call Unsubscribe
      Then the call is refused as no such subscription

  Rule: The VIM can ask which alarms there are

    @id:acceleration-alarms-present @clause:GetAlarmInfo
    Example: An alarm is found while it lasts
      Given the accelerator has a major fault
      When the VIM asks for the alarms of the accelerator
      Then the VIM finds an alarm of the accelerator that is major

    @id:acceleration-alarms-over @clause:GetAlarmInfo
    Example: An alarm that is over is not found
      Given the accelerator has a major fault
      And the accelerator has no fault any more
      When the VIM asks for the alarms of the accelerator
      Then the VIM finds no alarm of the accelerator

    @id:acceleration-alarms-severity @clause:GetAlarmInfo
    Example: A filter by severity finds the alarms of that severity
      Given the accelerator has a minor fault
      When the VIM asks for the minor alarms of the host
      Then the VIM finds an alarm of the accelerator that is minor
      And every alarm that the VIM finds is minor

    @id:acceleration-alarms-other-severity @clause:GetAlarmInfo
    Example: A filter by severity leaves out the alarms of another
      Given the accelerator has a minor fault
      When the VIM asks for the critical alarms of the host
      Then the VIM finds no alarm of the accelerator
      And every alarm that the VIM finds is critical

    @id:acceleration-alarms-refused @clause:GetAlarmInfo
    Scenario Outline: A question for alarms with <what> is refused
      Given the accelerator has a major fault
      When the VIM tries to call GetAlarmInfo with:
        | <parameter> | <value> |
      Then the call is refused as <reason>

      Examples:
        | what                     | parameter   | value              | reason            |
        | an unknown host          | hostId      | no-such-host       | no such host      |
        | a text for a filter      | Filter      | nonsense           | invalid filter    |
        | a filter by no attribute | Filter      | (eq,noSuchThing,1) | invalid filter    |
        | an unknown parameter     | noSuchThing | 1                  | invalid parameter |
