Feature: Software image management
  Or-Vi and Vi-Vnfm list the management of software images. The orchestrator
  adds, queries, updates and deletes them; a VNF manager only queries those that
  were made for it.

  Rule: An added image keeps its data and what is known about it

    @id:software-image-add @interface:or-vi @clause:or-vi/software-image/add @clause:or-vi/software-image/query
    Example: The orchestrator finds an image as it was added
      Given the VNF manager can list images
      When the orchestrator creates an image with:
        | size     | 2 MiB           |
        | content  | as it was given |
        | provider | Example Works   |
        | version  | 1.0             |
      Then the image becomes active
      And the image has those attributes
      And the VNF manager does not find the image listed

    @id:software-image-add-refused @interface:or-vi @clause:or-vi/software-image/add
    Example: The orchestrator may not add an image of a form that is none
      Given the orchestrator has created an image
      When the orchestrator tries to create an image with:
        | disk format | parchment |
      Then the request is refused as invalid
      And no image was added

  Rule: Query finds images with what is known about them

    @id:software-image-query
    Scenario Outline: The <party> finds the image of a VNF with what is known about it
      Given the VNF manager can list images
      When the orchestrator creates an image with:
        | visibility   | public        |
        | least memory | 64 MiB        |
        | provider     | Example Works |
        | version      | 2.0           |
      Then the image becomes active
      And the <party> finds the image listed with those attributes

      @interface:or-vi @clause:or-vi/software-image/query
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/software-image/query
      Examples:
        | party             |
        | VNF manager       |
        | other VNF manager |

    @id:software-image-query-all @interface:or-vi @clause:or-vi/software-image/query
    Example: The orchestrator finds the image of any VNF manager
      Given the orchestrator can list images
      When the VNF manager creates an image
      Then the orchestrator finds the image among those of all tenants

    @id:software-image-query-isolated @interface:vi-vnfm @clause:vi-vnfm/software-image/query
    Example: A VNF manager does not see what another one keeps to itself
      Given the other VNF manager has created an image
      When the VNF manager creates an image
      Then the VNF manager finds the image listed
      And the other VNF manager does not find the image listed
      And the other VNF manager finds the other image listed

    @id:software-image-query-unsigned
    Scenario Outline: Nobody queries images for a <party> without having signed in
      Given the <party> can list images
      When the anonymous caller tries to list images
      Then the request is refused as unauthenticated

      @interface:or-vi @clause:or-vi/software-image/query
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/software-image/query
      Examples:
        | party       |
        | VNF manager |

  Rule: Update changes what is known about an image

    @id:software-image-update @interface:or-vi @clause:or-vi/software-image/update
    Example: What is changed is found from then on, and what is not stays
      Given the orchestrator has created an image with:
        | visibility | public |
        | version    | 1.0    |
      When the orchestrator updates the image with:
        | version  | 1.1           |
        | provider | Example Works |
      Then the orchestrator finds the image listed with those attributes
      And the VNF manager finds the image listed with those attributes

    @id:software-image-update-unknown @interface:or-vi @clause:or-vi/software-image/update
    Example: An image that does not exist cannot be updated
      Given the orchestrator has created an image
      When the orchestrator tries to update an image that does not exist with:
        | version | 1.1 |
      Then the request is refused as unknown

    @id:software-image-update-refused @interface:or-vi @clause:or-vi/software-image/update
    Example: Who keeps no images changes nothing about one
      Given the orchestrator has created an image with:
        | visibility | public |
        | version    | 1.0    |
      And the VNF manager can list images
      When the VNF manager tries to update the image with:
        | version | 1.1 |
      Then the request is refused as forbidden
      And the VNF manager finds the image listed with those attributes

  Rule: Delete removes an image

    @id:software-image-delete @interface:or-vi @clause:or-vi/software-image/delete
    Example: An image that the orchestrator deletes is gone for the VNF manager
      Given the orchestrator has created an image with:
        | visibility | public |
      And the orchestrator has created another image with:
        | visibility | public |
      When the orchestrator deletes the image
      Then the image disappears
      And the VNF manager does not find the image listed
      And the VNF manager finds the other image listed

    @id:software-image-delete-refused @interface:or-vi @clause:or-vi/software-image/delete
    Example: Who keeps no images deletes none
      Given the orchestrator has created an image with:
        | visibility | public |
      And the VNF manager can list images
      When the VNF manager tries to delete the image
      Then the request is refused as forbidden
      And the orchestrator finds the image listed
