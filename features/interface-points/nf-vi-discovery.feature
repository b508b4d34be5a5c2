@interface:nf-vi
Feature: Discovery of the infrastructure
  The VIM knows the physical and virtual resources of the infrastructure and how
  they are configured. Several of its parts tell of one host: what runs virtual
  computes on it, the program that manages it, and what gives its resources away.

  Rule: Whoever tells of a host tells the same

    @id:nf-vi-discover-hosts @clause:nf-vi/discover
    Example: Each host is a provider of what it has
      Given the VDC user has created a virtual compute
      When the cloud zone administrator discovers the hosts
      Then there is at least one host
      And each host is a provider of what it has, and both agree on what is taken of it
      And no provider has given away more than it offers

    @id:nf-vi-discover-programs @clause:nf-vi/discover
    Example: The program that manages a host agrees with it, and tenants know its zone
      When the cloud zone administrator discovers the hosts
      Then there is at least one host
      And each host has one program, and both agree on its state
      And the VDC user can ask for the zone of each host that is in service and up

    @id:nf-vi-discover-trees @clause:nf-vi/discover
    Example: What is a part of a host is below it
      When the cloud zone administrator discovers the providers of resources
      Then each provider is in one tree, at the top of which is a provider

  Rule: What makes networks and storage is known, too

    @id:nf-vi-discover-agents @clause:nf-vi/discover
    Example: No two agents make networks of one kind on one host
      When the cloud zone administrator discovers the network agents
      Then there is one agent of a kind on a host

    @id:nf-vi-discover-storage @clause:nf-vi/discover
    Example: Virtual storage is in one of the pools that are known
      Given the VDC user has created a virtual storage
      When the cloud zone administrator discovers the pools of storage
      Then the virtual storage is in one of them
      And no pool has more free than it has in all
