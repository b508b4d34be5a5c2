@interface:or-vi @interface:vi-vnfm
Feature: Flavour
  A flavour fixes the compute, memory and local storage capacity of a virtual
  compute before it is launched. Table 6-2 marks three operations on it:
  create, list and delete.

  Rule: Create adds a flavour that tenants can list

    @id:flavour-create-listed @clause:flavour/create @clause:flavour/list
    Example: A new flavour is listed with the capacity it was given
      When the cloud zone administrator creates a flavour with:
        | vCPUs         | 2      |
        | memory        | 4 GiB  |
        | local storage | 20 GiB |
      Then the VDC user finds the flavour listed with those attributes
      And the outsider finds the flavour listed with those attributes

    @id:flavour-create-answer @clause:flavour/create
    Example: The answer to a creation tells the capacity that was asked for
      When the cloud zone administrator creates a flavour with:
        | vCPUs         | 1       |
        | memory        | 512 MiB |
        | local storage | 0 GiB   |
      Then the flavour has those attributes

  Rule: Create refuses what is not a flavour

    @id:flavour-create-duplicate @clause:flavour/create @level:should
    Example: A second flavour of the same name is refused
      Given the cloud zone administrator has created a flavour
      When the cloud zone administrator tries to create a flavour of the same name
      Then the request is refused as duplicate
      And the cloud zone administrator finds one flavour of that name

    @id:flavour-create-invalid @clause:flavour/create @level:should
    Scenario Outline: A flavour with <attribute> "<value>" is refused
      Given the cloud zone administrator has created a flavour
      When the cloud zone administrator tries to create a flavour with:
        | <attribute> | <value> |
      Then the request is refused as invalid
      And no flavour was added

      Examples:
        | attribute     | value   |
        | vCPUs         | 0       |
        | vCPUs         | -1      |
        | vCPUs         | many    |
        | memory        | 0 MiB   |
        | memory        | -64 MiB |
        | local storage | -1 GiB  |

  Rule: Only administrators create flavours

    @id:flavour-create-refused @clause:flavour/create/authorization
    Scenario Outline: The <role> may not create a flavour
      Given VNF managers administer nothing
      And the <role> can list flavours
      When the <role> tries to create a flavour
      Then the request is refused as forbidden
      And no flavour was added

      Examples:
        | role     |
        | VDC user |
        | outsider |

    @id:flavour-create-refused-reader @clause:flavour/create/authorization @level:should
    Example: The reader may not create a flavour
      Given the reader can list flavours
      When the reader tries to create a flavour
      Then the request is refused as forbidden
      And no flavour was added

    @id:flavour-create-refused-vdc-administrator @clause:flavour/create/authorization @level:should
    Example: The VDC administrator may not create a flavour for the whole cloud
      Given VNF managers administer nothing
      And the VDC administrator can list flavours
      When the VDC administrator tries to create a flavour
      Then the request is refused as forbidden
      And no flavour was added

  Rule: List shows a tenant the flavours that it may use

    @id:flavour-list-reader @clause:flavour/list
    Example: A reader finds the flavours of the cloud
      Given the cloud zone administrator has created a flavour
      When the reader lists flavours
      Then the list holds the flavour

    @id:flavour-list-many @clause:flavour/list
    Example: A list forgets none of several flavours
      Given the cloud zone administrator has created a flavour
      And the cloud zone administrator has created another flavour
      And the cloud zone administrator has created another flavour
      When the VDC user lists flavours
      Then the list holds all of these flavours

    @id:flavour-list-pages @clause:flavour/list @level:should
    Example: A list that is read page by page holds each flavour once
      Given the cloud zone administrator has created a flavour
      And the cloud zone administrator has created another flavour
      When the VDC user lists flavours in pages of 1
      Then the list holds all of these flavours once

    @id:flavour-list-private @clause:flavour/list
    Example: A private flavour is hidden from a tenant that it was not granted to
      Given the cloud zone administrator has created a flavour
      When the cloud zone administrator creates a flavour with:
        | visibility | private |
      Then the VDC user finds the other flavour listed
      And the VDC user does not find the flavour listed
      And the cloud zone administrator finds the flavour listed

  Rule: Delete removes a flavour

    @id:flavour-delete-gone @clause:flavour/delete @clause:flavour/list
    Example: A deleted flavour is no longer listed, its neighbour still is
      Given the cloud zone administrator has created a flavour
      And the cloud zone administrator has created another flavour
      When the cloud zone administrator deletes the flavour
      Then the VDC user does not find the flavour listed
      And the VDC user finds the other flavour listed

    @id:flavour-delete-again @clause:flavour/delete @level:should
    Example: A flavour that is gone cannot be deleted again
      Given the cloud zone administrator has created a flavour
      And the cloud zone administrator has deleted the flavour
      When the cloud zone administrator tries to delete the flavour
      Then the request is refused as unknown

    @id:flavour-delete-name-free @clause:flavour/delete @clause:flavour/create
    Example: The name of a deleted flavour can be given again
      Given the cloud zone administrator has created a flavour
      And the cloud zone administrator has deleted the flavour
      When the cloud zone administrator creates a flavour of the same name
      Then the VDC user finds the flavour listed

  Rule: Only administrators delete flavours

    @id:flavour-delete-refused @clause:flavour/delete/authorization
    Scenario Outline: The <role> may not delete a flavour
      Given VNF managers administer nothing
      And the cloud zone administrator has created a flavour
      And the <role> can list flavours
      When the <role> tries to delete the flavour
      Then the request is refused as forbidden
      And the cloud zone administrator finds the flavour listed

      Examples:
        | role     |
        | VDC user |
        | outsider |

    @id:flavour-delete-refused-reader @clause:flavour/delete/authorization @level:should
    Example: The reader may not delete a flavour
      Given the cloud zone administrator has created a flavour
      And the reader can list flavours
      When the reader tries to delete the flavour
      Then the request is refused as forbidden
      And the cloud zone administrator finds the flavour listed

    @id:flavour-delete-refused-vdc-administrator @clause:flavour/delete/authorization @level:should
    Example: The VDC administrator may not delete a flavour of the whole cloud
      Given VNF managers administer nothing
      And the cloud zone administrator has created a flavour
      And the VDC administrator can list flavours
      When the VDC administrator tries to delete the flavour
      Then the request is refused as forbidden
      And the cloud zone administrator finds the flavour listed
