Feature: Places of virtualised compute
  Or-Vi and Vi-Vnfm let virtualised compute be moved to another host, and be kept
  together or apart by groups. Which host it is on, only those see who administer
  the cloud.

  Rule: Migrate moves virtualised compute to another host

    @id:compute-migrate @interface:or-vi @clause:or-vi/resource-management/migrate-compute
    Example: Virtualised compute that the orchestrator migrates runs on another host
      Given the VNF manager has created a virtual compute
      And the orchestrator knows where the virtual compute is
      When the orchestrator migrates the virtual compute
      Then the virtual compute becomes active
      And the virtual compute comes to another place

    @id:compute-migrate-live @interface:or-vi @clause:or-vi/resource-management/migrate-compute
    Example: Virtualised compute is migrated while it runs
      Given the VNF manager has created a virtual compute
      And the orchestrator knows where the virtual compute is
      When the orchestrator migrates the virtual compute while it runs
      Then the virtual compute becomes active
      And the virtual compute comes to another place

    @id:compute-migrate-unknown @interface:or-vi @clause:or-vi/resource-management/migrate-compute
    Example: Virtualised compute that does not exist cannot be migrated
      Given the orchestrator can list virtual computes
      When the orchestrator tries to migrate a virtual compute that does not exist
      Then the request is refused as unknown

    @id:compute-migrate-refused @interface:or-vi @clause:or-vi/resource-management/migrate-compute
    Example: A VNF manager may not migrate its virtualised compute
      Given VNF managers administer nothing
      And the VNF manager has created a virtual compute
      And the orchestrator knows where the virtual compute is
      And the VNF manager can list virtual computes
      When the VNF manager tries to migrate the virtual compute
      Then the request is refused as forbidden
      And the virtual compute is still active
      And the virtual compute is still at its place

  Rule: Where VNF managers administer, each migrates its own compute

    @id:compute-migrate-own @needs:vnf-manager-administers @interface:vi-vnfm @clause:vi-vnfm/resource-management/migrate-compute
    Example: Virtualised compute that a VNF manager migrates runs on another host
      Given the VNF manager has created a virtual compute
      And the orchestrator knows where the virtual compute is
      When the VNF manager migrates the virtual compute
      Then the virtual compute becomes active
      And the virtual compute comes to another place

    @id:compute-migrate-foreign @needs:vnf-manager-administers @interface:vi-vnfm @clause:vi-vnfm/resource-management/migrate-compute
    Example: A VNF manager cannot migrate the virtualised compute of another one
      Given the VNF manager has created a virtual compute
      And the orchestrator knows where the virtual compute is
      And the other VNF manager can list virtual computes
      When the other VNF manager tries to migrate the virtual compute
      Then the request is refused as unknown or forbidden
      And the virtual compute is still at its place

  Rule: An affinity group keeps its virtualised compute together or apart

    @id:compute-affinity-together
    Scenario Outline: What the <party> groups together runs on one host
      Given the target has at least 2 hosts
      And the <party> has created an affinity group that keeps virtual computes together
      And the <party> has created a virtual compute in the affinity group
      When the <party> creates another virtual compute in the affinity group
      Then the virtual compute becomes active
      And the orchestrator finds all of these virtual computes on one host
      And the <party> finds all of these virtual computes in the affinity group

      @interface:or-vi @clause:or-vi/resource-management/create-compute-affinity-group
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/create-compute-affinity-group
      Examples:
        | party       |
        | VNF manager |

    @id:compute-affinity-apart
    Scenario Outline: What the <party> groups apart runs on hosts of its own
      Given the target has at least 2 hosts
      And the <party> has created an affinity group that keeps virtual computes apart
      And the <party> has created a virtual compute in the affinity group
      When the <party> creates another virtual compute in the affinity group
      Then the virtual compute becomes active
      And the orchestrator finds each of these virtual computes on a host of its own

      @interface:or-vi @clause:or-vi/resource-management/create-compute-affinity-group
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/create-compute-affinity-group
      Examples:
        | party       |
        | VNF manager |

    @id:compute-affinity-full
    Scenario Outline: What the <party> groups apart gets no host that one of the group has
      Given the <party> has created an affinity group that keeps virtual computes apart
      And the <party> has created a virtual compute in the affinity group on each host
      When the <party> creates another virtual compute in the affinity group
      Then the virtual compute becomes error

      @interface:or-vi @clause:or-vi/resource-management/create-compute-affinity-group
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/create-compute-affinity-group
      Examples:
        | party       |
        | VNF manager |

    @id:compute-affinity-told
    Scenario Outline: The <party> finds what its group does
      Given the <party> can list virtual computes
      When the <party> creates an affinity group that keeps virtual computes apart
      Then the <party> finds that the affinity group keeps virtual computes apart

      @interface:or-vi @clause:or-vi/resource-management/create-compute-affinity-group
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/create-compute-affinity-group
      Examples:
        | party       |
        | VNF manager |

    @id:compute-affinity-invalid
    Scenario Outline: The <party> cannot make a group that does neither
      Given the <party> has created an affinity group that keeps virtual computes together
      When the <party> tries to create an affinity group that keeps virtual computes sideways
      Then the request is refused as invalid

      @interface:or-vi @clause:or-vi/resource-management/create-compute-affinity-group
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/create-compute-affinity-group
      Examples:
        | party       |
        | VNF manager |

    @id:compute-affinity-isolated @interface:vi-vnfm @clause:vi-vnfm/resource-management/create-compute-affinity-group
    Example: Another VNF manager may not use the group
      Given the VNF manager has created an affinity group that keeps virtual computes together
      And the other VNF manager has created a virtual compute
      When the other VNF manager tries to create a virtual compute in the affinity group
      Then the request is refused as invalid
      And no virtual compute was added
