@interface:or-vi @needs:service-chaining
Feature: Network forwarding path management
  Or-Vi lists the management of network forwarding paths (NFP), which Vi-Vnfm does
  not: the orchestrator leads chosen traffic over connection points of virtual
  networks, in an order. Its rule says which traffic it is. No path of stock clouds
  can be switched off and on again.

  Rule: Create leads the chosen traffic over connection points, in their order

    @id:nfp-create @clause:or-vi/nfp/create @clause:or-vi/nfp/query
    Example: A new path is found with its rule and its connection points in their order
      Given the VNF manager has 3 connection points
      When the orchestrator creates a forwarding path over 3 of them for:
        | protocol              | TCP          |
        | destination addresses | 10.81.0.0/24 |
        | source ports          | 1024-65535   |
        | destination ports     | 80           |
      Then the orchestrator finds the forwarding path as it was asked for
      And the other VNF manager does not find the forwarding path

    @id:nfp-create-no-point @clause:or-vi/nfp/create
    Example: No path leads over a connection point that does not exist
      Given the VNF manager has 1 connection point
      And the orchestrator can list forwarding paths
      When the orchestrator tries to create a forwarding path over a connection point that does not exist
      Then the request is refused as unknown
      And no forwarding path was added

    @id:nfp-create-taken @clause:or-vi/nfp/create @level:should
    Scenario Outline: A second path cannot be made <shared>
      Given the VNF manager has 4 connection points
      And the orchestrator has created a forwarding path
      When the orchestrator tries to create another forwarding path <shared>
      Then the request is refused as <reason>
      And no forwarding path was added
      And the orchestrator finds the forwarding path as it was

      Examples:
        | shared                          | reason                 |
        | over the same connection points | invalid or conflicting |
        | for the same traffic            | invalid or conflicting |
        | with the same rule              | conflicting            |

    @id:nfp-create-foreign @clause:or-vi/nfp/create
    Example: Whose connection points they are not cannot lead traffic over them
      Given the VNF manager has 2 connection points
      And the other VNF manager can list forwarding paths
      When the other VNF manager tries to create a forwarding path
      Then the request is refused as unknown or forbidden
      And no forwarding path was added

  Rule: Query finds the paths, for whom they concern

    @id:nfp-query-unsigned @clause:or-vi/nfp/query
    Example: Nobody queries forwarding paths without having signed in
      Given the orchestrator can list forwarding paths
      When the anonymous caller tries to list forwarding paths
      Then the request is refused as unauthenticated

  Rule: Update leads other traffic over the same connection points

    @id:nfp-update @clause:or-vi/nfp/update
    Example: An updated path has its new rule and nothing else that is new, and its neighbour stays
      Given the VNF manager has 4 connection points
      And the orchestrator has created a forwarding path
      And the orchestrator has created another forwarding path
      When the orchestrator updates the forwarding path with:
        | description  | between two functions |
        | protocol     | UDP                   |
        | source ports | 53                    |
      Then the orchestrator finds the forwarding path as it was asked for
      And the orchestrator finds the other forwarding path as it was

    @id:nfp-update-foreign @clause:or-vi/nfp/update
    Example: A VNF manager cannot change the path of another one
      Given the VNF manager has 2 connection points
      And the orchestrator has created a forwarding path
      And the other VNF manager can list forwarding paths
      When the other VNF manager tries to update the forwarding path with:
        | description | changed |
      Then the request is refused as unknown or forbidden
      And the orchestrator finds the forwarding path as it was

    @id:nfp-update-unknown @clause:or-vi/nfp/update
    Example: A path that does not exist cannot be updated
      Given the orchestrator can list forwarding paths
      When the orchestrator tries to update a forwarding path that does not exist
      Then the request is refused as unknown

  Rule: Delete takes a path away, which then leads nothing any more

    @id:nfp-delete @clause:or-vi/nfp/delete
    Example: A deleted path is gone, and its neighbour stays
      Given the VNF manager has 4 connection points
      And the orchestrator has created a forwarding path
      And the orchestrator has created another forwarding path
      When the orchestrator deletes the forwarding path
      Then the orchestrator does not find the forwarding path
      And the orchestrator finds the other forwarding path as it was

    @id:nfp-delete-frees @clause:or-vi/nfp/delete
    Example: The traffic and connection points of a deleted path are free for another one
      Given the VNF manager has 2 connection points
      And the orchestrator has created a forwarding path
      And the orchestrator has deleted the forwarding path
      When the orchestrator creates another forwarding path in its place
      Then the orchestrator finds the forwarding path as it was asked for

    @id:nfp-delete-part @clause:or-vi/nfp/delete @level:should
    Scenario Outline: A <part> of a path cannot be taken away from under it
      Given the VNF manager has 2 connection points
      And the orchestrator has created a forwarding path
      When the orchestrator tries to take away a <part> of the forwarding path
      Then the request is refused as conflicting
      And the orchestrator finds the forwarding path as it was

      Examples:
        | part             |
        | rule             |
        | hop              |
        | connection point |

    @id:nfp-delete-foreign @clause:or-vi/nfp/delete
    Example: A VNF manager cannot delete the path of another one
      Given the VNF manager has 2 connection points
      And the orchestrator has created a forwarding path
      And the other VNF manager can list forwarding paths
      When the other VNF manager tries to delete the forwarding path
      Then the request is refused as unknown or forbidden
      And the orchestrator finds the forwarding path as it was

    @id:nfp-delete-unknown @clause:or-vi/nfp/delete
    Example: A path that does not exist cannot be deleted
      Given the orchestrator can list forwarding paths
      When the orchestrator tries to delete a forwarding path that does not exist
      Then the request is refused as unknown
