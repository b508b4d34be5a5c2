@interface:nf-vi
Feature: Configuration of the infrastructure
  The VIM sets how resources are grouped, described and offered, and what it
  changes takes effect on what is placed from then on. To suspend a host is to
  take it out of service.

  Rule: A host that is out of service gets nothing new

    @id:nf-vi-change-disable @disruptive @clause:nf-vi/change @clause:nf-vi/manage
    Example: Nothing is placed on a host that was taken out of service, and what is there stays
      Given there is a disposable host, in service and up
      And the cloud zone administrator has created a virtual compute on the host
      And the cloud zone administrator has taken the host out of service
      When the cloud zone administrator creates a virtual compute on the host
      Then the virtual compute becomes error
      And the other virtual compute is still active
      And the host is out of service

    @id:nf-vi-change-enable @disruptive @clause:nf-vi/change @clause:nf-vi/manage
    Example: A host that was taken back into service gets virtual computes again
      Given there is a disposable host, in service and up
      And the cloud zone administrator has taken the host out of service
      And the cloud zone administrator has taken the host back into service
      When the cloud zone administrator creates a virtual compute on the host
      Then the virtual compute becomes active
      And the virtual compute is on the host
      And the host is in service

    @id:nf-vi-change-declared-down @disruptive @clause:nf-vi/change @clause:nf-vi/manage
    Example: Nothing is placed on a host that was declared down, and what is there stays
      Given there is a disposable host, in service and up
      And the cloud zone administrator has created a virtual compute on the host
      And the cloud zone administrator has declared the host down
      When the cloud zone administrator creates a virtual compute on the host
      Then the virtual compute becomes error
      And the other virtual compute is still active
      And the host is down
      And the host is in service

    @id:nf-vi-change-declared-up @disruptive @clause:nf-vi/change @clause:nf-vi/manage
    Example: A host that is declared down no more gets virtual computes again
      Given there is a disposable host, in service and up
      And the cloud zone administrator has declared the host down
      And the cloud zone administrator has declared the host up again
      When the cloud zone administrator creates a virtual compute on the host
      Then the virtual compute becomes active
      And the virtual compute is on the host

  Rule: Groups put hosts together

    @id:nf-vi-configure-group @clause:nf-vi/configure
    Example: A group of hosts is found as it was described
      Given the cloud zone administrator has created a group of hosts
      When the cloud zone administrator describes the group with:
        | storage | fast  |
        | cooling | water |
      Then the cloud zone administrator finds the group so described

    @id:nf-vi-configure-group-duplicate @clause:nf-vi/configure @level:should
    Example: Two groups of hosts do not have one name
      Given the cloud zone administrator has created a group of hosts
      When the cloud zone administrator tries to create a group of hosts of the same name
      Then the request is refused as duplicate
      And there is one group of hosts of that name

    @id:nf-vi-configure-group-unknown @clause:nf-vi/configure @level:should
    Example: A host that does not exist is in no group
      Given the cloud zone administrator has created a group of hosts
      When the cloud zone administrator tries to put a host that does not exist into the group
      Then the request is refused as unknown
      And the cloud zone administrator finds no host in the group

    @id:nf-vi-configure-group-deleted @clause:nf-vi/configure
    Example: A group of hosts that was deleted is gone
      Given the cloud zone administrator has created a group of hosts
      When the cloud zone administrator deletes the group
      Then the cloud zone administrator does not find the group

    @id:nf-vi-configure-zone @disruptive @clause:nf-vi/configure @clause:nf-vi/change
    Example: What asks for the zone of a group is placed on a host of the group
      Given there is a disposable host, in service and up
      And the cloud zone administrator has put the host into a group with a zone of its own
      When the VDC user creates a virtual compute in the zone of the group
      Then the virtual compute becomes active
      And the virtual compute is on the host

  Rule: Resources are given away as they are offered

    @id:nf-vi-configure-offer @clause:nf-vi/configure @clause:nf-vi/change
    Example: What is offered no more cannot be had
      Given the cloud zone administrator has made a provider of 8 display heads
      And the cloud zone administrator has found that it could give 5
      When the cloud zone administrator changes its offer to 4
      Then the cloud zone administrator finds that it offers 4
      And the cloud zone administrator finds that it could give 4
      And the cloud zone administrator finds that it could not give 5

    @id:nf-vi-configure-conflict @clause:nf-vi/configure
    Example: A change of an offer that somebody else has changed since is refused
      Given the cloud zone administrator has made a provider of 8 display heads
      And the cloud zone administrator has seen what the provider offers
      And the cloud zone administrator has changed its offer to 6
      When the cloud zone administrator tries to change what was seen to 4
      Then the request is refused as conflicting
      And the cloud zone administrator finds that it offers 6

    @id:nf-vi-configure-trait @clause:nf-vi/configure
    Example: A provider is described by its traits
      Given the cloud zone administrator has made a provider of 8 display heads
      When the cloud zone administrator gives it a trait
      Then the cloud zone administrator finds it with that trait alone

    @id:nf-vi-configure-nested @clause:nf-vi/configure @clause:nf-vi/discover
    Example: A provider is found below the one that it is a part of
      Given the cloud zone administrator has made a provider of 8 display heads
      When the cloud zone administrator makes another provider below it
      Then the cloud zone administrator finds it below the other

    @id:nf-vi-configure-allocate @clause:nf-vi/configure @clause:nf-vi/manage
    Example: What is allocated is given away by the one and had by the other
      Given the cloud zone administrator has made a provider of 8 display heads
      When the cloud zone administrator allocates 5 of them
      Then the cloud zone administrator finds 5 of them given away

    @id:nf-vi-configure-allocate-more @clause:nf-vi/configure
    Example: More than is left cannot be allocated
      Given the cloud zone administrator has made a provider of 8 display heads
      And the cloud zone administrator has allocated 5 of them
      When the cloud zone administrator tries to allocate 4 of them
      Then the request is refused as conflicting
      And the cloud zone administrator finds 5 of them given away

    @id:nf-vi-configure-give-back @clause:nf-vi/configure @clause:nf-vi/manage
    Example: What is given back is left again
      Given the cloud zone administrator has made a provider of 8 display heads
      And the cloud zone administrator has allocated 5 of them
      When the cloud zone administrator gives them back
      Then the cloud zone administrator finds 0 of them given away
      And the cloud zone administrator finds that it could give 8
