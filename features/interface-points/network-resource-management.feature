Feature: Network resource management
  Or-Vi and Vi-Vnfm list the management of virtualised resources, of which this
  is the part about networks with their addresses and ports: the orchestrator and
  a VNF manager allocate, query, update and terminate them.

  Rule: Allocate gives the network that was described

    @id:network-allocate
    Scenario Outline: The <party> finds a virtual network as it was allocated
      When the <party> creates a virtual network with:
        | addresses   | 10.71.0.0/24, 10.72.0.0/24 |
        | description | between two functions      |
      Then the virtual network has those attributes
      And the <party> finds the virtual network listed with those attributes
      And the other VNF manager does not find the virtual network listed

      @interface:or-vi
      @clause:or-vi/resource-management/allocate-network
      @clause:or-vi/resource-management/query-network
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm
      @clause:vi-vnfm/resource-management/allocate-network
      @clause:vi-vnfm/resource-management/query-network
      Examples:
        | party       |
        | VNF manager |

    @id:network-allocate-invalid
    Scenario Outline: The <party> is refused a virtual network with addresses that are none
      Given the <party> has created a virtual network
      When the <party> tries to create a virtual network with:
        | addresses | 10.71.0.0/33 |
      Then the request is refused as invalid
      And no virtual network was added

      @interface:or-vi @clause:or-vi/resource-management/allocate-network
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/allocate-network
      Examples:
        | party       |
        | VNF manager |

    @id:network-allocate-over-quota @interface:vi-vnfm
    @clause:vi-vnfm/resource-management/allocate-network
    Example: A VNF manager is refused more virtual networks than its quota allows
      Given the quota of the VDC leaves room for 1 virtual network
      And the VNF manager has created a virtual network
      When the VNF manager tries to create a virtual network
      Then the request is refused as over quota
      And no virtual network was added

  Rule: Query finds what was allocated, to whom it concerns

    @id:network-query-all @interface:or-vi @interface:vi-vnfm
    @clause:or-vi/resource-management/query-network @clause:vi-vnfm/resource-management/query-network
    Example: The orchestrator finds the virtual network of any VNF manager, each of these its own
      Given the VNF manager has created a virtual network
      When the other VNF manager creates a virtual network
      Then the orchestrator finds the virtual network among those of all tenants
      And the VNF manager does not find the virtual network listed
      And the VNF manager finds the other virtual network listed

    @id:network-query-unsigned
    Scenario Outline: Nobody queries virtual networks as <party> without having signed in
      Given the <party> can list virtual networks
      When the anonymous caller tries to list virtual networks
      Then the request is refused as unauthenticated

      @interface:or-vi @clause:or-vi/resource-management/query-network
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/query-network
      Examples:
        | party       |
        | VNF manager |

  Rule: Update changes what was allocated

    @id:network-update
    Scenario Outline: What the <party> changes about a virtual network is found from then on
      Given the VNF manager has created a virtual network with:
        | addresses   | 10.71.0.0/24 |
        | description | as it was    |
      When the <party> updates the virtual network with:
        | addresses   | 10.72.0.0/24, 10.73.0.0/24 |
        | description | changed                    |
      Then the VNF manager finds the virtual network listed with those attributes

      @interface:or-vi @clause:or-vi/resource-management/update-network
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/update-network
      Examples:
        | party       |
        | VNF manager |

    @id:network-update-bandwidth
    Scenario Outline: The <party> gives a virtual network a bandwidth that is offered
      Given the VNF manager has created a virtual network
      And the orchestrator has offered the VNF manager a bandwidth of "10 Mbit/s"
      When the <party> updates the virtual network with:
        | bandwidth | 10 Mbit/s |
      Then the VNF manager finds the virtual network listed with those attributes

      @interface:or-vi @clause:or-vi/resource-management/update-network
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/update-network
      Examples:
        | party       |
        | VNF manager |

    @id:network-update-bandwidth-refused @interface:vi-vnfm
    @clause:vi-vnfm/resource-management/update-network
    Example: A VNF manager may not offer itself bandwidth
      Given the orchestrator has offered the VNF manager a bandwidth of "10 Mbit/s"
      When the VNF manager tries to offer the VNF manager a bandwidth of "1000 Mbit/s"
      Then the request is refused as forbidden

    @id:network-update-overlap
    Scenario Outline: The <party> cannot give a virtual network addresses that it has
      Given the VNF manager has created a virtual network with:
        | addresses | 10.71.0.0/24 |
      When the <party> tries to update the virtual network with:
        | addresses | 10.71.0.0/24, 10.71.0.128/25 |
      Then the request is refused as invalid
      And the VNF manager finds the virtual network listed with those attributes

      @interface:or-vi @clause:or-vi/resource-management/update-network
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/update-network
      Examples:
        | party       |
        | VNF manager |

    @id:network-update-foreign @interface:vi-vnfm
    @clause:vi-vnfm/resource-management/update-network
    Example: A VNF manager cannot change the virtual network of another one
      Given the VNF manager has created a virtual network with:
        | description | as it was |
      And the other VNF manager can list virtual networks
      When the other VNF manager tries to update the virtual network with:
        | description | changed |
      Then the request is refused as unknown or forbidden
      And the VNF manager finds the virtual network listed with those attributes

    @id:network-update-unknown @interface:or-vi
    @clause:or-vi/resource-management/update-network
    Example: A virtual network that does not exist cannot be updated
      Given the orchestrator has created a virtual network
      When the orchestrator tries to update a virtual network that does not exist with:
        | description | changed |
      Then the request is refused as unknown

  Rule: Terminate gives a network back, and its capacity is free again

    @id:network-terminate
    Scenario Outline: A virtual network that the <party> terminates is gone, its neighbour stays
      Given the VNF manager has created a virtual network with:
        | addresses | 10.71.0.0/24 |
      And the VNF manager has created another virtual network
      When the <party> deletes the virtual network
      Then the virtual network disappears
      And the VNF manager does not find the virtual network listed
      And the VNF manager finds the other virtual network listed

      @interface:or-vi @clause:or-vi/resource-management/terminate-network
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/terminate-network
      Examples:
        | party       |
        | VNF manager |

    @id:network-terminate-frees @interface:or-vi @interface:vi-vnfm
    @clause:or-vi/resource-management/terminate-network
    @clause:vi-vnfm/resource-management/terminate-network
    Example: The room of a terminated virtual network is free for another one
      Given the quota of the VDC leaves room for 1 virtual network
      And the VNF manager has created a virtual network
      And the VNF manager has deleted the virtual network
      When the VNF manager creates a virtual network
      Then the VNF manager finds the virtual network listed

    @id:network-terminate-used
    Scenario Outline: The <party> cannot terminate a virtual network that has a port in use
      Given the VDC administrator has created a security group
      And the VNF manager has created a virtual network with:
        | port protected by | the security group |
      When the <party> tries to delete the virtual network
      Then the request is refused as conflicting
      And the VNF manager finds the virtual network listed

      @interface:or-vi @clause:or-vi/resource-management/terminate-network
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-management/terminate-network
      Examples:
        | party       |
        | VNF manager |

    @id:network-terminate-foreign @interface:vi-vnfm
    @clause:vi-vnfm/resource-management/terminate-network
    Example: A VNF manager cannot terminate the virtual network of another one
      Given the VNF manager has created a virtual network
      And the other VNF manager can list virtual networks
      When the other VNF manager tries to delete the virtual network
      Then the request is refused as unknown or forbidden
      And the VNF manager finds the virtual network listed
