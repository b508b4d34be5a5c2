@interface:nf-vi
Feature: Management of resources
  The VIM creates, resizes, suspends, unsuspends and reboots resources. What a
  virtual compute has is taken from a host and given back to it: the host, the
  tenant and its quota are told the same.

  Rule: What is allocated is told alike everywhere, and given back

    @id:nf-vi-manage-create @clause:nf-vi/manage @interface:or-vi @clause:or-vi/resource-management/allocate-compute
    Example: A new virtual compute has the capacity of its flavour from one host
      Given the cloud zone administrator has created a flavour with:
        | vCPUs         | 2       |
        | memory        | 192 MiB |
        | local storage | 3 GiB   |
      And it is known what the tenant of the VDC user has
      When the VDC user creates a virtual compute with:
        | flavour | the flavour |
      Then the virtual compute becomes active
      And the capacity of the flavour is allocated to it on its host
      And the tenant has that much more, and so much more of its quota is in use

    @id:nf-vi-manage-delete @clause:nf-vi/manage @interface:or-vi @clause:or-vi/resource-management/terminate-compute
    Example: A virtual compute that is deleted gives everything back
      Given it is known what the tenant of the VDC user has
      And the VDC user has created a virtual compute
      When the VDC user deletes the virtual compute
      Then the virtual compute disappears
      And nothing is allocated to it
      And the tenant has as much as before, and so has its quota

    @id:nf-vi-manage-resize @clause:nf-vi/manage @interface:or-vi @clause:or-vi/resource-management/scale-compute
    Example: A virtual compute that is resized has the new capacity, and nothing of the old one
      Given the VDC user has created a virtual compute
      And the cloud zone administrator has created a flavour with:
        | vCPUs         | 2       |
        | memory        | 256 MiB |
        | local storage | 4 GiB   |
      When the cloud zone administrator scales the virtual compute to:
        | flavour | the flavour |
      Then the virtual compute becomes active
      And the capacity of the flavour is allocated to it on its host

  Rule: What is not at work keeps what it has

    @id:nf-vi-manage-suspend @clause:nf-vi/manage
    Example: A suspended virtual compute keeps its capacity
      Given the cloud zone administrator has created a flavour with:
        | vCPUs         | 1       |
        | memory        | 192 MiB |
        | local storage | 2 GiB   |
      And the VDC user has created a virtual compute with:
        | flavour | the flavour |
      When the cloud zone administrator suspends the virtual compute
      Then the virtual compute becomes suspended
      And the capacity of the flavour is allocated to it on its host

    @id:nf-vi-manage-unsuspend @clause:nf-vi/manage
    Example: A virtual compute that is unsuspended runs on with its capacity
      Given the cloud zone administrator has created a flavour with:
        | vCPUs         | 1       |
        | memory        | 192 MiB |
        | local storage | 2 GiB   |
      And the VDC user has created a virtual compute with:
        | flavour | the flavour |
      And the VDC user has suspended the virtual compute
      When the cloud zone administrator unsuspends the virtual compute
      Then the virtual compute becomes active
      And the capacity of the flavour is allocated to it on its host

    @id:nf-vi-manage-reboot @clause:nf-vi/manage
    Example: A virtual compute that is rebooted becomes active with its capacity
      Given the cloud zone administrator has created a flavour with:
        | vCPUs         | 1       |
        | memory        | 192 MiB |
        | local storage | 2 GiB   |
      And the VDC user has created a virtual compute with:
        | flavour | the flavour |
      When the cloud zone administrator reboots the virtual compute
      Then the virtual compute becomes active
      And the capacity of the flavour is allocated to it on its host
