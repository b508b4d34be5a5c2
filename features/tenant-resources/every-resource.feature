@interface:or-vi @interface:vi-vnfm
Feature: What every tenant resource shares
  The chapter lets only users with the appropriate roles execute the operations
  of Table 6-2. Whatever the resource, nobody acts on it without having signed
  in, and what does not exist cannot be acted upon.

  Rule: Nobody acts without having signed in

    @id:anonymous-list
    Scenario Outline: An anonymous caller may not list <resources>
      Given the <owner> can list <resources>
      When the anonymous caller tries to list <resources>
      Then the request is refused as unauthenticated

      @clause:flavour/list
      Examples:
        | resources | owner    |
        | flavours  | VDC user |

      @clause:key-pair/list
      Examples:
        | resources | owner    |
        | key pairs | VDC user |

      @clause:role/list
      Examples:
        | resources | owner                    |
        | roles     | cloud zone administrator |

      @clause:user/list
      Examples:
        | resources | owner             |
        | users     | VDC administrator |

      @clause:tenant/list
      Examples:
        | resources | owner                    |
        | tenants   | cloud zone administrator |

      @clause:stack/list
      Examples:
        | resources | owner    |
        | stacks    | VDC user |

      @clause:virtual-compute/list
      Examples:
        | resources        | owner    |
        | virtual computes | VDC user |

      @clause:image/list
      Examples:
        | resources | owner    |
        | images    | VDC user |

      @clause:security-group/list
      Examples:
        | resources       | owner             |
        | security groups | VDC administrator |

      @clause:virtual-network/list
      Examples:
        | resources        | owner    |
        | virtual networks | VDC user |

      @clause:virtual-storage/list
      Examples:
        | resources        | owner    |
        | virtual storages | VDC user |

    @id:anonymous-create
    Scenario Outline: An anonymous caller may not create a <resource>
      Given the <owner> has created a <resource>
      When the anonymous caller tries to create a <resource>
      Then the request is refused as unauthenticated
      And no <resource> was added

      @clause:flavour/create/authorization
      Examples:
        | resource | owner                    |
        | flavour  | cloud zone administrator |

      @clause:key-pair/create/authorization
      Examples:
        | resource | owner    |
        | key pair | VDC user |

      @clause:role/create/authorization
      Examples:
        | resource | owner                    |
        | role     | cloud zone administrator |

      @clause:user/create/authorization
      Examples:
        | resource | owner             |
        | user     | VDC administrator |

      @clause:tenant/create/authorization
      Examples:
        | resource | owner                    |
        | tenant   | cloud zone administrator |

      @clause:stack/create/authorization
      Examples:
        | resource | owner    |
        | stack    | VDC user |

      @clause:virtual-compute/create/authorization
      Examples:
        | resource        | owner    |
        | virtual compute | VDC user |

      @clause:image/create/authorization
      Examples:
        | resource | owner    |
        | image    | VDC user |

      @clause:security-group/create/authorization
      Examples:
        | resource       | owner             |
        | security group | VDC administrator |

      @clause:virtual-network/create/authorization
      Examples:
        | resource        | owner    |
        | virtual network | VDC user |

      @clause:virtual-storage/create/authorization
      Examples:
        | resource        | owner    |
        | virtual storage | VDC user |

    @id:anonymous-delete
    Scenario Outline: An anonymous caller may not delete a <resource>
      Given the <owner> has created a <resource>
      When the anonymous caller tries to delete the <resource>
      Then the request is refused as unauthenticated
      And the <owner> finds the <resource> listed

      @clause:flavour/delete/authorization
      Examples:
        | resource | owner                    |
        | flavour  | cloud zone administrator |

      @clause:key-pair/delete/authorization
      Examples:
        | resource | owner    |
        | key pair | VDC user |

      @clause:role/delete/authorization
      Examples:
        | resource | owner                    |
        | role     | cloud zone administrator |

      @clause:user/delete/authorization
      Examples:
        | resource | owner             |
        | user     | VDC administrator |

      @clause:tenant/delete/authorization
      Examples:
        | resource | owner                    |
        | tenant   | cloud zone administrator |

      @clause:stack/delete/authorization
      Examples:
        | resource | owner    |
        | stack    | VDC user |

      @clause:virtual-compute/delete/authorization
      Examples:
        | resource        | owner    |
        | virtual compute | VDC user |

      @clause:image/delete/authorization
      Examples:
        | resource | owner    |
        | image    | VDC user |

      @clause:security-group/delete/authorization
      Examples:
        | resource       | owner             |
        | security group | VDC administrator |

      @clause:virtual-network/delete/authorization
      Examples:
        | resource        | owner    |
        | virtual network | VDC user |

      @clause:virtual-storage/delete/authorization
      Examples:
        | resource        | owner    |
        | virtual storage | VDC user |

    @id:impostor-list
    Scenario Outline: Whoever shows a forged token may not list <resources>
      Given the <owner> can list <resources>
      When the impostor tries to list <resources>
      Then the request is refused as unauthenticated

      @clause:flavour/list
      Examples:
        | resources | owner    |
        | flavours  | VDC user |

      @clause:key-pair/list
      Examples:
        | resources | owner    |
        | key pairs | VDC user |

      @clause:role/list
      Examples:
        | resources | owner                    |
        | roles     | cloud zone administrator |

      @clause:user/list
      Examples:
        | resources | owner             |
        | users     | VDC administrator |

      @clause:tenant/list
      Examples:
        | resources | owner                    |
        | tenants   | cloud zone administrator |

      @clause:stack/list
      Examples:
        | resources | owner    |
        | stacks    | VDC user |

      @clause:virtual-compute/list
      Examples:
        | resources        | owner    |
        | virtual computes | VDC user |

      @clause:image/list
      Examples:
        | resources | owner    |
        | images    | VDC user |

      @clause:security-group/list
      Examples:
        | resources       | owner             |
        | security groups | VDC administrator |

      @clause:virtual-network/list
      Examples:
        | resources        | owner    |
        | virtual networks | VDC user |

      @clause:virtual-storage/list
      Examples:
        | resources        | owner    |
        | virtual storages | VDC user |

    @id:impostor-create
    Scenario Outline: Whoever shows a forged token may not create a <resource>
      Given the <owner> has created a <resource>
      When the impostor tries to create a <resource>
      Then the request is refused as unauthenticated
      And no <resource> was added

      @clause:flavour/create/authorization
      Examples:
        | resource | owner                    |
        | flavour  | cloud zone administrator |

      @clause:key-pair/create/authorization
      Examples:
        | resource | owner    |
        | key pair | VDC user |

      @clause:role/create/authorization
      Examples:
        | resource | owner                    |
        | role     | cloud zone administrator |

      @clause:user/create/authorization
      Examples:
        | resource | owner             |
        | user     | VDC administrator |

      @clause:tenant/create/authorization
      Examples:
        | resource | owner                    |
        | tenant   | cloud zone administrator |

      @clause:stack/create/authorization
      Examples:
        | resource | owner    |
        | stack    | VDC user |

      @clause:virtual-compute/create/authorization
      Examples:
        | resource        | owner    |
        | virtual compute | VDC user |

      @clause:image/create/authorization
      Examples:
        | resource | owner    |
        | image    | VDC user |

      @clause:security-group/create/authorization
      Examples:
        | resource       | owner             |
        | security group | VDC administrator |

      @clause:virtual-network/create/authorization
      Examples:
        | resource        | owner    |
        | virtual network | VDC user |

      @clause:virtual-storage/create/authorization
      Examples:
        | resource        | owner    |
        | virtual storage | VDC user |

    @id:impostor-delete
    Scenario Outline: Whoever shows a forged token may not delete a <resource>
      Given the <owner> has created a <resource>
      When the impostor tries to delete the <resource>
      Then the request is refused as unauthenticated
      And the <owner> finds the <resource> listed

      @clause:flavour/delete/authorization
      Examples:
        | resource | owner                    |
        | flavour  | cloud zone administrator |

      @clause:key-pair/delete/authorization
      Examples:
        | resource | owner    |
        | key pair | VDC user |

      @clause:role/delete/authorization
      Examples:
        | resource | owner                    |
        | role     | cloud zone administrator |

      @clause:user/delete/authorization
      Examples:
        | resource | owner             |
        | user     | VDC administrator |

      @clause:tenant/delete/authorization
      Examples:
        | resource | owner                    |
        | tenant   | cloud zone administrator |

      @clause:stack/delete/authorization
      Examples:
        | resource | owner    |
        | stack    | VDC user |

      @clause:virtual-compute/delete/authorization
      Examples:
        | resource        | owner    |
        | virtual compute | VDC user |

      @clause:image/delete/authorization
      Examples:
        | resource | owner    |
        | image    | VDC user |

      @clause:security-group/delete/authorization
      Examples:
        | resource       | owner             |
        | security group | VDC administrator |

      @clause:virtual-network/delete/authorization
      Examples:
        | resource        | owner    |
        | virtual network | VDC user |

      @clause:virtual-storage/delete/authorization
      Examples:
        | resource        | owner    |
        | virtual storage | VDC user |

  Rule: What does not exist cannot be acted upon

    @id:unknown-delete @level:should
    Scenario Outline: A <resource> that does not exist cannot be deleted
      Given the <owner> has created a <resource>
      When the <owner> tries to delete a <resource> that does not exist
      Then the request is refused as unknown
      And the <owner> finds the <resource> listed

      @clause:flavour/delete
      Examples:
        | resource | owner                    |
        | flavour  | cloud zone administrator |

      @clause:key-pair/delete
      Examples:
        | resource | owner    |
        | key pair | VDC user |

      @clause:role/delete
      Examples:
        | resource | owner                    |
        | role     | cloud zone administrator |

      @clause:user/delete
      Examples:
        | resource | owner                    |
        | user     | cloud zone administrator |

      @clause:tenant/delete
      Examples:
        | resource | owner                    |
        | tenant   | cloud zone administrator |

      @clause:stack/delete
      Examples:
        | resource | owner    |
        | stack    | VDC user |

      @clause:virtual-compute/delete
      Examples:
        | resource        | owner    |
        | virtual compute | VDC user |

      @clause:image/delete
      Examples:
        | resource | owner    |
        | image    | VDC user |

      @clause:security-group/delete
      Examples:
        | resource       | owner                    |
        | security group | cloud zone administrator |

      @clause:virtual-network/delete
      Examples:
        | resource        | owner    |
        | virtual network | VDC user |

      @clause:virtual-storage/delete
      Examples:
        | resource        | owner    |
        | virtual storage | VDC user |
