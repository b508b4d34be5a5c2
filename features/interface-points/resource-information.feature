Feature: Virtualised resources information management
  Or-Vi and Vi-Vnfm list information about the types of virtualised resources
  that can be had: flavours for compute, what networks can have, and types of
  storage.

  Rule: A party finds out which types of resources can be had

    @id:resource-information-compute
    Scenario Outline: The <party> finds a type of virtualised compute with its capacity
      Given the <party> can list flavours
      When the orchestrator creates a flavour with:
        | vCPUs         | 3      |
        | memory        | 2 GiB  |
        | local storage | 17 GiB |
      Then the <party> finds the flavour listed with those attributes

      @interface:or-vi @clause:or-vi/resource-information/query-compute
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/resource-information/query-compute
      Examples:
        | party       |
        | VNF manager |

    @id:resource-information-others
    Scenario Outline: The <party> finds each type of virtualised <kind> by itself
      When the <party> queries the types of virtualised <kind>
      Then the <party> finds each type of virtualised <kind> by itself

      @interface:or-vi @clause:or-vi/resource-information/query-network
      Examples:
        | party        | kind    |
        | orchestrator | network |

      @interface:or-vi @clause:or-vi/resource-information/query-storage
      Examples:
        | party        | kind    |
        | orchestrator | storage |

      @interface:vi-vnfm @clause:vi-vnfm/resource-information/query-network
      Examples:
        | party       | kind    |
        | VNF manager | network |

      @interface:vi-vnfm @clause:vi-vnfm/resource-information/query-storage
      Examples:
        | party       | kind    |
        | VNF manager | storage |

  Rule: Whoever has not signed in is told nothing

    @id:resource-information-refused
    Scenario Outline: Types of virtualised <kind> are told to nobody who has not signed in at <point>
      Given the <party> can query the types of virtualised <kind>
      When the anonymous caller tries to query the types of virtualised <kind>
      Then the request is refused as unauthenticated

      @interface:or-vi @clause:or-vi/resource-information/query-network
      Examples:
        | party        | kind    | point |
        | orchestrator | network | Or-Vi |

      @interface:or-vi @clause:or-vi/resource-information/query-storage
      Examples:
        | party        | kind    | point |
        | orchestrator | storage | Or-Vi |

      @interface:vi-vnfm @clause:vi-vnfm/resource-information/query-network
      Examples:
        | party       | kind    | point   |
        | VNF manager | network | Vi-Vnfm |

      @interface:vi-vnfm @clause:vi-vnfm/resource-information/query-storage
      Examples:
        | party       | kind    | point   |
        | VNF manager | storage | Vi-Vnfm |

    @id:resource-information-compute-hidden @interface:vi-vnfm @clause:vi-vnfm/resource-information/query-compute
    Example: A VNF manager does not find a type of virtualised compute that is kept from it
      Given the VNF manager can list flavours
      When the orchestrator creates a flavour with:
        | visibility | private |
      Then the orchestrator finds the flavour listed
      And the VNF manager does not find the flavour listed

    @id:resource-information-compute-refused
    Scenario Outline: Types of virtualised compute are told to nobody who has not signed in at <point>
      Given the <party> can list flavours
      When the anonymous caller tries to list flavours
      Then the request is refused as unauthenticated

      @interface:or-vi @clause:or-vi/resource-information/query-compute
      Examples:
        | party        | point |
        | orchestrator | Or-Vi |

      @interface:vi-vnfm @clause:vi-vnfm/resource-information/query-compute
      Examples:
        | party       | point   |
        | VNF manager | Vi-Vnfm |
