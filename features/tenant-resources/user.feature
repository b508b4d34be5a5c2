@interface:or-vi @interface:vi-vnfm
Feature: User
  A user signs in and works in the tenants in which it was given a role. Table
  6-2 marks four operations on it: create, list, detach and delete, and lets
  only administrators of the virtual data centre create and delete users. A user
  is detached from a tenant by taking its roles there away.

  Rule: Create adds a user who can sign in

    @id:user-create-vdc @clause:user/create @clause:user/list @clause:user/create/authorization
    Example: The VDC administrator creates a user, and finds it listed as it was asked for
      When the VDC administrator creates a user with:
        | description | operates the mail servers |
      Then the VDC administrator finds the user listed with those attributes
      And the cloud zone administrator finds the user listed with those attributes

    @id:user-create-cloud @clause:user/create @clause:user/list @clause:user/create/authorization
    Example: The cloud zone administrator creates a user for the VDC
      When the cloud zone administrator creates a user
      Then the cloud zone administrator finds the user listed
      And the VDC administrator finds the user listed

    @id:user-create-answer @clause:user/create
    Example: The answer to a creation tells what was asked for
      When the cloud zone administrator creates a user with:
        | description | works at night |
        | enabled     | yes            |
      Then the user has those attributes

    @id:user-create-sign-in @clause:user/create
    Example: A new user can sign in
      When the VDC administrator creates a user
      Then the user can sign in

    @id:user-create-password @clause:user/create
    Example: Nobody signs in with another password than the user's
      Given the cloud zone administrator has created a user
      And the user can sign in
      When the user tries to sign in with another password
      Then the request is refused as unauthenticated

    @id:user-create-disabled @clause:user/create
    Example: A user who is not enabled cannot sign in
      When the cloud zone administrator creates a user with:
        | enabled | no |
      Then the user has those attributes
      And the cloud zone administrator finds the user listed with those attributes
      And the user cannot sign in

    @id:user-create-without-tenant @clause:user/create @clause:tenant/isolation
    Example: A new user acts in no tenant until a role is given to it
      Given the cloud zone administrator has created a tenant
      When the cloud zone administrator creates a user
      Then the user can sign in
      And the user cannot act in the tenant

    @id:user-create-assigned @clause:user/create @clause:tenant/create
    Example: A user acts in the tenant to which it is assigned
      Given the cloud zone administrator has created a tenant
      And the VDC administrator has created a user
      When the VDC administrator assigns the user to the tenant
      Then the user can act in the tenant
      And the user is attached to the tenant

    @id:user-create-other-tenant @clause:user/create @clause:tenant/isolation
    Example: A user acts in no other tenant than the one to which it is assigned
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created another tenant
      And the cloud zone administrator has created a user
      When the cloud zone administrator assigns the user to the tenant
      Then the user can act in the tenant
      And the user cannot act in the other tenant
      And the user is attached to the tenant

  Rule: Create refuses what is not a user

    @id:user-create-duplicate @clause:user/create @level:should
    Example: A second user of the same name is refused
      Given the cloud zone administrator has created a user
      When the cloud zone administrator tries to create a user of the same name
      Then the request is refused as duplicate
      And the cloud zone administrator finds one user of that name

    @id:user-create-invalid @clause:user/create @level:should
    Scenario Outline: A user with <attribute> "<value>" is refused
      Given the cloud zone administrator has created a user
      When the cloud zone administrator tries to create a user with:
        | <attribute> | <value> |
      Then the request is refused as invalid
      And no user was added

      Examples:
        | attribute | value       |
        | name      |             |
        | name      | 3 spaces    |
        | name      | 256 letters |
        | enabled   | perhaps     |

    @id:user-create-nowhere @clause:user/create @level:should
    Example: A user of a VDC that does not exist is refused
      Given the cloud zone administrator has created a user
      When the cloud zone administrator tries to create a user with:
        | VDC | nowhere |
      Then the request is refused as invalid or unknown
      And no user was added

  Rule: Only administrators create users

    @id:user-create-refused @clause:user/create/authorization
    Scenario Outline: The <role> may not create a user
      Given the cloud zone administrator has created a user
      And the <role> can list flavours
      When the <role> tries to create a user
      Then the request is refused as forbidden
      And no user was added

      Examples:
        | role     |
        | VDC user |
        | outsider |

    @id:user-create-refused-reader @clause:user/create/authorization @level:should
    Example: The reader may not create a user
      Given the cloud zone administrator has created a user
      And the reader can list flavours
      When the reader tries to create a user
      Then the request is refused as forbidden
      And no user was added

    @id:user-create-refused-vdc-administrator @clause:user/create/authorization @level:should
    Example: The VDC administrator may not create a user of another VDC
      Given the VDC administrator has created a user
      When the VDC administrator tries to create a user with:
        | VDC | another |
      Then the request is refused as forbidden
      And no user was added

  Rule: List shows an administrator the users of its virtual data centre

    @id:user-list-many @clause:user/list
    Scenario Outline: A list forgets none of several users of the VDC, read by the <administrator>
      Given the VDC administrator has created a user
      And the cloud zone administrator has created another user
      And the VDC administrator has created another user
      When the <administrator> lists users
      Then the list holds all of these users once

      Examples:
        | administrator            |
        | cloud zone administrator |
        | VDC administrator        |

    @id:user-list-other-vdc @clause:user/list @clause:tenant/isolation
    Example: The users of another VDC are hidden from the VDC administrator
      Given the VDC administrator has created a user
      When the cloud zone administrator creates a user with:
        | VDC | another |
      Then the VDC administrator does not find the user listed
      And the VDC administrator finds the other user listed
      And the cloud zone administrator finds the user listed

    @id:user-list-refused @clause:user/list @clause:tenant/isolation @level:should
    Scenario Outline: The users of the VDC are hidden from the <role>
      Given the VDC administrator can list users
      And the <role> can list flavours
      When the <role> tries to list users
      Then the request is refused as forbidden

      Examples:
        | role     |
        | VDC user |
        | outsider |
        | reader   |

  Rule: Detach takes a user out of a tenant

    @id:user-detach-out @clause:user/detach
    Scenario Outline: A user whom the <administrator> detaches can no longer act in the tenant
      Given the cloud zone administrator has created a tenant
      And the VDC administrator has created a user
      And the <administrator> has assigned the user to the tenant
      And the user can act in the tenant
      When the <administrator> detaches the user from the tenant
      Then the user can no longer act in the tenant
      And the user is not attached to the tenant

      Examples:
        | administrator            |
        | cloud zone administrator |
        | VDC administrator        |

    @id:user-detach-every-role @clause:user/detach
    Example: Detaching takes every role in the tenant away
      Given the cloud zone administrator has created a role
      And the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the cloud zone administrator has given the role to the user in the tenant
      And the user can act in the tenant
      When the cloud zone administrator detaches the user from the tenant
      Then the user does not hold the role in the tenant
      And the user can no longer act in the tenant

    @id:user-detach-one-tenant @clause:user/detach
    Example: A user who is detached from one tenant stays in another
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created another tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the cloud zone administrator has assigned the user to the other tenant
      And the user can act in the tenant
      When the cloud zone administrator detaches the user from the tenant
      Then the user can no longer act in the tenant
      And the user can act in the other tenant

    @id:user-detach-one-user @clause:user/detach
    Example: The neighbour of a user who is detached stays in the tenant
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has created another user
      And the cloud zone administrator has assigned the user to the tenant
      And the cloud zone administrator has assigned the other user to the tenant
      And the user can act in the tenant
      When the cloud zone administrator detaches the user from the tenant
      Then the user can no longer act in the tenant
      And the other user can act in the tenant

    @id:user-detach-stays-a-user @clause:user/detach @clause:user/list
    Example: A user who is detached from its only tenant is still a user
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      When the cloud zone administrator detaches the user from the tenant
      Then the cloud zone administrator finds the user listed
      And the user can sign in
      And the user cannot act in the tenant

    @id:user-detach-assign-again @clause:user/detach
    Example: A user who was detached can be assigned again
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the cloud zone administrator has detached the user from the tenant
      When the cloud zone administrator assigns the user to the tenant
      Then the user can act in the tenant

    @id:user-detach-again @clause:user/detach @level:should
    Example: A user who is detached already cannot be detached again
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the cloud zone administrator has detached the user from the tenant
      When the cloud zone administrator tries to detach the user from the tenant
      Then the request is refused as unknown

    @id:user-detach-unknown @clause:user/detach @level:should
    Example: A user cannot be detached from a tenant that does not exist
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      When the cloud zone administrator tries to detach the user from a tenant that does not exist
      Then the request is refused as unknown
      And the user can act in the tenant

    @id:user-detach-refused @clause:user/detach
    Scenario Outline: The <role> may not detach a user
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the <role> can list flavours
      When the <role> tries to detach the user from the tenant
      Then the request is refused as forbidden
      And the user can act in the tenant

      Examples:
        | role     |
        | VDC user |
        | outsider |

    @id:user-detach-refused-reader @clause:user/detach @level:should
    Example: The reader may not detach a user
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the reader can list flavours
      When the reader tries to detach the user from the tenant
      Then the request is refused as forbidden
      And the user can act in the tenant

    @id:user-detach-refused-vdc-administrator @clause:user/detach @clause:tenant/isolation @level:should
    Example: The VDC administrator may not detach a user from a tenant of another VDC
      Given the cloud zone administrator has created a tenant with:
        | VDC | another |
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the VDC administrator can list users
      When the VDC administrator tries to detach the user from the tenant
      Then the request is refused as forbidden
      And the user can act in the tenant

    @id:user-detach-unauthenticated @clause:user/detach
    Scenario Outline: The <nobody> may not detach a user
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      When the <nobody> tries to detach the user from the tenant
      Then the request is refused as unauthenticated
      And the user can act in the tenant

      Examples:
        | nobody           |
        | anonymous caller |
        | impostor         |

  Rule: Delete removes a user, who can no longer sign in

    @id:user-delete-gone @clause:user/delete @clause:user/list
    Example: A deleted user is no longer listed, its neighbour still is
      Given the cloud zone administrator has created a user
      And the cloud zone administrator has created another user
      When the cloud zone administrator deletes the user
      Then the cloud zone administrator does not find the user listed
      And the VDC administrator does not find the user listed
      And the cloud zone administrator finds the other user listed
      And the other user can sign in

    @id:user-delete-vdc @clause:user/delete @clause:user/delete/authorization
    Example: The VDC administrator deletes a user of the VDC
      Given the VDC administrator has created a user
      When the VDC administrator deletes the user
      Then the VDC administrator does not find the user listed
      And the user cannot sign in

    @id:user-delete-sign-in @clause:user/delete
    Example: A deleted user can no longer sign in
      Given the cloud zone administrator has created a user
      And the user can sign in
      When the cloud zone administrator deletes the user
      Then the user can no longer sign in

    @id:user-delete-act @clause:user/delete
    Example: A deleted user can no longer act in its tenant
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the user can act in the tenant
      When the cloud zone administrator deletes the user
      Then the user can no longer act in the tenant
      And the cloud zone administrator finds the tenant listed

    @id:user-delete-again @clause:user/delete @level:should
    Example: A user who is gone cannot be deleted again
      Given the cloud zone administrator has created a user
      And the cloud zone administrator has deleted the user
      When the cloud zone administrator tries to delete the user
      Then the request is refused as unknown

    @id:user-delete-name-free @clause:user/delete @clause:user/create
    Example: The name of a deleted user can be given again
      Given the cloud zone administrator has created a user
      And the cloud zone administrator has deleted the user
      When the cloud zone administrator creates a user of the same name
      Then the cloud zone administrator finds one user of that name
      And the user can sign in

    @id:user-delete-successor @clause:user/delete @clause:tenant/isolation
    Example: Who is given the name of a deleted user does not inherit its tenant
      Given the cloud zone administrator has created a tenant
      And the cloud zone administrator has created a user
      And the cloud zone administrator has assigned the user to the tenant
      And the cloud zone administrator has deleted the user
      When the cloud zone administrator creates a user of the same name
      Then the user cannot act in the tenant

  Rule: Only administrators delete users

    @id:user-delete-refused @clause:user/delete/authorization
    Scenario Outline: The <role> may not delete a user
      Given the cloud zone administrator has created a user
      And the <role> can list flavours
      When the <role> tries to delete the user
      Then the request is refused as forbidden
      And the cloud zone administrator finds the user listed
      And the user can sign in

      Examples:
        | role     |
        | VDC user |
        | outsider |

    @id:user-delete-refused-reader @clause:user/delete/authorization @level:should
    Example: The reader may not delete a user
      Given the cloud zone administrator has created a user
      And the reader can list flavours
      When the reader tries to delete the user
      Then the request is refused as forbidden
      And the cloud zone administrator finds the user listed

    @id:user-delete-refused-vdc-administrator @clause:user/delete/authorization @clause:tenant/isolation @level:should
    Example: The VDC administrator may not delete a user of another VDC
      Given the cloud zone administrator has created a user with:
        | VDC | another |
      And the VDC administrator can list users
      When the VDC administrator tries to delete the user
      Then the request is refused as forbidden
      And the cloud zone administrator finds the user listed
