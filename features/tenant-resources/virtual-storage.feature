@interface:or-vi @interface:vi-vnfm
Feature: Virtual storage
  Virtual storage keeps the data of a tenant beside its virtual computes, to
  which it can be attached. Table 6-2 marks five operations on it: create, list,
  attach, detach and delete.

  Rule: Create makes storage of the size that was asked for

    @id:virtual-storage-create-available @clause:virtual-storage/create @clause:virtual-storage/list
    Example: New virtual storage becomes available, and its tenant finds it
      When the VDC user creates a virtual storage with:
        | size | 2 GiB |
      Then the virtual storage becomes available
      And the VDC user finds the virtual storage listed with those attributes
      And the reader finds the virtual storage listed with those attributes

    @id:virtual-storage-create-answer @clause:virtual-storage/create
    Example: The answer to a creation tells the size that was asked for
      When the VDC user creates a virtual storage with:
        | size | 1 GiB |
      Then the virtual storage has those attributes

    @id:virtual-storage-create-same-name @clause:virtual-storage/create
    Example: Two virtual storages may have one name
      Given the VDC user has created a virtual storage
      When the VDC user creates a virtual storage of the same name
      Then the virtual storage becomes available
      And the VDC user finds the virtual storage listed
      And the VDC user finds the other virtual storage listed

  Rule: Create refuses what is no storage

    @id:virtual-storage-create-invalid @clause:virtual-storage/create @level:should
    Scenario Outline: Virtual storage with <attribute> "<value>" is refused
      Given the VDC user has created a virtual storage
      When the VDC user tries to create a virtual storage with:
        | <attribute> | <value> |
      Then the request is refused as invalid
      And no virtual storage was added

      Examples:
        | attribute | value                                |
        | size      | 0 GiB                                |
        | size      | -1 GiB                               |
        | size      | 0.5 GiB                              |
        | size      | much                                 |
        | image     | 9e1a6b0e-3a51-4b0c-8f2e-0d3c5a7b9f20 |

    @id:virtual-storage-create-over-quota @clause:virtual-storage/create @clause:tenant/quota
    Example: One virtual storage more than the quota allows is refused
      Given the quota of the VDC leaves room for 1 virtual storage
      And the VDC user has created a virtual storage
      When the VDC user tries to create a virtual storage
      Then the request is refused as over quota
      And no virtual storage was added

  Rule: Only users of the tenant create virtual storage in it

    @id:virtual-storage-create-refused-reader @clause:virtual-storage/create/authorization @level:should
    Example: The reader may not create virtual storage
      Given the VDC user has created a virtual storage
      And the reader can list virtual storages
      When the reader tries to create a virtual storage
      Then the request is refused as forbidden
      And no virtual storage was added

  Rule: List shows the virtual storage of the caller's tenant

    @id:virtual-storage-list-many @clause:virtual-storage/list
    Example: A list forgets none of several virtual storages
      Given the VDC user has created a virtual storage
      And the VDC user has created another virtual storage
      And the VDC user has created another virtual storage
      When the VDC user lists virtual storages
      Then the list holds all of these virtual storages

    @id:virtual-storage-list-pages @clause:virtual-storage/list @level:should
    Example: A list that is read page by page holds each virtual storage once
      Given the VDC user has created a virtual storage
      And the VDC user has created another virtual storage
      And the VDC user has created another virtual storage
      When the VDC user lists virtual storages in pages of 1
      Then the list holds all of these virtual storages once

    @id:virtual-storage-list-foreign @clause:virtual-storage/list @clause:tenant/isolation
    Example: A user of another tenant does not see the virtual storage
      Given the outsider has created a virtual storage
      When the VDC user creates a virtual storage
      Then the VDC user finds the virtual storage listed
      And the outsider does not find the virtual storage listed
      And the outsider finds the other virtual storage listed

  Rule: Attach gives storage to a virtual compute

    @id:virtual-storage-attach @clause:virtual-storage/attach
    Example: Attached virtual storage is in use by the virtual compute
      Given the VDC user has created a virtual compute
      And the VDC user has created a virtual storage
      When the VDC user attaches the virtual storage to the virtual compute
      Then the virtual storage becomes in use
      And the virtual storage is attached to the virtual compute
      And the virtual compute is attached to the virtual storage

    @id:virtual-storage-attach-twice @clause:virtual-storage/attach @level:should
    Example: Virtual storage that is attached cannot be attached to another virtual compute
      Given the VDC user has created a virtual compute
      And the VDC user has created a virtual storage
      And the VDC user has attached the virtual storage to the virtual compute
      And the VDC user has created another virtual compute
      When the VDC user tries to attach the virtual storage to the virtual compute
      Then the request is refused as invalid or conflicting
      And the virtual storage is not attached to the virtual compute
      And the virtual storage is still in use

    @id:virtual-storage-attach-foreign @clause:virtual-storage/attach @clause:tenant/isolation
    Example: A user of another tenant may not attach the virtual storage
      Given the VDC user has created a virtual storage
      And the outsider has created a virtual compute
      When the outsider tries to attach the virtual storage to the virtual compute
      Then the request is refused as unknown or forbidden
      And the virtual storage is still available

    @id:virtual-storage-attach-refused @clause:virtual-storage/attach @clause:tenant/isolation
    Example: A user of another tenant may not attach storage to the virtual compute
      Given the VDC user has created a virtual compute
      And the outsider has created a virtual storage
      When the outsider tries to attach the virtual storage to the virtual compute
      Then the request is refused as unknown or forbidden
      And the virtual storage is still available

    @id:virtual-storage-attach-refused-reader @clause:virtual-storage/attach @level:should
    Example: The reader may not attach virtual storage
      Given the VDC user has created a virtual compute
      And the VDC user has created a virtual storage
      And the reader can list virtual storages
      When the reader tries to attach the virtual storage to the virtual compute
      Then the request is refused as forbidden
      And the virtual storage is still available

    @id:virtual-storage-attach-unknown @clause:virtual-storage/attach @level:should
    Example: Virtual storage cannot be attached to a virtual compute that does not exist
      Given the VDC user has created a virtual storage
      And the VDC user can list virtual computes
      When the VDC user tries to attach the virtual storage to a virtual compute that does not exist
      Then the request is refused as unknown
      And the virtual storage is still available

    @id:virtual-storage-attach-unsigned @clause:virtual-storage/attach
    Scenario Outline: The <nobody> may not attach virtual storage
      Given the VDC user has created a virtual compute
      And the VDC user has created a virtual storage
      When the <nobody> tries to attach the virtual storage to the virtual compute
      Then the request is refused as unauthenticated
      And the virtual storage is still available

      Examples:
        | nobody           |
        | anonymous caller |
        | impostor         |

  Rule: Detach frees storage for another virtual compute

    @id:virtual-storage-detach @clause:virtual-storage/detach
    Example: Detached virtual storage is available again
      Given the VDC user has created a virtual compute
      And the VDC user has created a virtual storage
      And the VDC user has attached the virtual storage to the virtual compute
      When the VDC user detaches the virtual storage from the virtual compute
      Then the virtual storage becomes available
      And the virtual storage is not attached to the virtual compute
      And the virtual compute is not attached to the virtual storage

    @id:virtual-storage-detach-attach @clause:virtual-storage/detach @clause:virtual-storage/attach
    Example: Detached virtual storage can be attached to another virtual compute
      Given the VDC user has created a virtual compute
      And the VDC user has created a virtual storage
      And the VDC user has attached the virtual storage to the virtual compute
      And the VDC user has detached the virtual storage from the virtual compute
      And the VDC user has created another virtual compute
      When the VDC user attaches the virtual storage to the virtual compute
      Then the virtual storage becomes in use
      And the virtual storage is attached to the virtual compute

    @id:virtual-storage-detach-free @clause:virtual-storage/detach @level:should
    Example: Virtual storage that is not attached cannot be detached
      Given the VDC user has created a virtual compute
      And the VDC user has created a virtual storage
      When the VDC user tries to detach the virtual storage from the virtual compute
      Then the request is refused as unknown
      And the virtual storage is still available

    @id:virtual-storage-detach-refused @clause:virtual-storage/detach @clause:tenant/isolation
    Example: A user of another tenant may not detach the virtual storage
      Given the VDC user has created a virtual compute
      And the VDC user has created a virtual storage
      And the VDC user has attached the virtual storage to the virtual compute
      And the outsider can list virtual storages
      When the outsider tries to detach the virtual storage from the virtual compute
      Then the request is refused as unknown or forbidden
      And the virtual storage is still in use

    @id:virtual-storage-detach-refused-reader @clause:virtual-storage/detach @level:should
    Example: The reader may not detach virtual storage
      Given the VDC user has created a virtual compute
      And the VDC user has created a virtual storage
      And the VDC user has attached the virtual storage to the virtual compute
      And the reader can list virtual storages
      When the reader tries to detach the virtual storage from the virtual compute
      Then the request is refused as forbidden
      And the virtual storage is still in use

    @id:virtual-storage-detach-unknown @clause:virtual-storage/detach @level:should
    Example: Virtual storage cannot be detached from a virtual compute that does not exist
      Given the VDC user has created a virtual compute
      And the VDC user has created a virtual storage
      And the VDC user has attached the virtual storage to the virtual compute
      When the VDC user tries to detach the virtual storage from a virtual compute that does not exist
      Then the request is refused as unknown
      And the virtual storage is still in use

    @id:virtual-storage-detach-unsigned @clause:virtual-storage/detach
    Scenario Outline: The <nobody> may not detach virtual storage
      Given the VDC user has created a virtual compute
      And the VDC user has created a virtual storage
      And the VDC user has attached the virtual storage to the virtual compute
      When the <nobody> tries to detach the virtual storage from the virtual compute
      Then the request is refused as unauthenticated
      And the virtual storage is still in use

      Examples:
        | nobody           |
        | anonymous caller |
        | impostor         |

  Rule: Delete removes storage that nobody uses

    @id:virtual-storage-delete-gone @clause:virtual-storage/delete @clause:virtual-storage/list
    Example: Deleted virtual storage disappears, its neighbour stays
      Given the VDC user has created a virtual storage
      And the VDC user has created another virtual storage
      When the VDC user deletes the virtual storage
      Then the virtual storage disappears
      And the VDC user does not find the virtual storage listed
      And the VDC user finds the other virtual storage listed

    @id:virtual-storage-delete-attached @clause:virtual-storage/delete @level:should
    Example: Virtual storage that is attached cannot be deleted
      Given the VDC user has created a virtual compute
      And the VDC user has created a virtual storage
      And the VDC user has attached the virtual storage to the virtual compute
      When the VDC user tries to delete the virtual storage
      Then the request is refused as invalid
      And the virtual storage is still in use

    @id:virtual-storage-delete-again @clause:virtual-storage/delete @level:should
    Example: Virtual storage that is gone cannot be deleted again
      Given the VDC user has created a virtual storage
      And the VDC user has deleted the virtual storage
      When the VDC user tries to delete the virtual storage
      Then the request is refused as unknown

    @id:virtual-storage-delete-frees @clause:virtual-storage/delete @clause:tenant/quota
    Example: The room of deleted virtual storage can be used again
      Given the quota of the VDC leaves room for 1 virtual storage
      And the VDC user has created a virtual storage
      And the VDC user has deleted the virtual storage
      When the VDC user creates a virtual storage
      Then the virtual storage becomes available

  Rule: Only users of the tenant delete virtual storage of it

    @id:virtual-storage-delete-refused @clause:virtual-storage/delete/authorization @clause:tenant/isolation
    Example: A user of another tenant may not delete the virtual storage
      Given the VDC user has created a virtual storage
      And the outsider can list virtual storages
      When the outsider tries to delete the virtual storage
      Then the request is refused as unknown or forbidden
      And the VDC user finds the virtual storage listed

    @id:virtual-storage-delete-refused-reader @clause:virtual-storage/delete/authorization @level:should
    Example: The reader may not delete the virtual storage
      Given the VDC user has created a virtual storage
      And the reader can list virtual storages
      When the reader tries to delete the virtual storage
      Then the request is refused as forbidden
      And the virtual storage is still available
