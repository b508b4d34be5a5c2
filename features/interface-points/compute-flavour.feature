Feature: Management of compute flavours
  Or-Vi and Vi-Vnfm list flavours with the management of virtualised resources.
  The orchestrator creates and deletes them, a VNF manager queries them; where it
  administers what is its own, it keeps flavours, too.

  Rule: A flavour that is created can be queried and used

    @id:compute-flavour
    Scenario Outline: The <party> finds a flavour with the capacity that the orchestrator gave it
      Given the VNF manager can list flavours
      When the orchestrator creates a flavour with:
        | vCPUs         | 2       |
        | memory        | 512 MiB |
        | local storage | 4 GiB   |
      Then the <party> finds the flavour listed with those attributes

      @interface:or-vi @clause:or-vi/resource-management/create-flavour @clause:or-vi/resource-management/query-flavour
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/query-flavour
      Examples:
        | party             |
        | VNF manager       |
        | other VNF manager |

    @id:compute-flavour-own @needs:vnf-manager-administers @interface:vi-vnfm @clause:vi-vnfm/resource-management/create-flavour
    Example: A VNF manager who administers finds the flavour that it created
      When the VNF manager creates a flavour with:
        | vCPUs  | 1       |
        | memory | 256 MiB |
      Then the VNF manager finds the flavour listed with those attributes

    @id:compute-flavour-own-invalid @needs:vnf-manager-administers @interface:vi-vnfm @clause:vi-vnfm/resource-management/create-flavour
    Example: A flavour without any vCPU is refused to a VNF manager who administers
      Given the VNF manager has created a flavour
      When the VNF manager tries to create a flavour with:
        | vCPUs | 0 |
      Then the request is refused as invalid
      And no flavour was added

    @id:compute-flavour-invalid @interface:or-vi @clause:or-vi/resource-management/create-flavour
    Example: A flavour without any vCPU is refused
      Given the orchestrator has created a flavour
      When the orchestrator tries to create a flavour with:
        | vCPUs | 0 |
      Then the request is refused as invalid
      And no flavour was added

    @id:compute-flavour-refused @interface:or-vi @clause:or-vi/resource-management/create-flavour
    Example: A VNF manager may not create a flavour
      Given VNF managers administer nothing
      And the VNF manager can list flavours
      When the VNF manager tries to create a flavour
      Then the request is refused as forbidden
      And no flavour was added

    @id:compute-flavour-query-unsigned
    Scenario Outline: Nobody queries flavours for a <party> without having signed in
      Given the <party> can list flavours
      When the anonymous caller tries to list flavours
      Then the request is refused as unauthenticated

      @interface:or-vi @clause:or-vi/resource-management/query-flavour
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/query-flavour
      Examples:
        | party       |
        | VNF manager |

  Rule: A flavour that is deleted is gone, and what was made of it is not

    @id:compute-flavour-delete @interface:or-vi @clause:or-vi/resource-management/delete-flavour
    Example: A flavour that the orchestrator deletes is listed no more, and what runs keeps its capacity
      Given the orchestrator has created a flavour
      And the VNF manager has created a virtual compute with:
        | flavour | the flavour |
      When the orchestrator deletes the flavour
      Then the VNF manager does not find the flavour listed
      And the virtual compute is still active
      And the virtual compute has the capacity of the flavour

    @id:compute-flavour-delete-unknown @interface:or-vi @clause:or-vi/resource-management/delete-flavour
    Example: A flavour that does not exist cannot be deleted
      Given the orchestrator has created a flavour
      When the orchestrator tries to delete a flavour that does not exist
      Then the request is refused as unknown

    @id:compute-flavour-delete-refused @interface:or-vi @clause:or-vi/resource-management/delete-flavour
    Example: A VNF manager may not delete a flavour
      Given VNF managers administer nothing
      And the orchestrator has created a flavour
      And the VNF manager can list flavours
      When the VNF manager tries to delete the flavour
      Then the request is refused as forbidden
      And the VNF manager finds the flavour listed

    @id:compute-flavour-own-delete @needs:vnf-manager-administers @interface:vi-vnfm @clause:vi-vnfm/resource-management/delete-flavour
    Example: A flavour that a VNF manager who administers deletes is listed no more
      Given the VNF manager has created a flavour
      When the VNF manager deletes the flavour
      Then the VNF manager does not find the flavour listed

    @id:compute-flavour-own-delete-unknown @needs:vnf-manager-administers @interface:vi-vnfm @clause:vi-vnfm/resource-management/delete-flavour
    Example: A VNF manager who administers cannot delete a flavour that does not exist
      Given the VNF manager has created a flavour
      When the VNF manager tries to delete a flavour that does not exist
      Then the request is refused as unknown
