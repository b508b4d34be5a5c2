@interface:or-vi @interface:vi-vnfm
Feature: Tenant
  A tenant is the slice of a cloud zone that is dedicated to a workload. Table
  6-2 marks four operations on it: create, list, detach and delete, and lets
  only administrators of the cloud zone create and delete tenants. A tenant is
  detached from a user by taking the roles of that user in it away.

  Rule: Create adds a tenant that can have users

    @id:tenant-create-listed @clause:tenant/create @clause:tenant/list @clause:tenant/create/authorization
    Example: A new tenant is listed as it was asked for
      When the cloud zone administrator creates a tenant with:
        | description | runs the packet core |
      Then the cloud zone administrator finds the tenant listed with those attributes

    @id:tenant-create-answer @clause:tenant/create
    Example: The answer to a creation tells what was asked for
      When the cloud zone administrator creates a tenant with:
        | description | runs the packet core |
        | enabled     | yes                  |
      Then the tenant has those attributes

    @id:tenant-create-users @clause:tenant/create
    Example: Users act in a new tenant once they are assigned to it
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      When the cloud zone administrator assigns the user to the tenant
      Then the user can act in the tenant
      And the tenant is attached to the user

    @id:tenant-create-empty @clause:tenant/create @clause:tenant/isolation
    Example: A new tenant can be entered by nobody who has no role in it
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      When the cloud zone administrator creates a tenant
      Then the user can act in the other tenant
      And the user cannot act in the tenant
      And the tenant is not attached to the user

    @id:tenant-create-disabled @clause:tenant/create
    Example: A tenant that is not enabled is shown so
      When the cloud zone administrator creates a tenant with:
        | enabled | no |
      Then the tenant has those attributes
      And the cloud zone administrator finds the tenant listed with those attributes

    @id:tenant-create-disabled-closed @clause:tenant/create
    Example: A tenant that is not enabled can be entered by nobody
      Given the cloud zone administrator has created a tenant with:
        | enabled | no |
      And the cloud zone administrator has created a user
      When the cloud zone administrator assigns the user to the tenant
      Then the user can sign in
      And the user cannot act in the tenant

  Rule: Create refuses what is not a tenant

    @id:tenant-create-duplicate @clause:tenant/create @level:should
    Example: A second tenant of the same name is refused
      Given the cloud zone administrator has created a tenant
      When the cloud zone administrator tries to create a tenant of the same name
      Then the request is refused as duplicate
      And the cloud zone administrator finds one tenant of that name

    @id:tenant-create-invalid @clause:tenant/create @level:should
    Scenario Outline: A tenant with <attribute> "<value>" is refused
      Given the cloud zone administrator has created a tenant
      When the cloud zone administrator tries to create a tenant with:
        | <attribute> | <value> |
      Then the request is refused as invalid
      And no tenant was added

      Examples:
        | attribute | value      |
        | name      |            |
        | name      | 3 spaces   |
        | name      | 65 letters |
        | enabled   | perhaps    |

    @id:tenant-create-nowhere @clause:tenant/create @level:should
    Example: A tenant of a VDC that does not exist is refused
      Given the cloud zone administrator has created a tenant
      When the cloud zone administrator tries to create a tenant with:
        | VDC | nowhere |
      Then the request is refused as invalid or unknown
      And no tenant was added

  Rule: Only administrators create tenants

    @id:tenant-create-refused @clause:tenant/create/authorization
    Scenario Outline: The <role> may not create a tenant
      Given the cloud zone administrator has created a tenant
      And the <role> can list flavours
      When the <role> tries to create a tenant
      Then the request is refused as forbidden
      And no tenant was added

      Examples:
        | role     |
        | VDC user |
        | outsider |

    @id:tenant-create-refused-reader @clause:tenant/create/authorization @level:should
    Example: The reader may not create a tenant
      Given the cloud zone administrator has created a tenant
      And the reader can list flavours
      When the reader tries to create a tenant
      Then the request is refused as forbidden
      And no tenant was added

    @id:tenant-create-refused-vdc-administrator @clause:tenant/create/authorization @level:should
    Example: The VDC administrator may not create a tenant of another VDC
      Given the VDC administrator can list tenants
      When the VDC administrator tries to create a tenant with:
        | VDC | another |
      Then the request is refused as forbidden
      And no tenant was added

  Rule: List shows the cloud zone administrator every tenant

    @id:tenant-list-many @clause:tenant/list
    Example: A list forgets none of several tenants, whatever their VDC
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created another tenant with:
        | VDC | another |
      And the cloud zone administrator has created another tenant
      When the cloud zone administrator lists tenants
      Then the list holds all of these tenants once

    @id:tenant-list-vdc @clause:tenant/list @level:should
    Example: The VDC administrator finds the tenants of the VDC
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created another tenant
      When the VDC administrator lists tenants
      Then the list holds all of these tenants once

    @id:tenant-list-other-vdc @clause:tenant/list @clause:tenant/isolation
    Example: The tenants of another VDC are hidden from the VDC administrator
      Given the cloud zone administrator has created a tenant
      When the cloud zone administrator creates a tenant with:
        | VDC | another |
      Then the VDC administrator finds the other tenant listed
      And the VDC administrator does not find the tenant listed
      And the cloud zone administrator finds the tenant listed

    @id:tenant-list-refused @clause:tenant/list @clause:tenant/isolation @level:should
    Scenario Outline: The tenants of the cloud zone are hidden from the <role>
      Given the cloud zone administrator has created a tenant
      And the <role> can list flavours
      When the <role> tries to list tenants
      Then the request is refused as forbidden

      Examples:
        | role     |
        | VDC user |
        | outsider |
        | reader   |

  Rule: Detach takes a tenant from its users

    @id:tenant-detach-all @clause:tenant/detach
    Example: A tenant that is detached from all its users can be entered by none of them
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has created another user
      And the cloud zone administrator has assigned the user to the tenant
      And the cloud zone administrator has assigned the other user to the tenant
      And the user can act in the tenant
      And the other user can act in the tenant
      When the cloud zone administrator detaches the tenant from all its users
      Then the user can no longer act in the tenant
      And the other user can no longer act in the tenant
      And the tenant is not attached to the user

    @id:tenant-detach-vdc @clause:tenant/detach @level:should
    Example: The VDC administrator detaches a tenant of the VDC from all its users
      Given the cloud zone administrator has created a tenant
      And the VDC administrator has created a user
      And the VDC administrator has assigned the user to the tenant
      And the user can act in the tenant
      When the VDC administrator detaches the tenant from all its users
      Then the user can no longer act in the tenant
      And the tenant is not attached to the user

    @id:tenant-detach-one-user @clause:tenant/detach
    Example: A tenant that is detached from one user keeps the others
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has created another user
      And the cloud zone administrator has assigned the user to the tenant
      And the cloud zone administrator has assigned the other user to the tenant
      And the user can act in the tenant
      When the cloud zone administrator detaches the tenant from the user
      Then the user can no longer act in the tenant
      And the other user can act in the tenant

    @id:tenant-detach-every-role @clause:tenant/detach
    Example: Detaching a tenant takes every role of its users away
      Given the cloud zone administrator has created a role
      And the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the cloud zone administrator has given the role to the user in the tenant
      And the user can act in the tenant
      When the cloud zone administrator detaches the tenant from all its users
      Then the user does not hold the role in the tenant
      And the user can no longer act in the tenant

    @id:tenant-detach-neighbour @clause:tenant/detach
    Example: The neighbour of a tenant that is detached keeps its users
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created another tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the cloud zone administrator has assigned the user to the other tenant
      And the user can act in the tenant
      When the cloud zone administrator detaches the tenant from all its users
      Then the user can no longer act in the tenant
      And the user can act in the other tenant

    @id:tenant-detach-stays @clause:tenant/detach @clause:tenant/list
    Example: A tenant without users is still a tenant, and can have users again
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the cloud zone administrator has detached the tenant from the user
      When the cloud zone administrator assigns the user to the tenant
      Then the cloud zone administrator finds the tenant listed
      And the user can act in the tenant

    @id:tenant-detach-again @clause:tenant/detach @level:should
    Example: A tenant that is detached already cannot be detached again
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the cloud zone administrator has detached the tenant from the user
      When the cloud zone administrator tries to detach the tenant from the user
      Then the request is refused as unknown

    @id:tenant-detach-unknown @clause:tenant/detach @level:should
    Example: A tenant cannot be detached from a user who does not exist
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      When the cloud zone administrator tries to detach the tenant from a user that does not exist
      Then the request is refused as unknown
      And the user can act in the tenant

    @id:tenant-detach-refused @clause:tenant/detach
    Scenario Outline: The <role> may not detach a tenant
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the <role> can list flavours
      When the <role> tries to detach the tenant from the user
      Then the request is refused as forbidden
      And the user can act in the tenant

      Examples:
        | role     |
        | VDC user |
        | outsider |

    @id:tenant-detach-refused-reader @clause:tenant/detach @level:should
    Example: The reader may not detach a tenant
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the reader can list flavours
      When the reader tries to detach the tenant from the user
      Then the request is refused as forbidden
      And the user can act in the tenant

    @id:tenant-detach-unauthenticated @clause:tenant/detach
    Scenario Outline: The <nobody> may not detach a tenant
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      When the <nobody> tries to detach the tenant from the user
      Then the request is refused as unauthenticated
      And the user can act in the tenant

      Examples:
        | nobody           |
        | anonymous caller |
        | impostor         |

  Rule: Delete removes a tenant, which can no longer be entered

    @id:tenant-delete-gone @clause:tenant/delete @clause:tenant/list
    Example: A deleted tenant is no longer listed, its neighbour still is
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created another tenant
      When the cloud zone administrator deletes the tenant
      Then the cloud zone administrator does not find the tenant listed
      And the cloud zone administrator finds the other tenant listed

    @id:tenant-delete-act @clause:tenant/delete
    Example: A deleted tenant can no longer be entered by its users, who remain
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the user can act in the tenant
      When the cloud zone administrator deletes the tenant
      Then the user can no longer act in the tenant
      And the cloud zone administrator finds the user listed
      And the user can sign in

    @id:tenant-delete-neighbour @clause:tenant/delete
    Example: The users of a deleted tenant stay in their other tenants
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created another tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the cloud zone administrator has assigned the user to the other tenant
      When the cloud zone administrator deletes the tenant
      Then the user can act in the other tenant
      And the user cannot act in the tenant

    @id:tenant-delete-again @clause:tenant/delete @level:should
    Example: A tenant that is gone cannot be deleted again
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has deleted the tenant
      When the cloud zone administrator tries to delete the tenant
      Then the request is refused as unknown

    @id:tenant-delete-name-free @clause:tenant/delete @clause:tenant/create
    Example: The name of a deleted tenant can be given again
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has deleted the tenant
      When the cloud zone administrator creates a tenant of the same name
      Then the cloud zone administrator finds one tenant of that name

    @id:tenant-delete-successor @clause:tenant/delete @clause:tenant/isolation
    Example: A tenant with the name of a deleted one does not inherit its users
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the cloud zone administrator has deleted the tenant
      When the cloud zone administrator creates a tenant of the same name
      Then the user cannot act in the tenant
      And the tenant is not attached to the user

  Rule: Only administrators delete tenants

    @id:tenant-delete-refused @clause:tenant/delete/authorization
    Scenario Outline: The <role> may not delete a tenant
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the <role> can list flavours
      When the <role> tries to delete the tenant
      Then the request is refused as forbidden
      And the cloud zone administrator finds the tenant listed
      And the user can act in the tenant

      Examples:
        | role     |
        | VDC user |
        | outsider |

    @id:tenant-delete-refused-reader @clause:tenant/delete/authorization @level:should
    Example: The reader may not delete a tenant
      Given the cloud zone administrator has created a tenant
      And the reader can list flavours
      When the reader tries to delete the tenant
      Then the request is refused as forbidden
      And the cloud zone administrator finds the tenant listed

    @id:tenant-delete-refused-vdc-administrator @clause:tenant/delete/authorization @clause:tenant/isolation @level:should
    Example: The VDC administrator may not delete a tenant of another VDC
      Given the cloud zone administrator has created a tenant with:
        | VDC | another |
      And the VDC administrator can list tenants
      When the VDC administrator tries to delete the tenant
      Then the request is refused as forbidden
      And the cloud zone administrator finds the tenant listed
