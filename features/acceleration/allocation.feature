@interface:nf-vi @needs:acceleration-management
Feature: Allocation of accelerators
  The VIM gives an accelerator to a virtual compute, and to no other until it
  has taken it back.

  Rule: Allocation gives a free accelerator to one virtual compute

    @id:acceleration-allocate @clause:AllocateAccResource @clause:QueryAccResource
    Example: An accelerator is allocated to a virtual compute
      Given the VDC user has created a virtual compute
      When the VIM allocates an accelerator to the virtual compute
      Then the accelerator is allocated to its virtual compute

    @id:acceleration-allocate-where @clause:AllocateAccResource
    Example: The accelerator is of the type and on the host that were asked for
      Given the VDC user has created a virtual compute
      When the VIM allocates an accelerator of a certain type on a certain host to the virtual compute
      Then it is of that type and on that host
      And the accelerator is allocated to its virtual compute

    @id:acceleration-allocate-two @clause:AllocateAccResource
    Example: What one virtual compute has is not given to another
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      And the VDC user has created another virtual compute
      When the VIM allocates another accelerator of that type to the virtual compute
      Then these are two accelerators
      And the accelerator is allocated to its virtual compute
      And the other accelerator is allocated to its virtual compute

    @id:acceleration-allocate-taken @clause:AllocateAccResource
    Example: An accelerator that is allocated cannot be allocated again
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      And the VDC user has created another virtual compute
      When the VIM tries to allocate that accelerator to the virtual compute
      Then the call is refused as no capacity
      And the virtual compute has no accelerator
      And the accelerator is as it was

    @id:acceleration-allocate-refused @clause:AllocateAccResource
    Scenario Outline: An allocation with <what> is refused
      Given the VDC user has created a virtual compute
      When the VIM tries to call AllocateAccResource with:
        | <parameter> | <value> |
      Then the call is refused as <reason>
      And the virtual compute has no accelerator

      Examples:
        | what                          | parameter                    | value                                | reason            |
        | a target that does not exist  | attachTargetInfo.id          | 00000000-0000-4000-8000-000000000000 | no such target    |
        | a type that nobody has        | accResourceInfo.type         | no-such-type                         | no capacity       |
        | a host that does not exist    | accResourceInfo.hostId       | no-such-host                         | no such host      |
        | a text for the requirements   | accResourceInfo.requirements | nonsense                             | invalid filter    |
        | requirements that nothing has | accResourceInfo.requirements | (eq,vendor,nobody)                   | no capacity       |
        | no target                     | attachTargetInfo             | (none)                               | invalid parameter |
        | another kind of target        | attachTargetInfo.type        | container                            | invalid parameter |
        | no wish                       | accResourceInfo              | (none)                               | invalid parameter |
        | a number for a type           | accResourceInfo.type         | 1                                    | invalid parameter |
        | an unknown parameter          | noSuchThing                  | 1                                    | invalid parameter |

  Rule: What is released is free for others

    @id:acceleration-release @clause:ReleaseAccResource @clause:QueryAccResource
    Example: A released accelerator is free
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      When the VIM releases the accelerator
      Then the accelerator is free
      And these calls were exchanged, in order:
        | call                | from | to   |
        | AllocateAccResource | VIM  | NFVI |
        | ReleaseAccResource  | VIM  | NFVI |

    @id:acceleration-release-again @clause:ReleaseAccResource @clause:AllocateAccResource
    Example: A released accelerator can be allocated to another virtual compute
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      And the VIM has released the accelerator
      And the VDC user has created another virtual compute
      When the VIM allocates that accelerator again to the virtual compute
      Then the accelerator is allocated to its virtual compute

    @id:acceleration-release-deleted @clause:AllocateAccResource @clause:ReleaseAccResource
    Example: What a virtual compute had is free when the virtual compute is gone
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      When the VDC user deletes the virtual compute
      Then the accelerator becomes free

    @id:acceleration-release-twice @clause:ReleaseAccResource
    Example: A second release is refused
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      And the VIM has released the accelerator
      When the VIM tries to call ReleaseAccResource
      Then the call is refused as no such resource

    @id:acceleration-release-unknown @clause:ReleaseAccResource
    Example: What does not exist cannot be released
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      When the VIM tries to call ReleaseAccResource with:
        | accResourceId | 00000000-0000-4000-8000-000000000000 |
      Then the call is refused as no such resource
      And the accelerator is as it was

    @id:acceleration-release-in-use @clause:ReleaseAccResource @needs:acceleration
    Example: An accelerator that a workload uses cannot be taken away
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      And the VNF uses the accelerator
      And the VNF has initialised its accelerator
      When the VIM tries to call ReleaseAccResource
      Then the call is refused as resource busy
      And the accelerator is as it was
      And the VNF can use its accelerator

    @id:acceleration-release-let-go @clause:ReleaseAccResource @clause:ReleaseAcc @needs:acceleration @interface:vn-nf
    Example: An accelerator that its workload has let go can be taken back
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      And the VNF uses the accelerator
      And the VNF has initialised its accelerator
      And the VNF has released its accelerator
      When the VIM releases the accelerator
      Then the accelerator is free

  Rule: Only the VIM manages accelerators

    @id:acceleration-management-unauthenticated
    Scenario Outline: Without credentials, <call> is refused
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      When the anonymous caller tries to call <call>
      Then the call is refused as unauthenticated
      And the accelerator is as it was

      @clause:AllocateAccResource
      Examples:
        | call                |
        | AllocateAccResource |

      @clause:ReleaseAccResource
      Examples:
        | call               |
        | ReleaseAccResource |

      @clause:QueryAccResource
      Examples:
        | call             |
        | QueryAccResource |

      @clause:GetAccStatistics
      Examples:
        | call             |
        | GetAccStatistics |

      @clause:ResetAccStatistics
      Examples:
        | call               |
        | ResetAccStatistics |

      @clause:Subscribe
      Examples:
        | call      |
        | Subscribe |

      @clause:Unsubscribe
      Examples:
        | call        |
        | Unsubscribe |

      @clause:GetAlarmInfo
      Examples:
        | call         |
        | GetAlarmInfo |

      @clause:AccResourcesDiscovery
      Examples:
        | call                  |
        | AccResourcesDiscovery |

      @clause:OnloadAccImage
      Examples:
        | call           |
        | OnloadAccImage |

    @id:acceleration-management-forbidden
    Scenario Outline: A tenant is refused <call>
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      When the VDC user tries to call <call>
      Then the call is refused as forbidden or unauthenticated
      And the accelerator is as it was

      @clause:AllocateAccResource
      Examples:
        | call                |
        | AllocateAccResource |

      @clause:ReleaseAccResource
      Examples:
        | call               |
        | ReleaseAccResource |

      @clause:QueryAccResource
      Examples:
        | call             |
        | QueryAccResource |

      @clause:GetAccStatistics
      Examples:
        | call             |
        | GetAccStatistics |

      @clause:ResetAccStatistics
      Examples:
        | call               |
        | ResetAccStatistics |

      @clause:Subscribe
      Examples:
        | call      |
        | Subscribe |

      @clause:Unsubscribe
      Examples:
        | call        |
        | Unsubscribe |

      @clause:GetAlarmInfo
      Examples:
        | call         |
        | GetAlarmInfo |

      @clause:AccResourcesDiscovery
      Examples:
        | call                  |
        | AccResourcesDiscovery |

      @clause:OnloadAccImage
      Examples:
        | call           |
        | OnloadAccImage |
