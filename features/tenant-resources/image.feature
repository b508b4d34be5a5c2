@interface:or-vi @interface:vi-vnfm
Feature: Image
  An image is what a virtual compute is launched from. A tenant may keep images
  of its own; those for all tenants are the matter of administrators. Table 6-2
  marks three operations on it: create, list and delete.

  Rule: Create takes the data of an image, which becomes usable

    @id:image-create-listed @clause:image/create @clause:image/list
    Scenario Outline: An image of <size> becomes active with the data that it was given
      When the VDC user creates an image with:
        | size | <size> |
      Then the image becomes active
      And the VDC user finds the image listed with those attributes

      Examples:
        | size  |
        | 1 MiB |
        | 3 MiB |

    @id:image-create-answer @clause:image/create
    Example: A new image demands of a virtual compute what it was told to
      When the VDC user creates an image with:
        | least memory  | 128 MiB |
        | least storage | 2 GiB   |
      Then the image has those attributes

    @id:image-create-content @clause:image/create
    Example: The data of an image can be had again
      When the VDC user creates an image with:
        | size    | 2 MiB           |
        | content | as it was given |
      Then the image has those attributes

    @id:image-create-public @clause:image/create @clause:image/list
    Example: A public image can be used by every tenant
      Given the VDC user can list images
      When the cloud zone administrator creates an image with:
        | visibility | public |
      Then the image becomes active
      And the VDC user finds the image listed with those attributes
      And the outsider finds the image listed with those attributes

    @id:image-create-same-name @clause:image/create @level:should
    Example: Two images may have the same name
      Given the VDC user has created an image
      When the VDC user creates an image of the same name
      Then the VDC user finds the image listed
      And the VDC user finds the other image listed

  Rule: Create refuses what is not an image

    @id:image-create-invalid @clause:image/create @level:should
    Scenario Outline: An image with <attribute> "<value>" is refused
      Given the VDC user has created an image
      When the VDC user tries to create an image with:
        | <attribute> | <value> |
      Then the request is refused as invalid
      And no image was added

      Examples:
        | attribute        | value    |
        | disk format      | floppy   |
        | container format | box      |
        | visibility       | nobody   |
        | least memory     | -1 MiB   |
        | least storage    | much     |

    @id:image-create-formless @clause:image/create @level:should
    Scenario Outline: Data is refused by an image that does not say its <format>
      Given the VDC user has created an image
      When the VDC user tries to create an image with:
        | <format> | none |
      Then the request is refused as invalid
      And no image was added

      Examples:
        | format           |
        | disk format      |
        | container format |

  Rule: Only an administrator creates an image for all tenants

    @id:image-create-refused @clause:image/create/authorization
    Scenario Outline: The <role> may not create a public image
      Given the <role> can list images
      When the <role> tries to create an image with:
        | visibility | public |
      Then the request is refused as forbidden
      And no image was added

      Examples:
        | role     |
        | VDC user |
        | outsider |

    @id:image-create-refused-reader @clause:image/create/authorization @level:should
    Example: The reader may not create a public image
      Given the reader can list images
      When the reader tries to create an image with:
        | visibility | public |
      Then the request is refused as forbidden
      And no image was added

    @id:image-create-refused-vdc-administrator @clause:image/create/authorization @level:should
    Example: The VDC administrator may not create an image for the whole cloud
      Given the VDC administrator can list images
      When the VDC administrator tries to create an image with:
        | visibility | public |
      Then the request is refused as forbidden
      And no image was added

  Rule: List shows a tenant the images that it may use

    @id:image-list-many @clause:image/list
    Example: A list forgets none of several images
      Given the VDC user has created an image
      And the VDC user has created another image
      And the VDC user has created another image
      When the VDC user lists images
      Then the list holds all of these images

    @id:image-list-pages @clause:image/list @level:should
    Example: A list that is read page by page holds each image once
      Given the VDC user has created an image
      And the VDC user has created another image
      And the VDC user has created another image
      When the VDC user lists images in pages of 1
      Then the list holds all of these images once

    @id:image-list-reader @clause:image/list
    Example: A reader of the tenant finds its images
      Given the VDC user has created an image
      When the reader lists images
      Then the list holds the image

    @id:image-list-own @clause:image/list @clause:tenant/isolation
    Scenario Outline: A user of another tenant does not see an image that is <visibility>
      Given the outsider has created an image
      When the VDC user creates an image with:
        | visibility | <visibility> |
      Then the VDC user finds the image listed
      And the outsider does not find the image listed
      And the outsider finds the other image listed

      Examples:
        | visibility |
        | private    |
        | shared     |

  Rule: Delete removes an image

    @id:image-delete-gone @clause:image/delete @clause:image/list
    Example: A deleted image is no longer listed, its neighbour still is
      Given the VDC user has created an image
      And the VDC user has created another image
      When the VDC user deletes the image
      Then the image disappears
      And the VDC user does not find the image listed
      And the VDC user finds the other image listed

    @id:image-delete-public @clause:image/delete
    Example: A public image that is deleted is gone for every tenant
      Given the cloud zone administrator has created an image with:
        | visibility | public |
      And the VDC user can list images
      When the cloud zone administrator deletes the image
      Then the VDC user does not find the image listed
      And the outsider does not find the image listed

    @id:image-delete-again @clause:image/delete @level:should
    Example: An image that is gone cannot be deleted again
      Given the VDC user has created an image
      And the VDC user has deleted the image
      When the VDC user tries to delete the image
      Then the request is refused as unknown

    @id:image-delete-protected @clause:image/delete @level:should
    Example: A protected image is deleted by nobody
      Given the VDC user has created an image with:
        | protected | yes |
      When the VDC user tries to delete the image
      Then the request is refused as forbidden
      And the VDC user finds the image listed

  Rule: Only an administrator or its owner deletes an image

    @id:image-delete-refused @clause:image/delete/authorization @clause:tenant/isolation
    Example: A user of another tenant may not delete the image
      Given the VDC user has created an image
      And the outsider can list images
      When the outsider tries to delete the image
      Then the request is refused as unknown or forbidden
      And the VDC user finds the image listed

    @id:image-delete-refused-public @clause:image/delete/authorization
    Scenario Outline: The <role> may not delete an image of the whole cloud
      Given the cloud zone administrator has created an image with:
        | visibility | public |
      And the <role> can list images
      When the <role> tries to delete the image
      Then the request is refused as forbidden
      And the cloud zone administrator finds the image listed

      Examples:
        | role     |
        | VDC user |
        | outsider |

    @id:image-delete-refused-reader @clause:image/delete/authorization @level:should
    Example: The reader may not delete an image of the whole cloud
      Given the cloud zone administrator has created an image with:
        | visibility | public |
      And the reader can list images
      When the reader tries to delete the image
      Then the request is refused as forbidden
      And the cloud zone administrator finds the image listed

    @id:image-delete-by-administrator @clause:image/delete/authorization
    Example: An administrator deletes the image of a tenant
      Given the VDC user has created an image
      When the cloud zone administrator deletes the image
      Then the VDC user does not find the image listed
