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

    @id:virtual-network-create-over-quota @clause:tenant/quota
    Example: Beyond the quota of its tenant no virtual network is created
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

    @id:virtual-network-create-anonymous @clause:virtual-network/create/authorization
    Example: An anonymous caller may not create a virtual network
      Given the VDC user has created a virtual network
      When the anonymous caller tries to create a virtual network
      Then the request is refused as unauthenticated
      And no virtual network was added

    @id:virtual-network-create-impostor @clause:virtual-network/create/authorization
    Example: Whoever shows a forged token may not create a virtual network
      Given the VDC user has created a virtual network
      When the impostor tries to create a virtual network
      Then the request is refused as unauthenticated
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
      When the VDC user creates a virtual network
      Then the VDC user finds the virtual network listed
      And the outsider does not find the virtual network listed

    @id:virtual-network-list-public @clause:virtual-network/list
    Example: A virtual network for all tenants is seen by each of them
      When the cloud zone administrator creates a virtual network with:
        | visibility | public |
      Then the VDC user finds the virtual network listed with those attributes
      And the outsider finds the virtual network listed with those attributes

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
