@interface:or-vi
Feature: Virtualised resources capacity management
  Or-Vi lists the management of capacity; Vi-Vnfm does not. The orchestrator
  finds out how much there is in all and how much of it is in use, into which
  zones it is divided, and at which sites it is.

  Rule: The orchestrator finds out how much capacity there is

    @id:capacity-query @clause:or-vi/capacity/query
    Example: The orchestrator finds capacity of each kind, and what is left of it
      When the orchestrator queries the capacity
      Then there is capacity of vCPUs, memory and local storage

    @id:capacity-query-allocated @clause:or-vi/capacity/query @clause:or-vi/resource-management/allocate-compute
    Example: What is allocated of a host is the sum of what its consumers have
      Given the orchestrator can query the capacity
      When the VNF manager creates a virtual compute
      Then the virtual compute becomes active
      And the orchestrator finds given away of the host what its consumers have

    @id:capacity-query-given-back @clause:or-vi/capacity/query @clause:or-vi/resource-management/terminate-compute
    Example: What was terminated has given its capacity back, and all who tell of it agree
      Given it is known what the tenant of the VDC user has
      And the VNF manager has created a virtual compute
      And the VNF manager has deleted the virtual compute
      When the orchestrator discovers the hosts
      Then each host is a provider of what it has, and both agree on what is taken of it
      And nothing is allocated to it
      And the tenant has as much as before, and so has its quota

    @id:capacity-query-refused @clause:or-vi/capacity/query
    Example: A VNF manager is not told of the capacity
      Given the orchestrator can query the capacity
      When the VNF manager tries to query the capacity
      Then the request is refused as forbidden

  Rule: The orchestrator finds out how resources are divided

    @id:capacity-query-zones @clause:or-vi/capacity/query-zone
    Example: Each host is in one zone that the orchestrator finds
      When the orchestrator queries the zones with their hosts
      Then each host is in one of the zones

    @id:capacity-query-zones-refused @clause:or-vi/capacity/query-zone
    Example: A VNF manager is not told which hosts are in a zone
      Given the orchestrator can query the zones with their hosts
      When the VNF manager tries to query the zones with their hosts
      Then the request is refused as forbidden

    @id:capacity-query-sites @clause:or-vi/capacity/query-nfvi-pop
    Example: Each service is at a site that the orchestrator finds
      When the orchestrator queries the sites
      Then each service that the orchestrator can reach is at one of the sites

    @id:capacity-query-sites-refused @clause:or-vi/capacity/query-nfvi-pop
    Example: Whoever has not signed in is not told of sites
      Given the orchestrator can query the sites
      When the anonymous caller tries to query the sites
      Then the request is refused as unauthenticated
