@interface:or-vi @interface:vi-vnfm
Feature: Security group
  A security group says which traffic reaches the network ports that use it.
  Table 6-2 marks three operations on it, create, list and delete, and leaves
  them to VDC administrators. Stock clouds let every user of a tenant do the
  same, so that the restriction is a requirement of its own.

  Rule: Create makes a group that can hold rules

    @id:security-group-create-listed @clause:security-group/create @clause:security-group/list
    Example: A new security group is found by the users of its tenant
      When the VDC administrator creates a security group
      Then the VDC administrator finds the security group listed
      And the VDC user finds the security group listed
      And the reader finds the security group listed

    @id:security-group-create-rules @clause:security-group/create @clause:security-group/list
    Scenario Outline: A security group that lets in <traffic> is listed with that rule
      When the VDC administrator creates a security group with:
        | lets in | <traffic> |
      Then the security group has those attributes
      And the VDC user finds the security group listed with those attributes

      Examples:
        | traffic                         |
        | TCP 22 from 10.42.0.0/24        |
        | UDP 5000-5010 from 10.42.0.0/24 |
        | ICMP from 10.42.0.7/32          |
        | TCP 443 from fd00:42::/64       |

    @id:security-group-create-several-rules @clause:security-group/create
    Example: A security group holds several rules
      When the VDC administrator creates a security group with:
        | lets in | TCP 22 from 10.42.0.0/24, TCP 22 from 10.43.0.0/24, UDP 53 from 10.42.0.0/24 |
      Then the security group has those attributes

    @id:security-group-create-closed @clause:security-group/create
    Example: A security group without rules lets nothing in
      When the VDC administrator creates a security group with:
        | lets in |  |
      Then the security group has those attributes
      And the VDC user finds the security group listed with those attributes

    @id:security-group-create-same-name @clause:security-group/create
    Example: Two security groups may have one name
      Given the VDC administrator has created a security group
      When the VDC administrator creates a security group of the same name
      Then the VDC user finds the security group listed
      And the VDC user finds the other security group listed

  Rule: A security group protects network ports

    @id:security-group-protects @clause:security-group/create @clause:virtual-network/create
    Example: A network port is protected by the security group that was asked for
      Given the VDC administrator has created a security group
      And the VDC administrator has created another security group
      When the VDC user creates a virtual network with:
        | addresses         | 10.42.0.0/24       |
        | port protected by | the security group |
      Then the virtual network has those attributes

    @id:security-group-protects-foreign @clause:tenant/isolation
    Example: The security group of another tenant protects no port
      Given the VDC administrator has created a security group
      And the outsider can list security groups
      When the outsider tries to create a virtual network with:
        | addresses         | 10.42.0.0/24       |
        | port protected by | the security group |
      Then the request is refused as unknown or forbidden
      And no virtual network was added

  Rule: Create refuses what is no rule

    @id:security-group-create-invalid @clause:security-group/create @level:should
    Scenario Outline: A security group that lets in <traffic> is refused
      Given the cloud zone administrator has created a security group
      When the cloud zone administrator tries to create a security group with:
        | lets in | <traffic> |
      Then the request is refused as invalid
      And no security group was added

      Examples:
        | traffic                      |
        | TCP 70000 from 10.42.0.0/24  |
        | TCP 0 from 10.42.0.0/24      |
        | TCP ssh from 10.42.0.0/24    |
        | TCP 80-22 from 10.42.0.0/24  |
        | nothing 22 from 10.42.0.0/24 |
        | TCP 22 from nowhere          |
        | TCP 22 from 10.42.0.0/33     |

    @id:security-group-create-rule-twice @clause:security-group/create @level:should
    Example: A rule that is there already is refused
      Given the cloud zone administrator has created a security group
      When the cloud zone administrator tries to create a security group with:
        | lets in | TCP 22 from 10.42.0.0/24, TCP 22 from 10.42.0.0/24 |
      Then the request is refused as duplicate
      And no security group was added

    @id:security-group-create-over-quota @clause:security-group/create @clause:tenant/quota
    Example: One security group more than the quota allows is refused
      Given the quota of the VDC leaves room for 1 security group
      And the VDC administrator has created a security group
      When the VDC administrator tries to create a security group
      Then the request is refused as over quota
      And no security group was added

  Rule: Only VDC administrators create security groups

    @id:security-group-create-refused @clause:security-group/create/authorization
    @needs:restricted-security-groups
    Scenario Outline: The <role> may not create a security group
      Given the <role> can list security groups
      When the <role> tries to create a security group
      Then the request is refused as forbidden
      And no security group was added

      Examples:
        | role     |
        | VDC user |
        | outsider |
        | reader   |

  Rule: List shows a tenant its own security groups

    @id:security-group-list-many @clause:security-group/list
    Example: A list forgets none of several security groups
      Given the VDC administrator has created a security group
      And the VDC administrator has created another security group
      And the VDC administrator has created another security group
      When the VDC user lists security groups
      Then the list holds all of these security groups

    @id:security-group-list-pages @clause:security-group/list @level:should
    Example: A list that is read page by page holds each security group once
      Given the VDC administrator has created a security group
      And the VDC administrator has created another security group
      And the VDC administrator has created another security group
      When the VDC user lists security groups in pages of 1
      Then the list holds all of these security groups once

    @id:security-group-list-own @clause:security-group/list @clause:tenant/isolation
    Example: A user of another tenant does not see the security group
      Given the outsider can list security groups
      When the VDC administrator creates a security group
      Then the VDC user finds the security group listed
      And the outsider does not find the security group listed

  Rule: Delete removes a security group

    @id:security-group-delete-gone @clause:security-group/delete @clause:security-group/list
    Example: A deleted security group is no longer listed, its neighbour still is
      Given the VDC administrator has created a security group
      And the VDC administrator has created another security group
      When the VDC administrator deletes the security group
      Then the VDC administrator does not find the security group listed
      And the VDC user does not find the security group listed
      And the VDC user finds the other security group listed

    @id:security-group-delete-unusable @clause:security-group/delete
    Example: A deleted security group protects no new port
      Given the VDC administrator has created a security group
      And the VDC administrator has deleted the security group
      When the VDC user tries to create a virtual network with:
        | addresses         | 10.42.0.0/24       |
        | port protected by | the security group |
      Then the request is refused as unknown
      And no virtual network was added

    @id:security-group-delete-again @clause:security-group/delete @level:should
    Example: A security group that is gone cannot be deleted again
      Given the cloud zone administrator has created a security group
      And the cloud zone administrator has deleted the security group
      When the cloud zone administrator tries to delete the security group
      Then the request is refused as unknown

    @id:security-group-delete-used @clause:security-group/delete @level:should
    Example: A security group that protects a port cannot be deleted
      Given the cloud zone administrator has created a security group
      And the cloud zone administrator has created a virtual network with:
        | addresses         | 10.42.0.0/24       |
        | port protected by | the security group |
      When the cloud zone administrator tries to delete the security group
      Then the request is refused as conflicting
      And the cloud zone administrator finds the security group listed

  Rule: Only VDC administrators delete security groups

    @id:security-group-delete-refused @clause:security-group/delete/authorization
    @needs:restricted-security-groups
    Scenario Outline: The <role> may not delete a security group
      Given the VDC administrator has created a security group
      And the <role> can list security groups
      When the <role> tries to delete the security group
      Then the request is refused as forbidden
      And the VDC administrator finds the security group listed

      Examples:
        | role     |
        | VDC user |
        | reader   |

    @id:security-group-delete-refused-outsider @clause:security-group/delete/authorization @clause:tenant/isolation
    Example: A user of another tenant may not delete the security group
      Given the VDC administrator has created a security group
      And the outsider can list security groups
      When the outsider tries to delete the security group
      Then the request is refused as unknown or forbidden
      And the VDC administrator finds the security group listed
