@interface:or-vi @interface:vi-vnfm
Feature: Virtual compute
  A virtual compute is launched from an image, or from virtual storage, with the
  capacity that a flavour fixes. Table 6-2 marks four operations on it, create,
  list, detach and delete, and its notes add two: suspend and unsuspend.

  Rule: Create launches a virtual compute of the capacity of its flavour

    @id:virtual-compute-create-active @clause:virtual-compute/create @clause:virtual-compute/list
    Example: A new virtual compute becomes active, and its tenant finds it
      When the VDC user creates a virtual compute
      Then the virtual compute becomes active
      And the VDC user finds the virtual compute listed
      And the reader finds the virtual compute listed

    @id:virtual-compute-create-capacity @clause:virtual-compute/create
    Example: A virtual compute has the capacity of its flavour
      Given the cloud zone administrator has created a flavour with:
        | vCPUs         | 2       |
        | memory        | 128 MiB |
        | local storage | 3 GiB   |
      When the VDC user creates a virtual compute with:
        | flavour | the flavour |
      Then the virtual compute becomes active
      And the virtual compute has the capacity of the flavour

    @id:virtual-compute-create-flavour-deleted @clause:virtual-compute/create @clause:flavour/delete
    Example: A virtual compute keeps the capacity of a flavour that was deleted
      Given the cloud zone administrator has created a flavour with:
        | vCPUs         | 1       |
        | memory        | 192 MiB |
        | local storage | 2 GiB   |
      And the VDC user has created a virtual compute with:
        | flavour | the flavour |
      When the cloud zone administrator deletes the flavour
      Then the virtual compute is still active
      And the virtual compute has the capacity of the flavour

    @id:virtual-compute-create-key @clause:virtual-compute/create @clause:key-pair/create
    Example: A virtual compute is launched with a key pair
      Given the VDC user has created a key pair
      When the VDC user creates a virtual compute with:
        | key pair | the key pair |
      Then the virtual compute becomes active
      And the VDC user finds the virtual compute listed with those attributes

    @id:virtual-compute-create-same-name @clause:virtual-compute/create
    Example: Two virtual computes may have one name
      Given the VDC user has created a virtual compute
      When the VDC user creates a virtual compute of the same name
      Then the virtual compute becomes active
      And the VDC user finds the virtual compute listed
      And the VDC user finds the other virtual compute listed

  Rule: Create refuses what cannot be launched

    @id:virtual-compute-create-invalid @clause:virtual-compute/create @level:should
    Scenario Outline: A virtual compute from <what> that does not exist is refused
      Given the VDC user has created a virtual compute
      When the VDC user tries to create a virtual compute with:
        | <attribute> | <value> |
      Then the request is refused as invalid
      And no virtual compute was added

      Examples:
        | what              | attribute       | value                                |
        | an image          | image           | 9e1a6b0e-3a51-4b0c-8f2e-0d3c5a7b9f10 |
        | a flavour         | flavour         | 9e1a6b0e-3a51-4b0c-8f2e-0d3c5a7b9f11 |
        | a key pair        | key pair        | no such key pair                     |
        | a virtual network | virtual network | 9e1a6b0e-3a51-4b0c-8f2e-0d3c5a7b9f12 |
        | virtual storage   | virtual storage | 9e1a6b0e-3a51-4b0c-8f2e-0d3c5a7b9f13 |

    @id:virtual-compute-create-nameless @clause:virtual-compute/create @level:should
    Example: A virtual compute without a name is refused
      Given the VDC user has created a virtual compute
      When the VDC user tries to create a virtual compute with:
        | name |  |
      Then the request is refused as invalid
      And no virtual compute was added

    @id:virtual-compute-create-foreign-key @clause:virtual-compute/create @level:should
    Example: A virtual compute with the key pair of another user is refused
      Given the outsider has created a key pair
      And the VDC user has created a virtual compute
      When the VDC user tries to create a virtual compute with:
        | key pair | the key pair |
      Then the request is refused as invalid
      And no virtual compute was added

    @id:virtual-compute-create-over-quota @clause:virtual-compute/create @clause:tenant/quota
    Example: One virtual compute more than the quota allows is refused
      Given the quota of the VDC leaves room for 1 virtual compute
      And the VDC user has created a virtual compute
      When the VDC user tries to create a virtual compute
      Then the request is refused as over quota
      And no virtual compute was added

    @id:virtual-compute-create-over-capacity @clause:virtual-compute/create @clause:tenant/quota
    Example: A virtual compute with more vCPUs than the quota allows is refused
      Given the cloud zone administrator has created a flavour with:
        | vCPUs | 8 |
      And the quota of the VDC leaves room for 2 virtual computes
      And the VDC user has created a virtual compute
      When the VDC user tries to create a virtual compute with:
        | flavour | the flavour |
      Then the request is refused as over quota
      And no virtual compute was added

  Rule: Only users of the tenant create virtual computes in it

    @id:virtual-compute-create-refused-reader @clause:virtual-compute/create/authorization @level:should
    Example: The reader may not create a virtual compute
      Given the VDC user has created a virtual compute
      And the reader can list virtual computes
      When the reader tries to create a virtual compute
      Then the request is refused as forbidden
      And no virtual compute was added

  Rule: List shows the virtual computes of the caller's tenant

    @id:virtual-compute-list-many @clause:virtual-compute/list
    Example: A list forgets none of several virtual computes
      Given the VDC user has created a virtual compute
      And the VDC user has created another virtual compute
      And the VDC user has created another virtual compute
      When the VDC user lists virtual computes
      Then the list holds all of these virtual computes

    @id:virtual-compute-list-pages @clause:virtual-compute/list @level:should
    Example: A list that is read page by page holds each virtual compute once
      Given the VDC user has created a virtual compute
      And the VDC user has created another virtual compute
      And the VDC user has created another virtual compute
      When the VDC user lists virtual computes in pages of 1
      Then the list holds all of these virtual computes once

    @id:virtual-compute-list-foreign @clause:virtual-compute/list @clause:tenant/isolation
    Example: A user of another tenant does not see the virtual compute
      Given the outsider has created a virtual compute
      When the VDC user creates a virtual compute
      Then the VDC user finds the virtual compute listed
      And the outsider does not find the virtual compute listed
      And the outsider finds the other virtual compute listed

  Rule: Suspend stops a virtual compute, unsuspend lets it run on

    @id:virtual-compute-suspend @clause:virtual-compute/suspend
    Example: A virtual compute that is suspended becomes suspended
      Given the VDC user has created a virtual compute
      When the VDC user suspends the virtual compute
      Then the virtual compute becomes suspended
      And the VDC user finds the virtual compute listed

    @id:virtual-compute-unsuspend @clause:virtual-compute/unsuspend
    Example: A suspended virtual compute that is unsuspended becomes active
      Given the VDC user has created a virtual compute
      And the VDC user has suspended the virtual compute
      When the VDC user unsuspends the virtual compute
      Then the virtual compute becomes active

    @id:virtual-compute-suspend-keeps @clause:virtual-compute/suspend @clause:virtual-compute/unsuspend
    Example: A virtual compute keeps its capacity over suspension
      Given the cloud zone administrator has created a flavour with:
        | vCPUs         | 1       |
        | memory        | 192 MiB |
        | local storage | 2 GiB   |
      And the VDC user has created a virtual compute with:
        | flavour | the flavour |
      And the VDC user has suspended the virtual compute
      When the VDC user unsuspends the virtual compute
      Then the virtual compute becomes active
      And the virtual compute has the capacity of the flavour

    @id:virtual-compute-suspend-twice @clause:virtual-compute/suspend @level:should
    Example: A virtual compute that is suspended cannot be suspended again
      Given the VDC user has created a virtual compute
      And the VDC user has suspended the virtual compute
      When the VDC user tries to suspend the virtual compute
      Then the request is refused as conflicting
      And the virtual compute is still suspended

    @id:virtual-compute-unsuspend-active @clause:virtual-compute/unsuspend @level:should
    Example: A virtual compute that is active cannot be unsuspended
      Given the VDC user has created a virtual compute
      When the VDC user tries to unsuspend the virtual compute
      Then the request is refused as conflicting
      And the virtual compute is still active

    @id:virtual-compute-suspend-unknown @clause:virtual-compute/suspend @level:should
    Example: A virtual compute that does not exist cannot be suspended
      Given the VDC user has created a virtual compute
      When the VDC user tries to suspend a virtual compute that does not exist
      Then the request is refused as unknown
      And the virtual compute is still active

    @id:virtual-compute-unsuspend-unknown @clause:virtual-compute/unsuspend @level:should
    Example: A virtual compute that does not exist cannot be unsuspended
      Given the VDC user has created a virtual compute
      And the VDC user has suspended the virtual compute
      When the VDC user tries to unsuspend a virtual compute that does not exist
      Then the request is refused as unknown
      And the virtual compute is still suspended

    @id:virtual-compute-suspend-refused @clause:virtual-compute/suspend @clause:tenant/isolation
    Example: A user of another tenant may not suspend the virtual compute
      Given the VDC user has created a virtual compute
      And the outsider can list virtual computes
      When the outsider tries to suspend the virtual compute
      Then the request is refused as unknown or forbidden
      And the virtual compute is still active

    @id:virtual-compute-unsuspend-refused @clause:virtual-compute/unsuspend @clause:tenant/isolation
    Example: A user of another tenant may not unsuspend the virtual compute
      Given the VDC user has created a virtual compute
      And the VDC user has suspended the virtual compute
      And the outsider can list virtual computes
      When the outsider tries to unsuspend the virtual compute
      Then the request is refused as unknown or forbidden
      And the virtual compute is still suspended

    @id:virtual-compute-suspend-refused-reader @clause:virtual-compute/suspend @level:should
    Example: The reader may not suspend a virtual compute
      Given the VDC user has created a virtual compute
      And the reader can list virtual computes
      When the reader tries to suspend the virtual compute
      Then the request is refused as forbidden
      And the virtual compute is still active

    @id:virtual-compute-unsuspend-refused-reader @clause:virtual-compute/unsuspend @level:should
    Example: The reader may not unsuspend a virtual compute
      Given the VDC user has created a virtual compute
      And the VDC user has suspended the virtual compute
      And the reader can list virtual computes
      When the reader tries to unsuspend the virtual compute
      Then the request is refused as forbidden
      And the virtual compute is still suspended

    @id:virtual-compute-suspend-unsigned @clause:virtual-compute/suspend
    Scenario Outline: The <nobody> may not suspend a virtual compute
      Given the VDC user has created a virtual compute
      When the <nobody> tries to suspend the virtual compute
      Then the request is refused as unauthenticated
      And the virtual compute is still active

      Examples:
        | nobody           |
        | anonymous caller |
        | impostor         |

    @id:virtual-compute-unsuspend-unsigned @clause:virtual-compute/unsuspend
    Scenario Outline: The <nobody> may not unsuspend a virtual compute
      Given the VDC user has created a virtual compute
      And the VDC user has suspended the virtual compute
      When the <nobody> tries to unsuspend the virtual compute
      Then the request is refused as unauthenticated
      And the virtual compute is still suspended

      Examples:
        | nobody           |
        | anonymous caller |
        | impostor         |

  Rule: Delete takes a virtual compute away and frees its capacity

    @id:virtual-compute-delete-gone @clause:virtual-compute/delete @clause:virtual-compute/list
    Example: A deleted virtual compute disappears, its neighbour stays
      Given the VDC user has created a virtual compute
      And the VDC user has created another virtual compute
      When the VDC user deletes the virtual compute
      Then the virtual compute disappears
      And the VDC user does not find the virtual compute listed
      And the VDC user finds the other virtual compute listed

    @id:virtual-compute-delete-suspended @clause:virtual-compute/delete
    Example: A suspended virtual compute can be deleted
      Given the VDC user has created a virtual compute
      And the VDC user has suspended the virtual compute
      When the VDC user deletes the virtual compute
      Then the virtual compute disappears
      And the VDC user does not find the virtual compute listed

    @id:virtual-compute-delete-frees @clause:virtual-compute/delete @clause:tenant/quota
    Example: The capacity of a deleted virtual compute can be used again
      Given the quota of the VDC leaves room for 1 virtual compute
      And the VDC user has created a virtual compute
      And the VDC user has deleted the virtual compute
      When the VDC user creates a virtual compute
      Then the virtual compute becomes active

    @id:virtual-compute-delete-again @clause:virtual-compute/delete @level:should
    Example: A virtual compute that is gone cannot be deleted again
      Given the VDC user has created a virtual compute
      And the VDC user has deleted the virtual compute
      When the VDC user tries to delete the virtual compute
      Then the request is refused as unknown

  Rule: Only users of the tenant delete virtual computes of it

    @id:virtual-compute-delete-refused @clause:virtual-compute/delete/authorization @clause:tenant/isolation
    Example: A user of another tenant may not delete the virtual compute
      Given the VDC user has created a virtual compute
      And the outsider can list virtual computes
      When the outsider tries to delete the virtual compute
      Then the request is refused as unknown or forbidden
      And the virtual compute is still active

    @id:virtual-compute-delete-refused-reader @clause:virtual-compute/delete/authorization @level:should
    Example: The reader may not delete a virtual compute
      Given the VDC user has created a virtual compute
      And the reader can list virtual computes
      When the reader tries to delete the virtual compute
      Then the request is refused as forbidden
      And the virtual compute is still active

  Rule: A virtual compute boots from an image, or from virtual storage

    @id:virtual-compute-boot-from-image @clause:virtual-compute/boot-from-image @clause:virtual-compute/create
    Example: A virtual compute is launched from an image
      Given the cloud zone administrator has created an image with:
        | visibility | public |
      When the VDC user creates a virtual compute with:
        | image | the image |
      Then the virtual compute becomes active
      And the VDC user finds the virtual compute listed with those attributes

    @id:virtual-compute-boot-from-volume @clause:virtual-compute/boot-from-volume @clause:virtual-compute/create
    Example: A virtual compute is launched from virtual storage that was made from an image
      Given the cloud zone administrator has created an image with:
        | visibility | public |
      And the VDC user has created a virtual storage with:
        | image | the image |
      When the VDC user creates a virtual compute with:
        | virtual storage | the virtual storage |
      Then the virtual compute becomes active
      And the virtual compute is attached to the virtual storage

    @id:virtual-compute-boot-from-empty-volume @clause:virtual-compute/boot-from-volume @level:should
    Example: A virtual compute cannot be launched from empty virtual storage
      Given the VDC user has created a virtual storage
      When the VDC user tries to create a virtual compute with:
        | virtual storage | the virtual storage |
      Then the request is refused as invalid
      And no virtual compute was added

  Rule: A virtual compute is launched on a network, protected by a security group

    @id:virtual-compute-create-network @clause:virtual-compute/create
    Example: A virtual compute is launched on a network, with a security group and a key pair
      Given the VDC user has created a virtual network with:
        | addresses | 10.60.7.0/24 |
      And the VDC administrator has created a security group
      And the VDC user has created a key pair
      When the VDC user creates a virtual compute with:
        | virtual network | the virtual network |
        | security group  | the security group  |
        | key pair        | the key pair        |
      Then the virtual compute becomes active
      And the VDC user finds the virtual compute listed with those attributes
      And the virtual compute is attached to the virtual network
      And the virtual compute is attached to the security group

  Rule: Detach takes a network or storage from a virtual compute

    @id:virtual-compute-detach-network @clause:virtual-compute/detach
    Example: A virtual compute that is detached from a network has no interface there
      Given the VDC user has created a virtual network with:
        | addresses | 10.60.7.0/24 |
      And the VDC user has created a virtual compute with:
        | virtual network | the virtual network |
      When the VDC user detaches the virtual compute from the virtual network
      Then the virtual compute becomes detached from the virtual network
      And the virtual compute is still active

    @id:virtual-compute-detach-storage @clause:virtual-compute/detach
    Example: A virtual compute that is detached from storage has it no longer
      Given the VDC user has created a virtual compute
      And the VDC user has created a virtual storage
      And the VDC user has attached the virtual storage to the virtual compute
      When the VDC user detaches the virtual compute from the virtual storage
      Then the virtual compute becomes detached from the virtual storage
      And the virtual compute is still active

    @id:virtual-compute-detach-free @clause:virtual-compute/detach @level:should
    Example: A virtual compute cannot be detached from storage that it does not have
      Given the VDC user has created a virtual compute
      And the VDC user has created a virtual storage
      When the VDC user tries to detach the virtual compute from the virtual storage
      Then the request is refused as unknown
      And the virtual compute is still active

    @id:virtual-compute-detach-unknown @clause:virtual-compute/detach @level:should
    Example: A virtual compute cannot be detached from storage that does not exist
      Given the VDC user has created a virtual compute
      And the VDC user can list virtual storages
      When the VDC user tries to detach the virtual compute from a virtual storage that does not exist
      Then the request is refused as unknown
      And the virtual compute is still active

    @id:virtual-compute-detach-refused @clause:virtual-compute/detach @clause:tenant/isolation
    Example: A user of another tenant may not detach the virtual compute
      Given the VDC user has created a virtual network with:
        | addresses | 10.60.7.0/24 |
      And the VDC user has created a virtual compute with:
        | virtual network | the virtual network |
      And the virtual compute is attached to the virtual network
      And the outsider can list virtual computes
      When the outsider tries to detach the virtual compute from the virtual network
      Then the request is refused as unknown or forbidden
      And the virtual compute is attached to the virtual network

    @id:virtual-compute-detach-refused-reader @clause:virtual-compute/detach @level:should
    Example: The reader may not detach a virtual compute
      Given the VDC user has created a virtual network with:
        | addresses | 10.60.7.0/24 |
      And the VDC user has created a virtual compute with:
        | virtual network | the virtual network |
      And the reader can list virtual computes
      When the reader tries to detach the virtual compute from the virtual network
      Then the request is refused as forbidden
      And the virtual compute is attached to the virtual network

    @id:virtual-compute-detach-unsigned @clause:virtual-compute/detach
    Scenario Outline: The <nobody> may not detach a virtual compute
      Given the VDC user has created a virtual network with:
        | addresses | 10.60.7.0/24 |
      And the VDC user has created a virtual compute with:
        | virtual network | the virtual network |
      And the virtual compute is attached to the virtual network
      When the <nobody> tries to detach the virtual compute from the virtual network
      Then the request is refused as unauthenticated
      And the virtual compute is attached to the virtual network

      Examples:
        | nobody           |
        | anonymous caller |
        | impostor         |

  Rule: An address from outside can be attached to a running virtual compute

    @id:virtual-compute-attach-address @clause:virtual-compute/attach-address
    Example: An address that is attached to a running virtual compute becomes one of its addresses
      Given the VDC user has created a virtual network with:
        | addresses | 10.60.7.0/24 |
      And the VDC user has connected the virtual network to the outside
      And the VDC user has created a virtual compute with:
        | virtual network | the virtual network |
      When the VDC user attaches an address to the virtual compute
      Then that address becomes one of the virtual compute
      And the virtual compute is still active

  Rule: A virtual compute can be launched by its capacity alone

    @id:virtual-compute-capacity-parameters @clause:virtual-compute/capacity-parameters @needs:capacity-parameters
    Example: A virtual compute has the capacity that was stated in place of a flavour
      Given the VDC user can list virtual computes
      When the VDC user creates a virtual compute with:
        | vCPUs         | 1       |
        | memory        | 192 MiB |
        | local storage | 2 GiB   |
      Then the virtual compute becomes active
      And the VDC user finds the virtual compute listed with those attributes
