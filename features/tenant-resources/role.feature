@interface:or-vi @interface:vi-vnfm
Feature: Role
  A role is what lets a user work in a tenant; roles are mapped to the users in
  scope. Table 6-2 marks three operations on it: create, list and delete, and
  reserves them to authorised administrators.

  Rule: Create adds a role that can be given to users

    @id:role-create-listed @clause:role/create @clause:role/list @clause:role/create/authorization
    Example: A new role is listed as it was asked for
      When the cloud zone administrator creates a role with:
        | description | watches the alarms |
      Then the cloud zone administrator finds the role listed with those attributes

    @id:role-create-answer @clause:role/create
    Example: The answer to a creation tells what was asked for
      When the cloud zone administrator creates a role with:
        | description | watches the alarms |
      Then the role has those attributes

    @id:role-create-given @clause:role/create
    Example: A new role can be given to a user, who then acts in the tenant
      Given the cloud zone administrator has created a role
      And the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      When the cloud zone administrator gives the role to the user in the tenant
      Then the user holds the role in the tenant
      And the user can act in the tenant

    @id:role-create-given-once @clause:role/create @clause:tenant/isolation
    Example: A role is held where it was given, and by whom it was given to
      Given the cloud zone administrator has created a role
      And the cloud zone administrator has created a tenant
      And the cloud zone administrator has created another tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has created another user
      When the cloud zone administrator gives the role to the user in the tenant
      Then the user holds the role in the tenant
      And the user does not hold the role in the other tenant
      And the other user does not hold the role in the tenant
      And the other user cannot act in the tenant

    @id:role-create-one-of-two @clause:role/create
    Example: Of two roles the user holds the one that was given
      Given the cloud zone administrator has created a role
      And the cloud zone administrator has created another role
      And the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      When the cloud zone administrator gives the role to the user in the tenant
      Then the user holds the role in the tenant
      And the user does not hold the other role in the tenant

    @id:role-create-held-by-nobody @clause:role/create
    Example: A new role is held by nobody
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      When the cloud zone administrator creates a role
      Then the user does not hold the role in the tenant

  Rule: Create refuses what is not a role

    @id:role-create-duplicate @clause:role/create @level:should
    Example: A second role of the same name is refused
      Given the cloud zone administrator has created a role
      When the cloud zone administrator tries to create a role of the same name
      Then the request is refused as duplicate
      And the cloud zone administrator finds one role of that name

    @id:role-create-invalid @clause:role/create @level:should
    Scenario Outline: A role with name "<value>" is refused
      Given the cloud zone administrator has created a role
      When the cloud zone administrator tries to create a role with:
        | name | <value> |
      Then the request is refused as invalid
      And no role was added

      Examples:
        | value       |
        |             |
        | 3 spaces    |
        | 256 letters |

  Rule: Only authorised administrators create roles and give them to users

    @id:role-create-refused @clause:role/create/authorization
    Scenario Outline: The <role> may not create a role
      Given the cloud zone administrator has created a role
      And the <role> can list flavours
      When the <role> tries to create a role
      Then the request is refused as forbidden
      And no role was added

      Examples:
        | role     |
        | VDC user |
        | outsider |

    @id:role-create-refused-reader @clause:role/create/authorization @level:should
    Example: The reader may not create a role
      Given the cloud zone administrator has created a role
      And the reader can list flavours
      When the reader tries to create a role
      Then the request is refused as forbidden
      And no role was added

    @id:role-create-refused-vdc-administrator @clause:role/create/authorization @level:should
    Example: The VDC administrator may not create a role for the whole cloud zone
      Given the VDC administrator can list roles
      When the VDC administrator tries to create a role
      Then the request is refused as forbidden
      And no role was added

    @id:role-give-refused @clause:role/create
    Scenario Outline: The <role> may not give a role to a user
      Given the cloud zone administrator has created a role
      And the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the <role> can list flavours
      When the <role> tries to give the role to the user in the tenant
      Then the request is refused as forbidden
      And the user does not hold the role in the tenant
      And the user cannot act in the tenant

      Examples:
        | role     |
        | VDC user |
        | outsider |
        | reader   |

    @id:role-give-refused-vdc-administrator @clause:role/create @level:should
    Example: The VDC administrator may not give a role whose privileges are the cloud zone's
      Given the cloud zone administrator has created a role
      And the cloud zone administrator has created a tenant
      And the VDC administrator has created a user
      When the VDC administrator tries to give the role to the user in the tenant
      Then the request is refused as forbidden
      And the user does not hold the role in the tenant

    @id:role-give-unauthenticated @clause:role/create
    Scenario Outline: The <nobody> may not give a role to a user
      Given the cloud zone administrator has created a role
      And the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      When the <nobody> tries to give the role to the user in the tenant
      Then the request is refused as unauthenticated
      And the user does not hold the role in the tenant

      Examples:
        | nobody           |
        | anonymous caller |
        | impostor         |

    @id:role-give-unknown @clause:role/create @level:should
    Example: A role that does not exist cannot be given to a user
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      When the cloud zone administrator tries to give a role that does not exist to the user in the tenant
      Then the request is refused as unknown
      And the user cannot act in the tenant

  Rule: List shows an administrator the roles that can be given

    @id:role-list-many @clause:role/list
    Example: A list forgets none of several roles
      Given the cloud zone administrator has created a role
      And the cloud zone administrator has created another role
      And the cloud zone administrator has created another role
      When the cloud zone administrator lists roles
      Then the list holds all of these roles once

    @id:role-list-vdc @clause:role/list @level:should
    Example: The VDC administrator finds the roles of the cloud zone
      Given the cloud zone administrator has created a role
      When the VDC administrator lists roles
      Then the list holds the role

    @id:role-list-refused @clause:role/list @level:should
    Scenario Outline: The <role> may not list roles
      Given the cloud zone administrator has created a role
      And the <role> can list flavours
      When the <role> tries to list roles
      Then the request is refused as forbidden

      Examples:
        | role     |
        | VDC user |
        | outsider |
        | reader   |

  Rule: Delete removes a role, which nobody holds any more

    @id:role-delete-gone @clause:role/delete @clause:role/list
    Example: A deleted role is no longer listed, its neighbour still is
      Given the cloud zone administrator has created a role
      And the cloud zone administrator has created another role
      When the cloud zone administrator deletes the role
      Then the cloud zone administrator does not find the role listed
      And the cloud zone administrator finds the other role listed

    @id:role-delete-holder @clause:role/delete
    Example: Who held nothing but a deleted role can no longer act in the tenant
      Given the cloud zone administrator has created a role
      And the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has given the role to the user in the tenant
      And the user can act in the tenant
      When the cloud zone administrator deletes the role
      Then the user can no longer act in the tenant
      And the user does not hold the role in the tenant
      And the cloud zone administrator finds the user listed

    @id:role-delete-other-role @clause:role/delete
    Example: Who held another role beside a deleted one goes on acting in the tenant
      Given the cloud zone administrator has created a role
      And the cloud zone administrator has created another role
      And the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has given the role to the user in the tenant
      And the cloud zone administrator has given the other role to the user in the tenant
      When the cloud zone administrator deletes the role
      Then the user holds the other role in the tenant
      And the user does not hold the role in the tenant
      And the user can act in the tenant

    @id:role-delete-again @clause:role/delete @level:should
    Example: A role that is gone cannot be deleted again
      Given the cloud zone administrator has created a role
      And the cloud zone administrator has deleted the role
      When the cloud zone administrator tries to delete the role
      Then the request is refused as unknown

    @id:role-delete-name-free @clause:role/delete @clause:role/create
    Example: The name of a deleted role can be given again
      Given the cloud zone administrator has created a role
      And the cloud zone administrator has deleted the role
      When the cloud zone administrator creates a role of the same name
      Then the cloud zone administrator finds one role of that name

    @id:role-delete-successor @clause:role/delete @clause:role/create
    Example: A role with the name of a deleted one is held by nobody
      Given the cloud zone administrator has created a role
      And the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has given the role to the user in the tenant
      And the cloud zone administrator has deleted the role
      When the cloud zone administrator creates a role of the same name
      Then the user does not hold the role in the tenant
      And the user cannot act in the tenant

  Rule: Only authorised administrators delete roles

    @id:role-delete-refused @clause:role/delete/authorization
    Scenario Outline: The <role> may not delete a role
      Given the cloud zone administrator has created a role
      And the <role> can list flavours
      When the <role> tries to delete the role
      Then the request is refused as forbidden
      And the cloud zone administrator finds the role listed

      Examples:
        | role     |
        | VDC user |
        | outsider |

    @id:role-delete-refused-reader @clause:role/delete/authorization @level:should
    Example: The reader may not delete a role
      Given the cloud zone administrator has created a role
      And the reader can list flavours
      When the reader tries to delete the role
      Then the request is refused as forbidden
      And the cloud zone administrator finds the role listed

    @id:role-delete-refused-vdc-administrator @clause:role/delete/authorization @level:should
    Example: The VDC administrator may not delete a role of the whole cloud zone
      Given the cloud zone administrator has created a role
      And the VDC administrator can list roles
      When the VDC administrator tries to delete the role
      Then the request is refused as forbidden
      And the cloud zone administrator finds the role listed
