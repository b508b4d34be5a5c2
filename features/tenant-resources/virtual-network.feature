@interface:or-vi @interface:vi-vnfm
Feature: Virtual network
  A virtual network joins the virtual computes of a tenant. Table 6-2 marks five
  operations on it: create, list, attach, detach and delete. Creating and
  deleting are for VDC users with the appropriate role.

  Rule: Create makes a network that can have addresses and ports

    @id:virtual-network-create-listed @clause:virtual-network/create @clause:virtual-network/list
    Example: A new virtual network is found by the users of its tenant
      When the VDC user creates a virtual network
      Then the VDC user finds the virtual network listed
      And the reader finds the virtual network listed

    @id:virtual-network-create-addresses @clause:virtual-network/create @clause:virtual-network/list
    Scenario Outline: A virtual network has the addresses <addresses>
      When the VDC user creates a virtual network with:
        | addresses | <addresses> |
      Then the virtual network has those attributes
      And the VDC user finds the virtual network listed with those attributes

      Examples:
        | addresses                  |
        | 10.42.0.0/24               |
        | 192.168.42.16/28           |
        | fd00:42::/64               |
        | 10.42.0.0/24, fd00:42::/64 |

    @id:virtual-network-create-same-name @clause:virtual-network/create
    Example: Two virtual networks may have one name
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      When the VDC user creates a virtual network of the same name
      Then the VDC user finds the virtual network listed
      And the VDC user finds the other virtual network listed

    @id:virtual-network-create-neighbour @clause:virtual-network/create @clause:tenant/isolation
    Example: Another tenant may have a virtual network of the same addresses
      Given the outsider has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      When the VDC user creates a virtual network with:
        | addresses | 10.42.0.0/24 |
      Then the VDC user finds the virtual network listed with those attributes
      And the outsider finds the other virtual network listed

  Rule: Create refuses what is not a virtual network

    @id:virtual-network-create-invalid @clause:virtual-network/create @level:should
    Scenario Outline: A virtual network with the addresses <addresses> is refused
      Given the VDC user has created a virtual network
      When the VDC user tries to create a virtual network with:
        | addresses | <addresses> |
      Then the request is refused as invalid
      And no virtual network was added

      Examples:
        | addresses                    |
        | everywhere                   |
        | 10.42.0.0/33                 |
        | 300.42.0.0/24                |
        | 224.0.0.0/24                 |
        | 10.42.0.0/24, 10.42.0.128/25 |

    @id:virtual-network-create-over-quota @clause:virtual-network/create @clause:tenant/quota
    Example: One virtual network more than the quota allows is refused
      Given the quota of the VDC leaves room for 1 virtual network
      And the VDC user has created a virtual network
      When the VDC user tries to create a virtual network
      Then the request is refused as over quota
      And no virtual network was added

  Rule: Only a user with a role in the tenant creates a virtual network

    @id:virtual-network-create-refused-public @clause:virtual-network/create/authorization
    Example: A VDC user may not create a virtual network for all tenants
      Given the VDC user can list virtual networks
      When the VDC user tries to create a virtual network with:
        | visibility | public |
      Then the request is refused as forbidden
      And no virtual network was added

    @id:virtual-network-create-refused-reader @clause:virtual-network/create/authorization @level:should
    Example: The reader may not create a virtual network
      Given the reader can list virtual networks
      When the reader tries to create a virtual network
      Then the request is refused as forbidden
      And no virtual network was added

  Rule: List shows a tenant the virtual networks that it may use

    @id:virtual-network-list-many @clause:virtual-network/list
    Example: A list forgets none of several virtual networks
      Given the VDC user has created a virtual network
      And the VDC user has created another virtual network
      And the VDC user has created another virtual network
      When the VDC user lists virtual networks
      Then the list holds all of these virtual networks

    @id:virtual-network-list-pages @clause:virtual-network/list @level:should
    Example: A list that is read page by page holds each virtual network once
      Given the VDC user has created a virtual network
      And the VDC user has created another virtual network
      And the VDC user has created another virtual network
      When the VDC user lists virtual networks in pages of 1
      Then the list holds all of these virtual networks once

    @id:virtual-network-list-own @clause:virtual-network/list @clause:tenant/isolation
    Example: A user of another tenant does not see the virtual network
      Given the outsider has created a virtual network
      When the VDC user creates a virtual network
      Then the VDC user finds the virtual network listed
      And the outsider does not find the virtual network listed
      And the outsider finds the other virtual network listed

    @id:virtual-network-list-public @clause:virtual-network/list
    Example: A virtual network for all tenants is seen by each of them
      When the cloud zone administrator creates a virtual network with:
        | visibility | public |
      Then the VDC user finds the virtual network listed with those attributes
      And the outsider finds the virtual network listed with those attributes

  Rule: Attach gives a virtual compute a port and an address on the network

    @id:virtual-network-attach @clause:virtual-network/attach
    Example: A virtual compute that is attached to a virtual network has a port there
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      And the VDC user has created a virtual compute
      When the VDC user attaches the virtual network to the virtual compute
      Then the virtual network becomes attached to the virtual compute
      And the virtual compute is attached to the virtual network

    @id:virtual-network-attach-launched @clause:virtual-network/attach @clause:virtual-compute/create
    Example: A virtual compute can be attached to a virtual network from its launch
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      When the VDC user creates a virtual compute with:
        | virtual network | the virtual network |
      Then the virtual compute becomes active
      And the virtual network is attached to the virtual compute

    @id:virtual-network-attach-two @clause:virtual-network/attach
    Example: A virtual compute can be attached to two virtual networks
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      And the VDC user has created a virtual compute with:
        | virtual network | the virtual network |
      And the VDC user has created another virtual network with:
        | addresses | 10.43.0.0/24 |
      When the VDC user attaches the virtual network to the virtual compute
      Then the virtual network becomes attached to the virtual compute
      And the virtual compute is attached to the virtual network

    @id:virtual-network-attach-neighbours @clause:virtual-network/attach @clause:virtual-compute/create
    Example: Two virtual computes on one virtual network have addresses of their own
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      And the VDC user has created a virtual compute with:
        | virtual network | the virtual network |
      When the VDC user creates a virtual compute with:
        | virtual network | the virtual network |
      Then the virtual compute becomes active
      And the virtual compute shares no address with the other virtual compute

    @id:virtual-network-attach-empty @clause:virtual-network/attach @level:should
    Example: A virtual network without addresses cannot be attached
      Given the VDC user has created a virtual network
      And the VDC user has created a virtual compute
      When the VDC user tries to attach the virtual network to the virtual compute
      Then the request is refused as invalid
      And the virtual network is not attached to the virtual compute

    @id:virtual-network-attach-deleted @clause:virtual-network/attach @clause:virtual-network/delete @level:should
    Example: A deleted virtual network can no longer be attached
      Given the VDC user has created a virtual compute
      And the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      And the VDC user has deleted the virtual network
      When the VDC user tries to attach the virtual network to the virtual compute
      Then the request is refused as unknown or invalid

    @id:virtual-network-attach-refused @clause:virtual-network/attach @clause:tenant/isolation
    Example: A user of another tenant may not attach the virtual network
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      And the VDC user has created a virtual compute
      And the outsider can list virtual networks
      When the outsider tries to attach the virtual network to the virtual compute
      Then the request is refused as unknown or forbidden
      And the virtual network is not attached to the virtual compute

    @id:virtual-network-attach-foreign @clause:virtual-network/attach @clause:tenant/isolation
    Example: The virtual network of another tenant cannot be attached
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      And the outsider has created a virtual compute
      When the outsider tries to attach the virtual network to the virtual compute
      Then the request is refused as unknown or invalid
      And the virtual network is not attached to the virtual compute

    @id:virtual-network-attach-refused-reader @clause:virtual-network/attach @level:should
    Example: The reader may not attach the virtual network
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      And the VDC user has created a virtual compute
      And the reader can list virtual networks
      When the reader tries to attach the virtual network to the virtual compute
      Then the request is refused as forbidden
      And the virtual network is not attached to the virtual compute

    @id:virtual-network-attach-unknown @clause:virtual-network/attach @level:should
    Example: A virtual network cannot be attached to a virtual compute that does not exist
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      And the VDC user has created a virtual compute
      When the VDC user tries to attach the virtual network to a virtual compute that does not exist
      Then the request is refused as unknown
      And the virtual network is not attached to the virtual compute

    @id:virtual-network-attach-unsigned @clause:virtual-network/attach
    Scenario Outline: The <nobody> may not attach a virtual network
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      And the VDC user has created a virtual compute
      When the <nobody> tries to attach the virtual network to the virtual compute
      Then the request is refused as unauthenticated
      And the virtual network is not attached to the virtual compute

      Examples:
        | nobody           |
        | anonymous caller |
        | impostor         |

  Rule: Detach takes the port of a virtual compute away

    @id:virtual-network-detach @clause:virtual-network/detach
    Example: A virtual compute that is detached from a virtual network has no port there
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      And the VDC user has created a virtual compute
      And the VDC user has attached the virtual network to the virtual compute
      When the VDC user detaches the virtual network from the virtual compute
      Then the virtual network becomes detached from the virtual compute
      And the virtual compute is not attached to the virtual network

    @id:virtual-network-detach-refused @clause:virtual-network/detach @clause:tenant/isolation
    Example: A user of another tenant may not detach the virtual network
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      And the VDC user has created a virtual compute
      And the VDC user has attached the virtual network to the virtual compute
      And the outsider can list virtual networks
      When the outsider tries to detach the virtual network from the virtual compute
      Then the request is refused as unknown or forbidden
      And the virtual network is attached to the virtual compute

    @id:virtual-network-detach-refused-reader @clause:virtual-network/detach @level:should
    Example: The reader may not detach the virtual network
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      And the VDC user has created a virtual compute
      And the VDC user has attached the virtual network to the virtual compute
      And the reader can list virtual networks
      When the reader tries to detach the virtual network from the virtual compute
      Then the request is refused as forbidden
      And the virtual network is attached to the virtual compute

    @id:virtual-network-detach-unknown @clause:virtual-network/detach @level:should
    Example: A virtual network cannot be detached from a virtual compute that does not exist
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      And the VDC user has created a virtual compute
      And the VDC user has attached the virtual network to the virtual compute
      When the VDC user tries to detach the virtual network from a virtual compute that does not exist
      Then the request is refused as unknown
      And the virtual network is attached to the virtual compute

    @id:virtual-network-detach-unsigned @clause:virtual-network/detach
    Scenario Outline: The <nobody> may not detach a virtual network
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      And the VDC user has created a virtual compute
      And the VDC user has attached the virtual network to the virtual compute
      When the <nobody> tries to detach the virtual network from the virtual compute
      Then the request is refused as unauthenticated
      And the virtual network is attached to the virtual compute

      Examples:
        | nobody           |
        | anonymous caller |
        | impostor         |

  Rule: Delete removes a virtual network

    @id:virtual-network-delete-gone @clause:virtual-network/delete @clause:virtual-network/list
    Example: A deleted virtual network is no longer listed, its neighbour still is
      Given the VDC user has created a virtual network
      And the VDC user has created another virtual network
      When the VDC user deletes the virtual network
      Then the VDC user does not find the virtual network listed
      And the VDC user finds the other virtual network listed

    @id:virtual-network-delete-addresses @clause:virtual-network/delete
    Example: A virtual network that has addresses can be deleted
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      When the VDC user deletes the virtual network
      Then the VDC user does not find the virtual network listed

    @id:virtual-network-delete-again @clause:virtual-network/delete @level:should
    Example: A virtual network that is gone cannot be deleted again
      Given the VDC user has created a virtual network
      And the VDC user has deleted the virtual network
      When the VDC user tries to delete the virtual network
      Then the request is refused as unknown

    @id:virtual-network-delete-used @clause:virtual-network/delete @level:should
    Example: A virtual network with a port cannot be deleted
      Given the VDC administrator has created a security group
      And the VDC user has created a virtual network with:
        | addresses         | 10.42.0.0/24       |
        | port protected by | the security group |
      When the VDC user tries to delete the virtual network
      Then the request is refused as conflicting
      And the VDC user finds the virtual network listed

    @id:virtual-network-delete-attached @clause:virtual-network/delete @level:should
    Example: A virtual network that a virtual compute is attached to cannot be deleted
      Given the VDC user has created a virtual network with:
        | addresses | 10.42.0.0/24 |
      And the VDC user has created a virtual compute with:
        | virtual network | the virtual network |
      When the VDC user tries to delete the virtual network
      Then the request is refused as conflicting
      And the virtual network is attached to the virtual compute

  Rule: Only a user with a role in the tenant deletes a virtual network

    @id:virtual-network-delete-refused @clause:virtual-network/delete/authorization @clause:tenant/isolation
    Example: A user of another tenant may not delete the virtual network
      Given the VDC user has created a virtual network
      And the outsider can list virtual networks
      When the outsider tries to delete the virtual network
      Then the request is refused as unknown or forbidden
      And the VDC user finds the virtual network listed

    @id:virtual-network-delete-refused-public @clause:virtual-network/delete/authorization
    Example: A VDC user may not delete a virtual network of all tenants
      Given the cloud zone administrator has created a virtual network with:
        | visibility | public |
      And the VDC user can list virtual networks
      When the VDC user tries to delete the virtual network
      Then the request is refused as forbidden
      And the VDC user finds the virtual network listed

    @id:virtual-network-delete-refused-reader @clause:virtual-network/delete/authorization @level:should
    Example: The reader may not delete a virtual network
      Given the VDC user has created a virtual network
      And the reader can list virtual networks
      When the reader tries to delete the virtual network
      Then the request is refused as forbidden
      And the VDC user finds the virtual network listed
