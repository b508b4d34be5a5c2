Feature: Management of virtualised compute
  Or-Vi and Vi-Vnfm list the management of virtualised resources. Of compute, it
  is allocated, queried, updated, terminated, operated and scaled. A VNF manager
  reaches what is its own, the orchestrator what any VNF manager has.

  Rule: What is allocated becomes usable as it was described

    @id:compute-allocate
    Scenario Outline: The <party> is given virtualised compute with the capacity of its flavour
      Given the orchestrator has created a flavour with:
        | vCPUs         | 2       |
        | memory        | 128 MiB |
        | local storage | 3 GiB   |
      When the <party> creates a virtual compute with:
        | flavour | the flavour |
        | label   | blue        |
      Then the virtual compute becomes active
      And the virtual compute has the capacity of the flavour
      And the <party> finds the virtual compute listed with those attributes

      @interface:or-vi @clause:or-vi/resource-management/allocate-compute @clause:or-vi/resource-management/query-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/allocate-compute @clause:vi-vnfm/resource-management/query-compute
      Examples:
        | party       |
        | VNF manager |

    @id:compute-allocate-unknown-flavour
    Scenario Outline: The <party> is given no virtualised compute of a flavour that does not exist
      Given the <party> has created a virtual compute
      When the <party> tries to create a virtual compute with:
        | flavour | 9e1a6b0e-3a51-4b0c-8f2e-0d3c5a7b9f11 |
      Then the request is refused as invalid
      And no virtual compute was added

      @interface:or-vi @clause:or-vi/resource-management/allocate-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/allocate-compute
      Examples:
        | party       |
        | VNF manager |

  Rule: Query finds what was allocated, for each party what is its own

    @id:compute-query-all @interface:or-vi @clause:or-vi/resource-management/query-compute
    Example: The orchestrator finds the virtualised compute of every VNF manager
      Given the orchestrator can list virtual computes
      When the VNF manager creates a virtual compute
      Then the orchestrator finds the virtual compute among those of all tenants

    @id:compute-query-isolated @interface:vi-vnfm @clause:vi-vnfm/resource-management/query-compute
    Example: A VNF manager does not find the virtualised compute of another one
      Given the other VNF manager has created a virtual compute
      When the VNF manager creates a virtual compute
      Then the VNF manager finds the virtual compute listed
      And the other VNF manager does not find the virtual compute listed
      And the other VNF manager finds the other virtual compute listed

    @id:compute-query-all-refused @interface:vi-vnfm @clause:vi-vnfm/resource-management/query-compute
    Example: A VNF manager may not query the virtualised compute of all tenants
      Given the VNF manager can list virtual computes
      When the VNF manager tries to list the virtual computes of all tenants
      Then the request is refused as forbidden

    @id:compute-query-unsigned @interface:or-vi @clause:or-vi/resource-management/query-compute
    Example: Nobody queries virtualised compute without having signed in
      Given the orchestrator can list virtual computes
      When the anonymous caller tries to list the virtual computes of all tenants
      Then the request is refused as unauthenticated

  Rule: What is updated is found changed

    @id:compute-update
    Scenario Outline: The <party> changes what is told about virtualised compute
      Given the VNF manager has created a virtual compute with:
        | label | blue |
      When the <party> updates the virtual compute with:
        | label | green |
      Then the VNF manager finds the virtual compute listed with those attributes

      @interface:or-vi @clause:or-vi/resource-management/update-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/update-compute
      Examples:
        | party       |
        | VNF manager |

    @id:compute-update-unknown
    Scenario Outline: The <party> cannot change virtualised compute that does not exist
      Given the <party> can list virtual computes
      When the <party> tries to update a virtual compute that does not exist with:
        | label | green |
      Then the request is refused as unknown

      @interface:or-vi @clause:or-vi/resource-management/update-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/update-compute
      Examples:
        | party       |
        | VNF manager |

    @id:compute-update-isolated @interface:vi-vnfm @clause:vi-vnfm/resource-management/update-compute
    Example: Another VNF manager may not change the virtualised compute
      Given the VNF manager has created a virtual compute with:
        | label | blue |
      And the other VNF manager can list virtual computes
      When the other VNF manager tries to update the virtual compute with:
        | label | red |
      Then the request is refused as unknown or forbidden
      And the VNF manager finds the virtual compute listed with those attributes

  Rule: What is terminated is gone, and can be had again

    @id:compute-terminate
    Scenario Outline: Virtualised compute that the <party> terminates is gone, its neighbour is not
      Given the VNF manager has created a virtual compute
      And the VNF manager has created another virtual compute
      When the <party> deletes the virtual compute
      Then the virtual compute disappears
      And the VNF manager does not find the virtual compute listed
      And the VNF manager finds the other virtual compute listed

      @interface:or-vi @clause:or-vi/resource-management/terminate-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/terminate-compute
      Examples:
        | party       |
        | VNF manager |

    @id:compute-terminate-frees
    Scenario Outline: What the <party> has given back can be had again
      Given the quota of the VDC leaves room for 1 virtual compute
      And the VNF manager has created a virtual compute
      And the <party> has deleted the virtual compute
      When the VNF manager creates a virtual compute
      Then the virtual compute becomes active

      @interface:or-vi @clause:or-vi/resource-management/terminate-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/terminate-compute
      Examples:
        | party       |
        | VNF manager |

    @id:compute-terminate-unknown
    Scenario Outline: The <party> cannot terminate virtualised compute that does not exist
      Given the <party> can list virtual computes
      When the <party> tries to delete a virtual compute that does not exist
      Then the request is refused as unknown

      @interface:or-vi @clause:or-vi/resource-management/terminate-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/terminate-compute
      Examples:
        | party       |
        | VNF manager |

    @id:compute-terminate-isolated @interface:vi-vnfm @clause:vi-vnfm/resource-management/terminate-compute
    Example: Another VNF manager may not terminate the virtualised compute
      Given the VNF manager has created a virtual compute
      And the other VNF manager can list virtual computes
      When the other VNF manager tries to delete the virtual compute
      Then the request is refused as unknown or forbidden
      And the virtual compute is still active

  Rule: Operate brings virtualised compute into the state that was asked for

    @id:compute-operate
    Scenario Outline: Virtualised compute that the <party> <deed>s becomes <state>
      Given the VNF manager has created a virtual compute
      When the <party> <deed>s the virtual compute
      Then the virtual compute becomes <state>

      @interface:or-vi @clause:or-vi/resource-management/operate-compute
      Examples:
        | party        | deed    | state     |
        | orchestrator | stop    | stopped   |
        | orchestrator | suspend | suspended |
        | orchestrator | reboot  | active    |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/operate-compute
      Examples:
        | party       | deed    | state     |
        | VNF manager | stop    | stopped   |
        | VNF manager | pause   | paused    |
        | VNF manager | suspend | suspended |
        | VNF manager | reboot  | active    |

    @id:compute-operate-again
    Scenario Outline: Virtualised compute that was <done> is active after the <party> <deed>s it
      Given the VNF manager has created a virtual compute
      And the VNF manager has <done> the virtual compute
      When the <party> <deed>s the virtual compute
      Then the virtual compute becomes active

      @interface:or-vi @clause:or-vi/resource-management/operate-compute
      Examples:
        | party        | done      | deed      |
        | orchestrator | stopped   | start     |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/operate-compute
      Examples:
        | party       | done      | deed      |
        | VNF manager | stopped   | start     |
        | VNF manager | paused    | unpause   |
        | VNF manager | suspended | unsuspend |

    @id:compute-operate-conflict
    Scenario Outline: The <party> cannot start what runs
      Given the VNF manager has created a virtual compute
      When the <party> tries to start the virtual compute
      Then the request is refused as conflicting
      And the virtual compute is still active

      @interface:or-vi @clause:or-vi/resource-management/operate-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/operate-compute
      Examples:
        | party       |
        | VNF manager |

    @id:compute-operate-unknown
    Scenario Outline: The <party> cannot stop virtualised compute that does not exist
      Given the <party> can list virtual computes
      When the <party> tries to stop a virtual compute that does not exist
      Then the request is refused as unknown

      @interface:or-vi @clause:or-vi/resource-management/operate-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/operate-compute
      Examples:
        | party       |
        | VNF manager |

    @id:compute-operate-isolated @interface:vi-vnfm @clause:vi-vnfm/resource-management/operate-compute
    Example: Another VNF manager may not stop the virtualised compute
      Given the VNF manager has created a virtual compute
      And the other VNF manager can list virtual computes
      When the other VNF manager tries to stop the virtual compute
      Then the request is refused as unknown or forbidden
      And the virtual compute is still active

  Rule: Scale gives virtualised compute the capacity of another flavour

    @id:compute-scale
    Scenario Outline: The <party> scales virtualised compute to a larger flavour
      Given the orchestrator has created a flavour with:
        | vCPUs         | 1       |
        | memory        | 128 MiB |
        | local storage | 2 GiB   |
      And the VNF manager has created a virtual compute with:
        | flavour | the flavour |
      And the orchestrator has created another flavour with:
        | vCPUs         | 2       |
        | memory        | 192 MiB |
        | local storage | 3 GiB   |
      When the <party> scales the virtual compute to:
        | flavour | the flavour |
      Then the virtual compute becomes active
      And the virtual compute has the capacity of the flavour

      @interface:or-vi @clause:or-vi/resource-management/scale-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/scale-compute
      Examples:
        | party       |
        | VNF manager |

    @id:compute-scale-too-large
    Scenario Outline: The <party> cannot scale virtualised compute beyond the quota
      Given the VNF manager has created a virtual compute
      And the orchestrator has created a flavour with:
        | vCPUs | 100000 |
      When the <party> tries to scale the virtual compute to:
        | flavour | the flavour |
      Then the request is refused as over quota
      And the virtual compute is still active

      @interface:or-vi @clause:or-vi/resource-management/scale-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/scale-compute
      Examples:
        | party       |
        | VNF manager |

    @id:compute-scale-unknown
    Scenario Outline: The <party> cannot scale virtualised compute that does not exist
      Given the <party> can list virtual computes
      And the orchestrator has created a flavour
      When the <party> tries to scale a virtual compute that does not exist to:
        | flavour | the flavour |
      Then the request is refused as unknown

      @interface:or-vi @clause:or-vi/resource-management/scale-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/scale-compute
      Examples:
        | party       |
        | VNF manager |

    @id:compute-scale-isolated @interface:vi-vnfm @clause:vi-vnfm/resource-management/scale-compute
    Example: Another VNF manager may not scale the virtualised compute
      Given the VNF manager has created a virtual compute
      And the orchestrator has created a flavour
      And the other VNF manager can list virtual computes
      When the other VNF manager tries to scale the virtual compute to:
        | flavour | the flavour |
      Then the request is refused as unknown or forbidden
      And the virtual compute is still active
