@interface:or-vi @interface:vi-vnfm
Feature: Stack
  A stack builds what a template describes, keeps it together, and takes it
  down as one. Table 6-2 marks three operations on it: create, list and delete.

  Rule: Create builds what the template describes

    @id:stack-create-listed @clause:stack/create @clause:stack/list
    Example: A new stack is listed, and becomes complete
      When the VDC user creates a stack
      Then the VDC user finds the stack listed
      And the stack becomes complete

    @id:stack-create-builds @clause:stack/create
    Scenario Outline: A stack that describes a <resource> builds one
      Given the <owner> can list stacks
      When the <owner> creates a stack with:
        | describes | a <resource> |
      Then the stack becomes complete
      And the <owner> finds one <resource> of that name

      Examples:
        | resource        | owner             |
        | key pair        | VDC user          |
        | virtual compute | VDC user          |
        | virtual network | VDC user          |
        | security group  | VDC administrator |
        | virtual storage | VDC user          |

    @id:stack-create-all @clause:stack/create @clause:tenant/isolation
    Example: A stack builds all that its template describes, for its own tenant
      Given the outsider can list stacks
      When the VDC administrator creates a stack with:
        | describes | a virtual network and a security group |
      Then the stack becomes complete
      And the VDC user finds one virtual network of that name
      And the VDC user finds one security group of that name
      And the outsider does not find any virtual network of that name

    @id:stack-create-fails @clause:stack/create
    Example: A stack that cannot build what it describes says so
      Given the VDC user can list stacks
      When the VDC user creates a stack with:
        | describes | a key pair with nonsense for a key |
      Then the stack becomes error
      And the VDC user does not find any key pair of that name

    @id:stack-create-neighbour @clause:stack/create @clause:tenant/isolation
    Example: Two tenants may give their stacks the same name
      Given the VDC user has created a stack
      When the outsider creates a stack of the same name
      Then the outsider finds one stack of that name
      And the VDC user finds one stack of that name

  Rule: Create refuses what is not a stack

    @id:stack-create-duplicate @clause:stack/create @level:should
    Example: A second stack of the same name is refused
      Given the VDC user has created a stack
      When the VDC user tries to create a stack of the same name
      Then the request is refused as duplicate
      And the VDC user finds one stack of that name

    @id:stack-create-invalid @clause:stack/create @level:should
    Scenario Outline: A stack that describes <what> is refused
      Given the VDC user has created a stack
      When the VDC user tries to create a stack with:
        | describes | <what> |
      Then the request is refused as invalid
      And no stack was added

      Examples:
        | what                             |
        | nothing that can be read         |
        | a list                           |
        | things in an unknown version     |
        | an unknown kind of thing         |
        | a thing of no kind               |
        | a thing that refers to no other  |
        | a thing with an unknown property |
        | a word that is too long          |
        | a value that was not given       |
        | things that wait for one another |

  Rule: Only who has signed in, and may do more than read, creates a stack

    @id:stack-create-refused-reader @clause:stack/create/authorization @level:should
    Example: The reader may not create a stack
      Given the VDC user has created a stack
      And the reader can list stacks
      When the reader tries to create a stack
      Then the request is refused as forbidden
      And no stack was added

  Rule: List shows a tenant its own stacks

    @id:stack-list-many @clause:stack/list
    Example: A list forgets none of several stacks
      Given the VDC user has created a stack
      And the VDC user has created another stack
      And the VDC user has created another stack
      When the VDC user lists stacks
      Then the list holds all of these stacks

    @id:stack-list-pages @clause:stack/list @level:should
    Example: A list that is read page by page holds each stack once
      Given the VDC user has created a stack
      And the VDC user has created another stack
      And the VDC user has created another stack
      When the VDC user lists stacks in pages of 1
      Then the list holds all of these stacks once

    @id:stack-list-reader @clause:stack/list
    Example: A reader of the tenant finds its stacks
      Given the VDC user has created a stack
      When the reader lists stacks
      Then the list holds the stack

    @id:stack-list-own @clause:stack/list @clause:tenant/isolation
    Example: A user of another tenant does not see the stack
      Given the outsider has created a stack
      When the VDC user creates a stack
      Then the VDC user finds the stack listed
      And the outsider does not find the stack listed
      And the outsider finds the other stack listed

  Rule: Delete takes down what the stack has built

    @id:stack-delete-gone @clause:stack/delete @clause:stack/list
    Example: A deleted stack disappears, its neighbour stays
      Given the VDC user has created a stack
      And the VDC user has created another stack
      When the VDC user deletes the stack
      Then the stack disappears
      And the VDC user does not find the stack listed
      And the VDC user finds the other stack listed

    @id:stack-delete-takes-down @clause:stack/delete
    Scenario Outline: The <resource> that a stack has built goes with it
      Given the <owner> has created a stack with:
        | describes | a <resource> |
      When the <owner> deletes the stack
      Then the stack disappears
      And the <owner> does not find any <resource> of that name

      Examples:
        | resource        | owner             |
        | key pair        | VDC user          |
        | virtual compute | VDC user          |
        | virtual network | VDC user          |
        | security group  | VDC administrator |
        | virtual storage | VDC user          |

    @id:stack-delete-again @clause:stack/delete @level:should
    Example: A stack that is gone cannot be deleted again
      Given the VDC user has created a stack
      And the VDC user has deleted the stack
      When the VDC user tries to delete the stack
      Then the request is refused as unknown

    @id:stack-delete-name-free @clause:stack/delete @clause:stack/create
    Example: The name of a deleted stack can be given again
      Given the VDC user has created a stack
      And the VDC user has deleted the stack
      When the VDC user creates a stack of the same name
      Then the VDC user finds the stack listed

  Rule: Only users of its own tenant who may do more than read delete a stack

    @id:stack-delete-refused @clause:stack/delete/authorization @clause:tenant/isolation
    Example: A user of another tenant may not delete the stack
      Given the VDC user has created a stack
      And the outsider can list stacks
      When the outsider tries to delete the stack
      Then the request is refused as unknown or forbidden
      And the stack is still complete

    @id:stack-delete-refused-reader @clause:stack/delete/authorization @level:should
    Example: The reader may not delete the stack
      Given the VDC user has created a stack
      And the reader can list stacks
      When the reader tries to delete the stack
      Then the request is refused as forbidden
      And the stack is still complete
