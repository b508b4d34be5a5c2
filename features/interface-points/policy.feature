@needs:policy
Feature: Policy management
  Or-Vi and Vi-Vnfm list the management of policies. A party hands a policy over,
  says what it is meant for, puts it into force and out of force again, and is
  told when it changes. What one VNF manager has handed over is not another one's.

  Rule: A policy that is transferred is kept, and not in force yet

    @id:policy-transfer
    Scenario Outline: The <party> finds the policy that it transferred
      When the <party> transfers a policy
      Then the <party> finds the policy listed
      And the policy has the content that was transferred
      And the policy is not active

      @interface:or-vi @clause:or-vi/policy/transfer @clause:or-vi/policy/query
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/transfer @clause:vi-vnfm/policy/query
      Examples:
        | party       |
        | VNF manager |

    @id:policy-transfer-unsigned
    Scenario Outline: Nobody transfers a policy for a <party> without having signed in
      Given the <party> can query policies
      When the anonymous caller tries to transfer a policy
      Then the request is refused as unauthenticated
      And no policy was added

      @interface:or-vi @clause:or-vi/policy/transfer
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/transfer
      Examples:
        | party       |
        | VNF manager |

    @id:policy-transfer-invalid @level:should
    Scenario Outline: A policy of the <party> has somebody who has designed it
      Given the <party> has transferred a policy
      When the <party> tries to transfer a policy that nobody has designed
      Then the request is refused as invalid
      And no policy was added

      @interface:or-vi @clause:or-vi/policy/transfer
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/transfer
      Examples:
        | party       |
        | VNF manager |

    @id:policy-transfer-again @level:should
    Scenario Outline: A version of a policy that the <party> has transferred stays as it is
      Given the <party> has transferred a policy
      When the <party> tries to transfer the same version of the policy again
      Then the request is refused as conflicting
      And the policy has the content that was transferred

      @interface:or-vi @clause:or-vi/policy/transfer
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/transfer
      Examples:
        | party       |
        | VNF manager |

  Rule: Query finds the policies that were handed over

    @id:policy-query-unsigned
    Scenario Outline: Nobody queries policies for a <party> without having signed in
      Given the <party> can query policies
      When the anonymous caller tries to query policies
      Then the request is refused as unauthenticated

      @interface:or-vi @clause:or-vi/policy/query
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/query
      Examples:
        | party       |
        | VNF manager |

    @id:policy-query-foreign @interface:vi-vnfm @clause:vi-vnfm/policy/query
    Example: A VNF manager is not shown the policy of another one
      Given the VNF manager has transferred a policy
      And the other VNF manager has transferred another policy
      When the VNF manager tries to query the policy
      Then the request is refused as unknown or forbidden
      And the VNF manager does not find the policy listed
      And the VNF manager finds the other policy listed

  Rule: Activate puts a policy into force

    @id:policy-activate
    Scenario Outline: The policy that the <party> activates is active, and no other
      Given the <party> has transferred a policy
      And the <party> has transferred another policy
      When the <party> activates the policy
      Then the policy is active
      And the other policy is not active

      @interface:or-vi @clause:or-vi/policy/activate
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/activate
      Examples:
        | party       |
        | VNF manager |

    @id:policy-activate-announced
    Scenario Outline: The <party> cannot activate a policy without any content
      Given the <party> has announced a policy
      When the <party> tries to activate the policy
      Then the request is refused as conflicting
      And the policies are as they were

      @interface:or-vi @clause:or-vi/policy/activate
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/activate
      Examples:
        | party       |
        | VNF manager |

    @id:policy-activate-unknown
    Scenario Outline: The <party> cannot <do> a policy that does not exist
      Given the <party> has transferred a policy
      When the <party> tries to <do> a policy that does not exist
      Then the request is refused as unknown
      And the policies are as they were

      @interface:or-vi @clause:or-vi/policy/activate
      Examples:
        | party        | do       |
        | orchestrator | activate |

      @interface:vi-vnfm @clause:vi-vnfm/policy/activate
      Examples:
        | party       | do       |
        | VNF manager | activate |

      @interface:or-vi @clause:or-vi/policy/deactivate
      Examples:
        | party        | do         |
        | orchestrator | deactivate |

      @interface:or-vi @clause:or-vi/policy/delete
      Examples:
        | party        | do     |
        | orchestrator | delete |

      @interface:vi-vnfm @clause:vi-vnfm/policy/query
      Examples:
        | party       | do    |
        | VNF manager | query |

  Rule: Deactivate puts a policy out of force

    @id:policy-deactivate
    Scenario Outline: The policy that the <party> deactivates is not active any more
      Given the <party> has transferred a policy
      And the <party> has activated the policy
      When the <party> deactivates the policy
      Then the policy is not active

      @interface:or-vi @clause:or-vi/policy/deactivate
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/deactivate
      Examples:
        | party       |
        | VNF manager |

    @id:policy-deactivate-inactive
    Scenario Outline: The <party> cannot deactivate what is not active
      Given the <party> has transferred a policy
      When the <party> tries to deactivate the policy
      Then the request is refused as conflicting

      @interface:or-vi @clause:or-vi/policy/deactivate
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/deactivate
      Examples:
        | party       |
        | VNF manager |

    @id:policy-deactivate-foreign @interface:vi-vnfm @clause:vi-vnfm/policy/deactivate
    Example: A VNF manager cannot put the policy of another one out of force
      Given the VNF manager has transferred a policy
      And the VNF manager has activated the policy
      And the other VNF manager can query policies
      When the other VNF manager tries to deactivate the policy
      Then the request is refused as unknown or forbidden
      And the policies are as they were

  Rule: Associate binds a policy to what it is meant for

    @id:policy-associate
    Scenario Outline: A policy of the <party> is for what it is associated with, beside what it was for
      Given the <party> has created a virtual network
      And the <party> has created another virtual network
      And the <party> has transferred a policy
      And the <party> has associated the policy with the other virtual network
      When the <party> associates the policy with the virtual network
      Then the policy is for the virtual network
      And the policy is for the other virtual network

      @interface:or-vi @clause:or-vi/policy/associate
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/associate
      Examples:
        | party       |
        | VNF manager |

    @id:policy-associate-announced
    Scenario Outline: The <party> cannot associate a policy without any content
      Given the <party> has created a virtual network
      And the <party> has announced a policy
      When the <party> tries to associate the policy with the virtual network
      Then the request is refused as conflicting
      And the policies are as they were

      @interface:or-vi @clause:or-vi/policy/associate
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/associate
      Examples:
        | party       |
        | VNF manager |

  Rule: Disassociate unbinds a policy from what it was meant for

    @id:policy-disassociate
    Scenario Outline: A policy of the <party> is not for what it is disassociated from, and stays for the rest
      Given the <party> has created a virtual network
      And the <party> has created another virtual network
      And the <party> has transferred a policy
      And the <party> has associated the policy with the other virtual network
      And the <party> has associated the policy with the virtual network
      When the <party> disassociates the policy from the virtual network
      Then the policy is not for the virtual network
      And the policy is for the other virtual network

      @interface:or-vi @clause:or-vi/policy/disassociate
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/disassociate
      Examples:
        | party       |
        | VNF manager |

    @id:policy-disassociate-refused
    Scenario Outline: The <other> cannot say what the policy of a <party> is not for
      Given the <party> has created a virtual network
      And the <party> has transferred a policy
      And the <party> has associated the policy with the virtual network
      When the <other> tries to disassociate the policy from the virtual network
      Then the request is refused as <reason>
      And the policies are as they were

      @interface:or-vi @clause:or-vi/policy/disassociate
      Examples:
        | party        | other            | reason          |
        | orchestrator | anonymous caller | unauthenticated |

      @interface:vi-vnfm @clause:vi-vnfm/policy/disassociate
      Examples:
        | party       | other             | reason               |
        | VNF manager | other VNF manager | unknown or forbidden |

  Rule: A policy that is deleted cannot be found any more

    @id:policy-delete
    Scenario Outline: The policy that the <party> deletes is gone, and no other
      Given the <party> has transferred a policy
      And the <party> has transferred another policy
      When the <party> deletes the policy
      Then the <party> does not find the policy listed
      And the <party> finds the other policy listed

      @interface:or-vi @clause:or-vi/policy/delete
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/delete
      Examples:
        | party       |
        | VNF manager |

    @id:policy-delete-active
    Scenario Outline: The <party> cannot delete what is in force
      Given the <party> has transferred a policy
      And the <party> has activated the policy
      When the <party> tries to delete the policy
      Then the request is refused as conflicting
      And the policies are as they were

      @interface:or-vi @clause:or-vi/policy/delete
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/delete
      Examples:
        | party       |
        | VNF manager |

    @id:policy-delete-foreign @interface:vi-vnfm @clause:vi-vnfm/policy/delete
    Example: A VNF manager cannot delete the policy of another one
      Given the VNF manager has transferred a policy
      And the other VNF manager can query policies
      When the other VNF manager tries to delete the policy
      Then the request is refused as unknown or forbidden
      And the VNF manager finds the policy listed

  Rule: Who has subscribed to a policy is told when it changes

    @id:policy-told-activated
    Scenario Outline: The <party> is told that a policy was activated
      Given the <party> has transferred a policy
      And the <party> has subscribed to changes of the policy
      When the <party> activates the policy
      Then the <party> is told once that the policy was activated

      @interface:or-vi @clause:or-vi/policy/subscribe @clause:or-vi/policy/notify
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/subscribe @clause:vi-vnfm/policy/notify
      Examples:
        | party       |
        | VNF manager |

    @id:policy-told-deleted
    Scenario Outline: The <party> is told that a policy was deleted
      Given the <party> has transferred a policy
      And the <party> has subscribed to changes of the policy
      When the <party> deletes the policy
      Then the <party> is told once that the policy was deleted

      @interface:or-vi @clause:or-vi/policy/notify
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/notify
      Examples:
        | party       |
        | VNF manager |

    @id:policy-told-of-one
    Scenario Outline: The <party> hears nothing of a policy to which it has not subscribed
      Given the <party> has transferred a policy
      And the <party> has subscribed to changes of the policy
      And the <party> has transferred another policy
      And the <party> has subscribed to changes of the policy
      When the <party> activates the policy
      Then the <party> is told once that the policy was activated
      And the first subscriber hears nothing of policies

      @interface:or-vi @clause:or-vi/policy/notify
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/notify
      Examples:
        | party       |
        | VNF manager |

    @id:policy-told-no-more
    Scenario Outline: The <party> hears nothing once its subscription has ended
      Given the <party> has transferred a policy
      And the <party> has subscribed to changes of the policy
      And the <party> has ended the subscription to changes of the policy
      And the <party> has subscribed to changes of the policy
      When the <party> activates the policy
      Then the <party> is told once that the policy was activated
      And the first subscriber hears nothing of policies

      @interface:or-vi @clause:or-vi/policy/notify
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/notify
      Examples:
        | party       |
        | VNF manager |

    @id:policy-subscribe-foreign @interface:vi-vnfm @clause:vi-vnfm/policy/subscribe @clause:vi-vnfm/policy/notify
    Example: A VNF manager hears nothing of the policy of another one
      Given the VNF manager has transferred a policy
      And the other VNF manager has subscribed to changes of the policy
      And the VNF manager has subscribed to changes of the policy
      When the VNF manager activates the policy
      Then the VNF manager is told once that the policy was activated
      And the first subscriber hears nothing of policies

    @id:policy-subscribe-unsigned
    Scenario Outline: Nobody subscribes for a <party> without having signed in
      Given the <party> has transferred a policy
      When the anonymous caller tries to subscribe to changes of the policy
      Then the request is refused as unauthenticated

      @interface:or-vi @clause:or-vi/policy/subscribe
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/subscribe
      Examples:
        | party       |
        | VNF manager |

    @id:policy-subscribe-nowhere @level:should
    Scenario Outline: The <party> subscribes with an address
      Given the <party> has transferred a policy
      When the <party> tries to subscribe to changes of the policy at an address that is none
      Then the request is refused as invalid

      @interface:or-vi @clause:or-vi/policy/subscribe
      Examples:
        | party        |
        | orchestrator |

      @interface:vi-vnfm @clause:vi-vnfm/policy/subscribe
      Examples:
        | party       |
        | VNF manager |
