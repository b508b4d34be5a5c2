Feature: Storage resource management
  Or-Vi and Vi-Vnfm list the management of virtualised resources, of which this
  is the part about storage: the orchestrator and a VNF manager allocate, query,
  update, operate, scale and terminate it; the orchestrator also migrates it.

  Rule: Allocate gives the storage that was described

    @id:storage-allocate
    Scenario Outline: The <party> finds virtual storage as it was allocated
      When the <party> creates a virtual storage with:
        | size        | 2 GiB         |
        | description | of a function |
      Then the virtual storage becomes available
      And the <party> finds the virtual storage listed with those attributes
      And the other VNF manager does not find the virtual storage listed

      @interface:or-vi
      @clause:or-vi/resource-management/allocate-storage
      @clause:or-vi/resource-management/query-storage
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm
      @clause:vi-vnfm/resource-management/allocate-storage
      @clause:vi-vnfm/resource-management/query-storage
      Examples:
        | party       |
        | VNF manager |

    @id:storage-allocate-invalid
    Scenario Outline: The <party> is refused virtual storage of no size
      Given the <party> has created a virtual storage
      When the <party> tries to create a virtual storage with:
        | size | 0 GiB |
      Then the request is refused as invalid
      And no virtual storage was added

      @interface:or-vi @clause:or-vi/resource-management/allocate-storage
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/allocate-storage
      Examples:
        | party       |
        | VNF manager |

    @id:storage-allocate-over-quota @interface:vi-vnfm
    @clause:vi-vnfm/resource-management/allocate-storage
    Example: A VNF manager is refused more virtual storage than its quota allows
      Given the quota of the VDC leaves room for 1 virtual storage
      And the VNF manager has created a virtual storage
      When the VNF manager tries to create a virtual storage
      Then the request is refused as over quota
      And no virtual storage was added

  Rule: Query finds what was allocated, to whom it concerns

    @id:storage-query-all @interface:or-vi @interface:vi-vnfm
    @clause:or-vi/resource-management/query-storage @clause:vi-vnfm/resource-management/query-storage
    Example: The orchestrator finds the virtual storage of any VNF manager, each of these its own
      Given the VNF manager has created a virtual storage
      When the other VNF manager creates a virtual storage
      Then the orchestrator finds the virtual storage among those of all tenants
      And the VNF manager does not find the virtual storage listed
      And the VNF manager finds the other virtual storage listed

    @id:storage-query-unsigned
    Scenario Outline: Nobody queries virtual storage as <party> without having signed in
      Given the <party> can list virtual storages
      When the anonymous caller tries to list virtual storages
      Then the request is refused as unauthenticated

      @interface:or-vi @clause:or-vi/resource-management/query-storage
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/query-storage
      Examples:
        | party       |
        | VNF manager |

  Rule: Update changes what was allocated

    @id:storage-update
    Scenario Outline: What the <party> changes about virtual storage is found from then on
      Given the VNF manager has created a virtual storage with:
        | description | as it was |
      When the <party> updates the virtual storage with:
        | description | changed |
      Then the VNF manager finds the virtual storage listed with those attributes

      @interface:or-vi @clause:or-vi/resource-management/update-storage
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/update-storage
      Examples:
        | party       |
        | VNF manager |

    @id:storage-update-foreign @interface:vi-vnfm
    @clause:vi-vnfm/resource-management/update-storage
    Example: A VNF manager cannot change the virtual storage of another one
      Given the VNF manager has created a virtual storage with:
        | description | as it was |
      And the other VNF manager can list virtual storages
      When the other VNF manager tries to update the virtual storage with:
        | description | changed |
      Then the request is refused as unknown or forbidden
      And the VNF manager finds the virtual storage listed with those attributes

    @id:storage-update-unknown @interface:or-vi
    @clause:or-vi/resource-management/update-storage
    Example: Virtual storage that does not exist cannot be updated
      Given the orchestrator has created a virtual storage
      When the orchestrator tries to update a virtual storage that does not exist with:
        | description | changed |
      Then the request is refused as unknown

  Rule: Operate takes, uses and removes snapshots of storage

    @id:storage-operate-snapshot
    Scenario Outline: A snapshot that the <party> takes becomes available to it alone
      Given the <party> has created a virtual storage
      When the <party> takes a snapshot of the virtual storage
      Then the snapshot becomes available
      And the <party> finds the snapshot listed
      And the other VNF manager does not find the snapshot listed

      @interface:or-vi @clause:or-vi/resource-management/operate-storage
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/operate-storage
      Examples:
        | party       |
        | VNF manager |

    @id:storage-operate-use @interface:or-vi @interface:vi-vnfm
    @clause:or-vi/resource-management/operate-storage
    @clause:vi-vnfm/resource-management/operate-storage
    Example: Virtual storage can be made from a snapshot
      Given the VNF manager has created a virtual storage
      And the VNF manager has taken a snapshot of the virtual storage
      When the VNF manager creates a virtual storage from the snapshot
      Then the virtual storage becomes available
      And the VNF manager finds the virtual storage listed with those attributes

    @id:storage-operate-remove @interface:or-vi @interface:vi-vnfm
    @clause:or-vi/resource-management/operate-storage
    @clause:vi-vnfm/resource-management/operate-storage
    Example: A snapshot that is removed is gone, its storage stays
      Given the VNF manager has created a virtual storage
      And the VNF manager has taken a snapshot of the virtual storage
      When the VNF manager deletes the snapshot
      Then the snapshot disappears
      And the virtual storage is still available

    @id:storage-operate-foreign @interface:vi-vnfm
    @clause:vi-vnfm/resource-management/operate-storage
    Example: A VNF manager cannot take a snapshot of the virtual storage of another one
      Given the VNF manager has created a virtual storage
      And the other VNF manager can list virtual storages
      When the other VNF manager tries to take a snapshot of the virtual storage
      Then the request is refused as unknown or forbidden

    @id:storage-operate-foreign-use @interface:vi-vnfm
    @clause:vi-vnfm/resource-management/operate-storage
    Example: A VNF manager cannot use the snapshot of another one
      Given the VNF manager has created a virtual storage
      And the VNF manager has taken a snapshot of the virtual storage
      And the other VNF manager can list virtual storages
      When the other VNF manager tries to create a virtual storage from the snapshot
      Then the request is refused as unknown or forbidden
      And no virtual storage was added

    @id:storage-operate-unknown @interface:or-vi
    @clause:or-vi/resource-management/operate-storage
    Example: A snapshot that does not exist cannot be removed
      Given the orchestrator has created a virtual storage
      When the orchestrator tries to delete a snapshot that does not exist
      Then the request is refused as unknown

  Rule: Scale makes storage larger

    @id:storage-scale
    Scenario Outline: Virtual storage that the <party> scales is larger from then on
      Given the VNF manager has created a virtual storage
      When the <party> scales the virtual storage to:
        | size | 3 GiB |
      Then the virtual storage becomes available
      And the VNF manager finds the virtual storage listed with:
        | size | 3 GiB |

      @interface:or-vi @clause:or-vi/resource-management/scale-storage
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/scale-storage
      Examples:
        | party       |
        | VNF manager |

    @id:storage-scale-smaller
    Scenario Outline: The <party> cannot make virtual storage smaller
      Given the VNF manager has created a virtual storage with:
        | size | 2 GiB |
      When the <party> tries to scale the virtual storage to:
        | size | 1 GiB |
      Then the request is refused as invalid
      And the virtual storage is still available
      And the VNF manager finds the virtual storage listed with those attributes

      @interface:or-vi @clause:or-vi/resource-management/scale-storage
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/scale-storage
      Examples:
        | party       |
        | VNF manager |

    @id:storage-scale-over-quota @interface:vi-vnfm
    @clause:vi-vnfm/resource-management/scale-storage
    Example: A VNF manager cannot make virtual storage larger than its quota allows
      Given the orchestrator has created the quota of virtualised storage of the VNF manager with:
        | size | 2 GiB |
      And the VNF manager has created a virtual storage
      When the VNF manager tries to scale the virtual storage to:
        | size | 3 GiB |
      Then the request is refused as over quota
      And the virtual storage is still available

    @id:storage-scale-foreign @interface:vi-vnfm
    @clause:vi-vnfm/resource-management/scale-storage
    Example: A VNF manager cannot scale the virtual storage of another one
      Given the VNF manager has created a virtual storage
      And the other VNF manager can list virtual storages
      When the other VNF manager tries to scale the virtual storage to:
        | size | 3 GiB |
      Then the request is refused as unknown or forbidden
      And the virtual storage is still available

  Rule: Only the orchestrator migrates storage

    @id:storage-migrate @interface:or-vi @clause:or-vi/resource-management/migrate-storage
    Example: Virtual storage that is migrated comes to another place and stays available
      Given the VNF manager has created a virtual storage
      And the orchestrator knows where the virtual storage is
      When the orchestrator migrates the virtual storage
      Then the virtual storage comes to another place
      And the virtual storage is still available

    @id:storage-migrate-refused @interface:or-vi
    @clause:or-vi/resource-management/migrate-storage
    Example: A VNF manager may not migrate its virtual storage
      Given VNF managers administer nothing
      And the VNF manager has created a virtual storage
      And the orchestrator knows where the virtual storage is
      When the VNF manager tries to migrate the virtual storage
      Then the request is refused as forbidden
      And the virtual storage is still at its place

    @id:storage-migrate-unknown @interface:or-vi
    @clause:or-vi/resource-management/migrate-storage
    Example: Virtual storage that does not exist cannot be migrated
      Given the orchestrator has created a virtual storage
      And the orchestrator knows where the virtual storage is
      When the orchestrator tries to migrate a virtual storage that does not exist
      Then the request is refused as unknown

  Rule: Where VNF managers administer, each migrates its own storage

    @id:storage-migrate-own @needs:vnf-manager-administers @interface:vi-vnfm
    @clause:vi-vnfm/resource-management/migrate-storage
    Example: Virtual storage that a VNF manager migrates comes to another place
      Given the VNF manager has created a virtual storage
      And the orchestrator knows where the virtual storage is
      When the VNF manager migrates the virtual storage
      Then the virtual storage comes to another place

    @id:storage-migrate-foreign @needs:vnf-manager-administers @interface:vi-vnfm
    @clause:vi-vnfm/resource-management/migrate-storage
    Example: A VNF manager cannot migrate the virtual storage of another one
      Given the VNF manager has created a virtual storage
      And the orchestrator knows where the virtual storage is
      And the other VNF manager can list virtual storages
      When the other VNF manager tries to migrate the virtual storage
      Then the request is refused as unknown or forbidden
      And the virtual storage is still at its place

  Rule: Terminate gives storage back, and its capacity is free again

    @id:storage-terminate
    Scenario Outline: Virtual storage that the <party> terminates is gone, its neighbour stays
      Given the VNF manager has created a virtual storage
      And the VNF manager has created another virtual storage
      When the <party> deletes the virtual storage
      Then the virtual storage disappears
      And the VNF manager does not find the virtual storage listed
      And the VNF manager finds the other virtual storage listed

      @interface:or-vi @clause:or-vi/resource-management/terminate-storage
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/terminate-storage
      Examples:
        | party       |
        | VNF manager |

    @id:storage-terminate-frees @interface:or-vi @interface:vi-vnfm
    @clause:or-vi/resource-management/terminate-storage
    @clause:vi-vnfm/resource-management/terminate-storage
    Example: The room of terminated virtual storage is free for another one
      Given the quota of the VDC leaves room for 1 virtual storage
      And the VNF manager has created a virtual storage
      And the VNF manager has deleted the virtual storage
      When the VNF manager creates a virtual storage
      Then the virtual storage becomes available

    @id:storage-terminate-used
    Scenario Outline: The <party> cannot terminate virtual storage of which there is a snapshot
      Given the VNF manager has created a virtual storage
      And the VNF manager has taken a snapshot of the virtual storage
      When the <party> tries to delete the virtual storage
      Then the request is refused as invalid
      And the virtual storage is still available

      @interface:or-vi @clause:or-vi/resource-management/terminate-storage
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/terminate-storage
      Examples:
        | party       |
        | VNF manager |

    @id:storage-terminate-foreign @interface:vi-vnfm
    @clause:vi-vnfm/resource-management/terminate-storage
    Example: A VNF manager cannot terminate the virtual storage of another one
      Given the VNF manager has created a virtual storage
      And the other VNF manager can list virtual storages
      When the other VNF manager tries to delete the virtual storage
      Then the request is refused as unknown or forbidden
      And the virtual storage is still available
