@interface:vn-nf @needs:acceleration
Feature: Taking an accelerator into use
  A workload initialises its accelerator before it does anything else, and
  learns what the subsystems are capable of. It releases the accelerator when
  it needs it no more, and with it all that it has set, registered and left
  behind.

  Rule: Initialisation tells what the accelerator is capable of

    @id:acceleration-init-capabilities @clause:InitAcc @clause:vn-nf/discover
    Example: The workload learns of every subsystem and its channels
      Given the VNF has an accelerator
      When the VNF initialises its accelerator
      Then the VNF knows its subsystems and their channels
      And the VNF can use its accelerator
      And these calls were exchanged, in order:
        | call    | from | to   |
        | InitAcc | VNF  | NFVI |
        | AccData | VNF  | NFVI |

    @id:acceleration-init-selected @clause:InitAcc @clause:vn-nf/discover
    Scenario Outline: Of the attributes, only <attribute> is told when only that is asked for
      Given an initialised accelerator
      When the VNF initialises its accelerator, asking for the attribute "<attribute>"
      Then the VNF is told "<attribute>" and nothing else

      Examples:
        | attribute  |
        | type       |
        | operations |

    @id:acceleration-init-filter @clause:InitAcc @clause:vn-nf/discover
    Example: A filter chooses the subsystems that are told
      Given an initialised accelerator
      When the VNF initialises one of its subsystems
      Then the VNF is told of that subsystem alone

    @id:acceleration-init-nothing @clause:InitAcc
    Example: A filter that nothing matches yields no subsystem
      Given an initialised accelerator
      When the VNF initialises a subsystem that does not exist
      Then the VNF is told of no subsystem

    @id:acceleration-init-again @clause:InitAcc
    Example: A second initialisation describes and changes nothing
      Given an initialised accelerator
      And the VNF has changed a setting
      When the VNF initialises its accelerator
      Then the VNF finds its configuration changed there, and nowhere else

    @id:acceleration-init-refused @clause:InitAcc
    Scenario Outline: An initialisation with <what> is refused
      Given an initialised accelerator
      When the VNF tries to call InitAcc with:
        | <parameter> | <value> |
      Then the call is refused as <fault>
      And the VNF can use its accelerator

      Examples:
        | what                     | parameter            | value                  | fault             |
        | a text for a filter      | accFilter            | nonsense               | invalid filter    |
        | an unknown operator      | accFilter            | (is,type,crypto)       | invalid filter    |
        | a filter by no attribute | accFilter            | (eq,noSuchThing,1)     | invalid filter    |
        | an unknown attribute     | accAttributeSelector | ["noSuchThing"]        | invalid selector  |
        | a number for a filter    | accFilter            | 1                      | invalid parameter |
        | a text for a selector    | accAttributeSelector | type                   | invalid parameter |
        | an unknown parameter     | noSuchThing          | 1                      | invalid parameter |

  Rule: Nothing else is possible before initialisation

    @id:acceleration-before-init
    Scenario Outline: <call> is refused before initialisation
      Given the VNF has an accelerator
      When the VNF tries to call <call>
      Then the call is refused as not initialised

      @clause:RegisterForAccEvent
      Examples:
        | call                |
        | RegisterForAccEvent |

      @clause:DeRegisterForAccEvent
      Examples:
        | call                  |
        | DeRegisterForAccEvent |

      @clause:ReleaseAcc
      Examples:
        | call       |
        | ReleaseAcc |

      @clause:ModifyAccConfiguration
      Examples:
        | call                   |
        | ModifyAccConfiguration |

      @clause:GetAccConfigs
      Examples:
        | call          |
        | GetAccConfigs |

      @clause:ResetAccConfigs
      Examples:
        | call            |
        | ResetAccConfigs |

      @clause:AccData
      Examples:
        | call    |
        | AccData |

      @clause:AccSendData
      Examples:
        | call        |
        | AccSendData |

      @clause:AccReceiveData
      Examples:
        | call           |
        | AccReceiveData |

      @clause:RegisterForAccDataAvailableEvent
      Examples:
        | call                             |
        | RegisterForAccDataAvailableEvent |

      @clause:DeRegisterForAccDataAvailableEvent
      Examples:
        | call                               |
        | DeRegisterForAccDataAvailableEvent |

  Rule: Release lets the accelerator go, with everything on it

    @id:acceleration-release-refuses @clause:ReleaseAcc @clause:vn-nf/manage
    Scenario Outline: <call> is refused after the release
      Given an initialised accelerator with an open channel
      And the VNF has released its accelerator
      When the VNF tries to call <call>
      Then the call is refused as not initialised

      Examples:
        | call                               |
        | RegisterForAccEvent                |
        | DeRegisterForAccEvent              |
        | ReleaseAcc                         |
        | ModifyAccConfiguration             |
        | GetAccConfigs                      |
        | ResetAccConfigs                    |
        | AccData                            |
        | AccSendData                        |
        | AccReceiveData                     |
        | RegisterForAccDataAvailableEvent   |
        | DeRegisterForAccDataAvailableEvent |

    @id:acceleration-release-defaults @clause:ReleaseAcc @clause:vn-nf/manage
    Example: What was set is forgotten with the release
      Given an initialised accelerator
      And the VNF has changed a setting
      And the VNF has released its accelerator
      When the VNF initialises its accelerator
      Then the VNF finds its configuration as it is by default

    @id:acceleration-release-data @clause:ReleaseAcc @clause:vn-nf/manage
    Example: What was left in a channel is gone with the release
      Given an initialised accelerator with an open channel
      And the VNF has sent "left behind" to the channel
      And the VNF has released its accelerator
      When the VNF initialises its accelerator
      Then the VNF receives nothing from the channel

    @id:acceleration-release-events @clause:ReleaseAcc @clause:AccEventNotification @clause:vn-nf/events
    Example: Registrations end with the release
      Given an initialised accelerator
      And the VNF has registered for the event
      And the VNF has released its accelerator
      When the event happens in the accelerator of the VNF
      Then the VNF hears nothing

    @id:acceleration-release-neighbour @clause:ReleaseAcc
    Example: Another workload keeps its accelerator
      Given an initialised accelerator
      And the other VNF has initialised its accelerator
      When the VNF releases its accelerator
      Then the other VNF can use its accelerator

    @id:acceleration-release-reconnected @clause:ReleaseAcc @clause:InitAcc
    Example: A connection that is lost and made anew begins from the start
      Given an initialised accelerator with an open channel
      And the VNF has changed a setting
      And the VNF has connected anew
      When the VNF initialises its accelerator
      Then the VNF finds its configuration as it is by default
