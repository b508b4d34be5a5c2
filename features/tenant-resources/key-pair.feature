@interface:or-vi @interface:vi-vnfm
Feature: Key pair
  A key pair lets its owner into a virtual compute that was launched with it.
  It belongs to the user who makes it, not to the tenant. Table 6-2 marks three
  operations on it: create, list and delete.

  Rule: Create makes a key known by its name

    @id:key-pair-create-listed @clause:key-pair/create @clause:key-pair/list
    Scenario Outline: <key> is listed with the fingerprint that it has
      When the VDC user creates a key pair with:
        | public key | <key> |
      Then the key pair has those attributes
      And the VDC user finds the key pair listed with those attributes

      Examples:
        | key            |
        | an RSA key     |
        | an ECDSA key   |
        | an Ed25519 key |

    @id:key-pair-create-two @clause:key-pair/create
    Example: One key can be given two names
      Given the VDC user has created a key pair
      When the VDC user creates a key pair
      Then the VDC user finds the key pair listed
      And the VDC user finds the other key pair listed

    @id:key-pair-create-neighbour @clause:key-pair/create @clause:key-pair/list
    Example: Two users may give their keys the same name
      Given the VDC user has created a key pair with:
        | public key | an RSA key |
      When the outsider creates a key pair of the same name
      Then the outsider finds one key pair of that name
      And the VDC user finds one key pair of that name

  Rule: Create refuses what is not a key pair

    @id:key-pair-create-duplicate @clause:key-pair/create @level:should
    Example: A second key pair of the same name is refused
      Given the VDC user has created a key pair
      When the VDC user tries to create a key pair of the same name
      Then the request is refused as duplicate
      And the VDC user finds one key pair of that name

    @id:key-pair-create-invalid @clause:key-pair/create @level:should
    Scenario Outline: A key pair with <what> for a public key is refused
      Given the VDC user has created a key pair
      When the VDC user tries to create a key pair with:
        | public key | <value> |
      Then the request is refused as invalid
      And no key pair was added

      Examples:
        | what                | value                                                                         |
        | a word              | nonsense                                                                      |
        | a kind without key  | ssh-ed25519                                                                   |
        | a key cut short     | ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILF4fOxMM                                 |
        | a key of no kind    | ssh-none AAAAC3NzaC1lZDI1NTE5AAAAILF4fOxMMeA4rqdPZLiJz1HFaABswE+jWl5Np8Rs2xpC |
        | a key of other kind | ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAILF4fOxMMeA4rqdPZLiJz1HFaABswE+jWl5Np8Rs2xpC  |

    @id:key-pair-create-invalid-name @clause:key-pair/create @level:should
    Scenario Outline: A key pair whose name <how> is refused
      Given the VDC user has created a key pair
      When the VDC user tries to create a key pair with:
        | name | <name> |
      Then the request is refused as invalid
      And no key pair was added

      Examples:
        | how                  | name |
        | is empty             |      |
        | has a slash          | a/b  |
        | has signs of no name | a+b  |

    @id:key-pair-create-over-quota @clause:key-pair/create @clause:tenant/quota
    Example: One key pair more than the quota allows is refused
      Given the quota of the VDC leaves room for 1 key pair
      And the VDC user has created a key pair
      When the VDC user tries to create a key pair
      Then the request is refused as over quota
      And no key pair was added

  Rule: Only who has signed in creates a key pair, and for nobody else

    @id:key-pair-create-for-another @clause:key-pair/create/authorization
    Example: A VDC user may not create a key pair for somebody else
      Given the cloud zone administrator has created a user
      And the VDC user has created a key pair
      When the VDC user tries to create a key pair with:
        | owner | the user |
      Then the request is refused as forbidden
      And no key pair was added

  Rule: List shows a user their own key pairs

    @id:key-pair-list-many @clause:key-pair/list
    Example: A list forgets none of several key pairs
      Given the VDC user has created a key pair
      And the VDC user has created another key pair
      And the VDC user has created another key pair
      When the VDC user lists key pairs
      Then the list holds all of these key pairs

    @id:key-pair-list-pages @clause:key-pair/list @level:should
    Example: A list that is read page by page holds each key pair once
      Given the VDC user has created a key pair
      And the VDC user has created another key pair
      And the VDC user has created another key pair
      When the VDC user lists key pairs in pages of 1
      Then the list holds all of these key pairs once

    @id:key-pair-list-own @clause:key-pair/list @clause:tenant/isolation
    Example: A user of another tenant does not see the key pair
      Given the outsider has created a key pair
      When the VDC user creates a key pair
      Then the VDC user finds the key pair listed
      And the outsider does not find the key pair listed
      And the outsider finds the other key pair listed

    @id:key-pair-list-colleague @clause:key-pair/list
    Example: Another user of the same tenant does not see the key pair
      Given the reader can list key pairs
      When the VDC user creates a key pair
      Then the VDC user finds the key pair listed
      And the reader does not find the key pair listed

  Rule: Delete removes a key pair

    @id:key-pair-delete-gone @clause:key-pair/delete @clause:key-pair/list
    Example: A deleted key pair is no longer listed, its neighbour still is
      Given the VDC user has created a key pair
      And the VDC user has created another key pair
      When the VDC user deletes the key pair
      Then the VDC user does not find the key pair listed
      And the VDC user finds the other key pair listed

    @id:key-pair-delete-again @clause:key-pair/delete @level:should
    Example: A key pair that is gone cannot be deleted again
      Given the VDC user has created a key pair
      And the VDC user has deleted the key pair
      When the VDC user tries to delete the key pair
      Then the request is refused as unknown

    @id:key-pair-delete-name-free @clause:key-pair/delete @clause:key-pair/create
    Example: The name of a deleted key pair can be given again
      Given the VDC user has created a key pair
      And the VDC user has deleted the key pair
      When the VDC user creates a key pair of the same name
      Then the VDC user finds the key pair listed

  Rule: Only its owner deletes a key pair

    @id:key-pair-delete-refused @clause:key-pair/delete/authorization @clause:tenant/isolation
    Example: A user of another tenant may not delete the key pair
      Given the VDC user has created a key pair
      And the outsider can list key pairs
      When the outsider tries to delete the key pair
      Then the request is refused as unknown or forbidden
      And the VDC user finds the key pair listed

    @id:key-pair-delete-refused-colleague @clause:key-pair/delete/authorization
    Example: Another user of the same tenant may not delete the key pair
      Given the VDC user has created a key pair
      And the reader can list key pairs
      When the reader tries to delete the key pair
      Then the request is refused as unknown or forbidden
      And the VDC user finds the key pair listed
