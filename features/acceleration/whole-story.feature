@interface:nf-vi @interface:vn-nf @needs:acceleration-management @needs:acceleration
Feature: Accelerators from discovery to release
  What the VIM does with an accelerator and what the workload does with it
  belong together: what is given is used, what is used is counted, and what
  happens to it is told to both.

  Rule: An accelerator is found, given, used, counted and taken back

    @id:acceleration-story-whole @clause:AccResourcesDiscovery @clause:QueryAccResource @clause:AllocateAccResource @clause:OnloadAccImage @clause:InitAcc @clause:AccSendData @clause:AccReceiveData @clause:ReleaseAcc @clause:GetAccStatistics @clause:ResetAccStatistics @clause:ReleaseAccResource
    Example: The whole story of an accelerator
      Given the VDC user has created a virtual compute
      And the VIM has discovered the accelerators of a host
      And the VIM has queried the accelerators of the host
      And the VIM has allocated a programmable accelerator to the virtual compute
      And the VIM has loaded an image into the accelerator
      And the VNF uses the accelerator
      And the VNF has initialised its accelerator
      And the VNF has sent "ping" to the channel
      And the VNF has received "ping" from the channel
      And the VNF has released its accelerator
      And the VIM has read the statistics of the accelerator, where "itemsIn" is at least 1
      And the VIM has reset the statistics of the accelerator
      And the VIM has read the statistics of the accelerator, where "itemsIn" is 0
      When the VIM releases the accelerator
      Then the accelerator is free
      And these calls were exchanged, in order:
        | call                  | from | to   |
        | AccResourcesDiscovery | VIM  | NFVI |
        | QueryAccResource      | VIM  | NFVI |
        | AllocateAccResource   | VIM  | NFVI |
        | OnloadAccImage        | VIM  | NFVI |
        | InitAcc               | VNF  | NFVI |
        | AccSendData           | VNF  | NFVI |
        | AccReceiveData        | VNF  | NFVI |
        | ReleaseAcc            | VNF  | NFVI |
        | GetAccStatistics      | VIM  | NFVI |
        | ResetAccStatistics    | VIM  | NFVI |
        | GetAccStatistics      | VIM  | NFVI |
        | ReleaseAccResource    | VIM  | NFVI |

    @id:acceleration-story-alarm @clause:Subscribe @clause:Notify @clause:GetAlarmInfo @clause:Unsubscribe
    Example: The whole story of an alarm
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      And the VIM has subscribed to the alarms of the accelerator
      And the accelerator has a minor fault
      And the VIM has been told of an alarm that is minor
      And the VIM has asked for the alarms of the accelerator
      And the accelerator has no fault any more
      And the VIM has been told of an alarm that is cleared
      And the VIM has unsubscribed
      When a major fault comes to the accelerator
      Then the VIM hears nothing of alarms
      And these calls were exchanged, in order:
        | call                | from | to   |
        | AllocateAccResource | VIM  | NFVI |
        | Subscribe           | VIM  | NFVI |
        | Notify              | NFVI | VIM  |
        | GetAlarmInfo        | VIM  | NFVI |
        | Notify              | NFVI | VIM  |
        | Unsubscribe         | VIM  | NFVI |

  Rule: Each workload has its accelerator to itself

    @id:acceleration-story-two @clause:AllocateAccResource @clause:GetAccStatistics
    Example: Two workloads work with an accelerator each, and each is counted for its own
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      And the VDC user has created another virtual compute
      And the VIM has allocated another accelerator of that type to the virtual compute
      And the VNF uses the accelerator
      And the VNF has initialised its accelerator
      And the other VNF uses the other accelerator
      And the other VNF has initialised its accelerator
      And the other VNF has had 5 items of 10 bytes worked on
      And the VIM has read the statistics of the accelerator
      When the VNF has 3 items of 100 bytes worked on
      Then the statistics of the accelerator have grown by:
        | itemsIn | 3   |
        | bytesIn | 300 |

    @id:acceleration-story-apart @clause:AllocateAccResource @clause:AccSendData @clause:AccReceiveData
    Example: What one workload sends to its accelerator does not come to another
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      And the VDC user has created another virtual compute
      And the VIM has allocated another accelerator of that type to the virtual compute
      And the VNF uses the accelerator
      And the VNF has initialised its accelerator
      And the other VNF uses the other accelerator
      And the other VNF has initialised its accelerator
      When the VNF sends "for one alone" to the channel
      Then the other VNF receives nothing from the channel
      And the VNF receives "for one alone" from the channel

    @id:acceleration-story-kept @clause:ReleaseAccResource @clause:ReleaseAcc
    Example: Taking one accelerator back leaves the other to its workload
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      And the VNF uses the accelerator
      And the VNF has initialised its accelerator
      And the VDC user has created another virtual compute
      And the VIM has allocated another accelerator of that type to the virtual compute
      When the VIM releases the accelerator
      Then the accelerator is free
      And the VNF can use its accelerator
