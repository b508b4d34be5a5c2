Feature: Quota management
  Or-Vi and Vi-Vnfm list the management of quotas, which say how much of the
  virtualised compute, network and storage a tenant may have. Every tenant has a
  quota from its first day; the orchestrator sets it, and a VNF manager looks at
  its own.

  Rule: A quota that is created is found, and limits the tenant

    @id:quota-create
    Scenario Outline: The quota of virtualised <kind> that the orchestrator creates is found as it was set
      When the orchestrator creates the quota of virtualised <kind> of the VNF manager with:
        | <one>   | 3         |
        | <other> | <of that> |
        | <third> | 7         |
      Then the orchestrator finds that quota of virtualised <kind> of the VNF manager
      And the VNF manager finds that quota of virtualised <kind> of the VNF manager

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/quota/create-compute
      @clause:or-vi/quota/query-compute
      @clause:vi-vnfm/quota/query-compute
      Examples:
        | kind    | one              | other  | of that | third |
        | compute | virtual computes | memory | 5 GiB   | vCPUs |

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/quota/create-network
      @clause:or-vi/quota/query-network
      @clause:vi-vnfm/quota/query-network
      Examples:
        | kind    | one     | other            | of that | third |
        | network | subnets | public addresses | 5       | ports |

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/quota/create-storage
      @clause:or-vi/quota/query-storage
      @clause:vi-vnfm/quota/query-storage
      Examples:
        | kind    | one              | other | of that | third     |
        | storage | virtual storages | size  | 5 GiB   | snapshots |

    @id:quota-create-over
    Scenario Outline: A VNF manager is refused a <resource> beyond the quota that was created
      Given the orchestrator has created the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 1 |
      And the VNF manager has created a <resource>
      When the VNF manager tries to create a <resource>
      Then the request is refused as over quota
      And no <resource> was added

      @interface:or-vi @clause:or-vi/quota/create-compute
      Examples:
        | kind    | resource        | limit            |
        | compute | virtual compute | virtual computes |

      @interface:or-vi @clause:or-vi/quota/create-network
      Examples:
        | kind    | resource        | limit            |
        | network | virtual network | virtual networks |

      @interface:or-vi @clause:or-vi/quota/create-storage
      Examples:
        | kind    | resource        | limit            |
        | storage | virtual storage | virtual storages |

    @id:quota-create-invalid
    Scenario Outline: A quota of virtualised <kind> of less than nothing is refused
      Given the orchestrator has created the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 3 |
      When the orchestrator tries to update the quota of virtualised <kind> of the VNF manager with:
        | <limit> | -2 |
      Then the request is refused as invalid
      And the VNF manager finds that quota of virtualised <kind> of the VNF manager

      @interface:or-vi @clause:or-vi/quota/create-compute @clause:or-vi/quota/update-compute
      Examples:
        | kind    | limit            |
        | compute | virtual computes |

      @interface:or-vi @clause:or-vi/quota/create-network @clause:or-vi/quota/update-network
      Examples:
        | kind    | limit            |
        | network | virtual networks |

      @interface:or-vi @clause:or-vi/quota/create-storage @clause:or-vi/quota/update-storage
      Examples:
        | kind    | limit            |
        | storage | virtual storages |

  Rule: A VNF manager looks at its own quota only

    @id:quota-query-foreign
    Scenario Outline: A VNF manager cannot query the quota of virtualised <kind> of another one
      Given the VNF manager can query the quota of virtualised <kind> of the VNF manager
      When the other VNF manager tries to query the quota of virtualised <kind> of the VNF manager
      Then the request is refused as forbidden or unknown

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/quota/query-compute @clause:vi-vnfm/quota/query-compute
      Examples:
        | kind    |
        | compute |

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/quota/query-network @clause:vi-vnfm/quota/query-network
      Examples:
        | kind    |
        | network |

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/quota/query-storage @clause:vi-vnfm/quota/query-storage
      Examples:
        | kind    |
        | storage |

  Rule: What is allocated counts, and no longer when it was terminated

    @id:quota-usage-allocated
    Scenario Outline: A <resource> that a VNF manager creates counts in its use of virtualised <kind>
      Given the orchestrator knows the use of virtualised <kind> of the VNF manager
      When the VNF manager creates a <resource>
      Then that use becomes larger by:
        | <limit> | 1 |

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/quota/query-compute @clause:vi-vnfm/resource-management/allocate-compute
      Examples:
        | kind    | resource        | limit            |
        | compute | virtual compute | virtual computes |

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/quota/query-network @clause:vi-vnfm/resource-management/allocate-network
      Examples:
        | kind    | resource        | limit            |
        | network | virtual network | virtual networks |

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/quota/query-storage @clause:vi-vnfm/resource-management/allocate-storage
      Examples:
        | kind    | resource        | limit            |
        | storage | virtual storage | virtual storages |

    @id:quota-usage-terminated
    Scenario Outline: A <resource> that a VNF manager deletes counts in its use of virtualised <kind> no longer
      Given the orchestrator knows the use of virtualised <kind> of the VNF manager
      And the VNF manager has created a <resource>
      When the VNF manager deletes the <resource>
      Then the <resource> disappears
      And that use is as it was

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/quota/query-compute @clause:vi-vnfm/resource-management/terminate-compute
      Examples:
        | kind    | resource        |
        | compute | virtual compute |

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/quota/query-network @clause:vi-vnfm/resource-management/terminate-network
      Examples:
        | kind    | resource        |
        | network | virtual network |

      @interface:or-vi @interface:vi-vnfm
      @clause:or-vi/quota/query-storage @clause:vi-vnfm/resource-management/terminate-storage
      Examples:
        | kind    | resource        |
        | storage | virtual storage |

  Rule: A quota that is updated limits the tenant anew

    @id:quota-update
    Scenario Outline: A VNF manager can create a <resource> more when the quota was raised
      Given the orchestrator has created the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 0 |
      And the orchestrator has updated the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 1 |
      When the VNF manager creates a <resource>
      Then the VNF manager finds the <resource> listed
      And the VNF manager finds that quota of virtualised <kind> of the VNF manager

      @interface:or-vi @clause:or-vi/quota/update-compute
      Examples:
        | kind    | resource        | limit            |
        | compute | virtual compute | virtual computes |

      @interface:or-vi @clause:or-vi/quota/update-network
      Examples:
        | kind    | resource        | limit            |
        | network | virtual network | virtual networks |

      @interface:or-vi @clause:or-vi/quota/update-storage
      Examples:
        | kind    | resource        | limit            |
        | storage | virtual storage | virtual storages |

    @id:quota-update-over
    Scenario Outline: A VNF manager is refused a <resource> more when the quota was lowered
      Given the orchestrator has created the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 2 |
      And the VNF manager has created a <resource>
      And the orchestrator has updated the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 1 |
      When the VNF manager tries to create a <resource>
      Then the request is refused as over quota
      And no <resource> was added

      @interface:or-vi @clause:or-vi/quota/update-compute
      Examples:
        | kind    | resource        | limit            |
        | compute | virtual compute | virtual computes |

      @interface:or-vi @clause:or-vi/quota/update-network
      Examples:
        | kind    | resource        | limit            |
        | network | virtual network | virtual networks |

      @interface:or-vi @clause:or-vi/quota/update-storage
      Examples:
        | kind    | resource        | limit            |
        | storage | virtual storage | virtual storages |

  Rule: A quota that is terminated leaves the default of the VIM

    @id:quota-terminate
    Scenario Outline: The default quota of virtualised <kind> holds when the orchestrator has terminated another
      Given the orchestrator has created the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 0 |
      When the orchestrator terminates the quota of virtualised <kind> of the VNF manager
      Then the VNF manager finds the default quota of virtualised <kind> of the VNF manager

      @interface:or-vi @clause:or-vi/quota/terminate-compute
      Examples:
        | kind    | limit            |
        | compute | virtual computes |

      @interface:or-vi @clause:or-vi/quota/terminate-network
      Examples:
        | kind    | limit            |
        | network | virtual networks |

      @interface:or-vi @clause:or-vi/quota/terminate-storage
      Examples:
        | kind    | limit            |
        | storage | virtual storages |

    @id:quota-terminate-frees
    Scenario Outline: A VNF manager can create a <resource> when the quota that forbade it is terminated
      Given the orchestrator has created the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 0 |
      And the orchestrator has terminated the quota of virtualised <kind> of the VNF manager
      When the VNF manager creates a <resource>
      Then the VNF manager finds the <resource> listed

      @interface:or-vi @clause:or-vi/quota/terminate-compute
      Examples:
        | kind    | resource        | limit            |
        | compute | virtual compute | virtual computes |

      @interface:or-vi @clause:or-vi/quota/terminate-network
      Examples:
        | kind    | resource        | limit            |
        | network | virtual network | virtual networks |

      @interface:or-vi @clause:or-vi/quota/terminate-storage
      Examples:
        | kind    | resource        | limit            |
        | storage | virtual storage | virtual storages |

  Rule: Only the orchestrator sets quotas

    @id:quota-set-refused
    Scenario Outline: A VNF manager may not set its own quota of virtualised <kind>
      Given VNF managers administer nothing
      And the orchestrator has created the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 3 |
      When the VNF manager tries to update the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 30 |
      Then the request is refused as forbidden
      And the orchestrator finds that quota of virtualised <kind> of the VNF manager

      @interface:or-vi @clause:or-vi/quota/create-compute @clause:or-vi/quota/update-compute
      Examples:
        | kind    | limit            |
        | compute | virtual computes |

      @interface:or-vi @clause:or-vi/quota/create-network @clause:or-vi/quota/update-network
      Examples:
        | kind    | limit            |
        | network | virtual networks |

      @interface:or-vi @clause:or-vi/quota/create-storage @clause:or-vi/quota/update-storage
      Examples:
        | kind    | limit            |
        | storage | virtual storages |

    @id:quota-terminate-refused
    Scenario Outline: A VNF manager may not terminate its own quota of virtualised <kind>
      Given VNF managers administer nothing
      And the orchestrator has created the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 3 |
      When the VNF manager tries to terminate the quota of virtualised <kind> of the VNF manager
      Then the request is refused as forbidden
      And the orchestrator finds that quota of virtualised <kind> of the VNF manager

      @interface:or-vi @clause:or-vi/quota/terminate-compute
      Examples:
        | kind    | limit            |
        | compute | virtual computes |

      @interface:or-vi @clause:or-vi/quota/terminate-network
      Examples:
        | kind    | limit            |
        | network | virtual networks |

      @interface:or-vi @clause:or-vi/quota/terminate-storage
      Examples:
        | kind    | limit            |
        | storage | virtual storages |

  Rule: Where VNF managers administer, each sets its own quota

    @id:quota-own-set @needs:vnf-manager-administers
    Scenario Outline: The quota of virtualised <kind> that a VNF manager sets for itself is found
      When the VNF manager updates the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 3 |
      Then the orchestrator finds that quota of virtualised <kind> of the VNF manager

      @interface:vi-vnfm
      @clause:vi-vnfm/quota/create-compute @clause:vi-vnfm/quota/update-compute
      Examples:
        | kind    | limit            |
        | compute | virtual computes |

      @interface:vi-vnfm
      @clause:vi-vnfm/quota/create-network @clause:vi-vnfm/quota/update-network
      Examples:
        | kind    | limit            |
        | network | virtual networks |

      @interface:vi-vnfm
      @clause:vi-vnfm/quota/create-storage @clause:vi-vnfm/quota/update-storage
      Examples:
        | kind    | limit            |
        | storage | virtual storages |

    @id:quota-own-terminate @needs:vnf-manager-administers
    Scenario Outline: The default quota of virtualised <kind> holds when a VNF manager has terminated its own
      Given the orchestrator has created the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 3 |
      When the VNF manager terminates the quota of virtualised <kind> of the VNF manager
      Then the orchestrator finds the default quota of virtualised <kind> of the VNF manager

      @interface:vi-vnfm @clause:vi-vnfm/quota/terminate-compute
      Examples:
        | kind    | limit            |
        | compute | virtual computes |

      @interface:vi-vnfm @clause:vi-vnfm/quota/terminate-network
      Examples:
        | kind    | limit            |
        | network | virtual networks |

      @interface:vi-vnfm @clause:vi-vnfm/quota/terminate-storage
      Examples:
        | kind    | limit            |
        | storage | virtual storages |

    @id:quota-own-set-foreign @needs:vnf-manager-administers
    Scenario Outline: A VNF manager cannot set the quota of virtualised <kind> of another one
      Given the VNF manager has updated the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 3 |
      When the other VNF manager tries to update the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 30 |
      Then the request is refused as forbidden or unknown
      And the VNF manager finds that quota of virtualised <kind> of the VNF manager

      @interface:vi-vnfm
      @clause:vi-vnfm/quota/create-compute @clause:vi-vnfm/quota/update-compute
      Examples:
        | kind    | limit            |
        | compute | virtual computes |

      @interface:vi-vnfm
      @clause:vi-vnfm/quota/create-network @clause:vi-vnfm/quota/update-network
      Examples:
        | kind    | limit            |
        | network | virtual networks |

      @interface:vi-vnfm
      @clause:vi-vnfm/quota/create-storage @clause:vi-vnfm/quota/update-storage
      Examples:
        | kind    | limit            |
        | storage | virtual storages |

    @id:quota-own-terminate-foreign @needs:vnf-manager-administers
    Scenario Outline: A VNF manager cannot terminate the quota of virtualised <kind> of another one
      Given the VNF manager has updated the quota of virtualised <kind> of the VNF manager with:
        | <limit> | 3 |
      When the other VNF manager tries to terminate the quota of virtualised <kind> of the VNF manager
      Then the request is refused as forbidden or unknown
      And the VNF manager finds that quota of virtualised <kind> of the VNF manager

      @interface:vi-vnfm @clause:vi-vnfm/quota/terminate-compute
      Examples:
        | kind    | limit            |
        | compute | virtual computes |

      @interface:vi-vnfm @clause:vi-vnfm/quota/terminate-network
      Examples:
        | kind    | limit            |
        | network | virtual networks |

      @interface:vi-vnfm @clause:vi-vnfm/quota/terminate-storage
      Examples:
        | kind    | limit            |
        | storage | virtual storages |
