@interface:nf-vi @needs:acceleration-management @needs:acceleration
Feature: Statistics of accelerators
  Accelerators count what workloads have them do. The VIM reads what has been
  counted, as much of it as it selects, and lets counting begin again.

  Background:
    Given the VDC user has created a virtual compute
    And the VIM has allocated an accelerator to the virtual compute
    And the VNF uses the accelerator
    And the VNF has initialised its accelerator

  Rule: Statistics tell what has been done

    @id:acceleration-statistics-counted @clause:GetAccStatistics
    Example: What a workload has had worked on is counted
      Given the VIM has read the statistics of the accelerator
      When the VNF has 3 items of 100 bytes worked on
      Then the statistics of the accelerator have grown by:
        | itemsIn  | 3   |
        | itemsOut | 3   |
        | bytesIn  | 300 |
        | bytesOut | 300 |

    @id:acceleration-statistics-monotone @clause:GetAccStatistics
    Example: Reading counts nothing and forgets nothing
      Given the VNF has had 3 items of 100 bytes worked on
      And the VIM has read the statistics of the accelerator
      When the VIM reads the statistics of the accelerator
      Then the statistics of the accelerator have not changed
      And "itemsIn" of the statistics of the accelerator is at least 3

    @id:acceleration-statistics-outlast @clause:GetAccStatistics
    Example: What was counted outlasts the workload that caused it
      Given the VNF has had 3 items of 100 bytes worked on
      And the VIM has read the statistics of the accelerator
      When the VNF releases its accelerator
      Then the statistics of the accelerator have not changed

    @id:acceleration-statistics-others @clause:GetAccStatistics
    Example: The work of one accelerator is not counted for another
      Given the VDC user has created another virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      And the VIM has read the statistics of the accelerator
      When the VNF has 3 items of 100 bytes worked on
      Then the statistics of the accelerator have not changed

    @id:acceleration-statistics-selected @clause:GetAccStatistics
    Scenario Outline: Of the statistics, only <attribute> is told when only that is selected
      Given the VNF has had 3 items of 100 bytes worked on
      When the VIM reads "<attribute>" of the statistics of the accelerator
      Then the VIM is told "<attribute>" of the statistics and nothing else
      And the VIM is told the statistics of the accelerator alone

      Examples:
        | attribute |
        | itemsIn   |
        | bytesOut  |

    @id:acceleration-statistics-nothing @clause:GetAccStatistics
    Example: A filter that nothing matches yields no statistics
      Given the VNF has had 3 items of 100 bytes worked on
      When the VIM reads the statistics of accelerators that nobody has
      Then the VIM is told no statistics

    @id:acceleration-statistics-refused @clause:GetAccStatistics
    Scenario Outline: Statistics with <what> are refused
      Given the VNF has had 3 items of 100 bytes worked on
      When the VIM tries to call GetAccStatistics with:
        | <parameter> | <value> |
      Then the call is refused as <reason>

      Examples:
        | what                     | parameter       | value              | reason            |
        | a text for a filter      | accFilter       | nonsense           | invalid filter    |
        | a filter by no attribute | accFilter       | (eq,noSuchThing,1) | invalid filter    |
        | an unknown attribute     | accStatSelector | noSuchThing        | invalid selector  |
        | a text for a selector    | accStatSelector | items In           | invalid selector  |
        | an unknown parameter     | noSuchThing     | 1                  | invalid parameter |

  Rule: A reset sets the selected statistics back, and no others

    @id:acceleration-statistics-reset @clause:ResetAccStatistics
    Example: After a reset everything is counted from nothing
      Given the VNF has had 3 items of 100 bytes worked on
      When the VIM resets the statistics of the accelerator
      Then "itemsIn" of the statistics of the accelerator is 0
      And "bytesOut" of the statistics of the accelerator is 0
      And these calls were exchanged, in order:
        | call               | from | to   |
        | ResetAccStatistics | VIM  | NFVI |
        | GetAccStatistics   | VIM  | NFVI |
        | GetAccStatistics   | VIM  | NFVI |

    @id:acceleration-statistics-reset-anew @clause:ResetAccStatistics @clause:GetAccStatistics
    Example: Counting goes on after a reset
      Given the VNF has had 3 items of 100 bytes worked on
      And the VIM has reset the statistics of the accelerator
      When the VNF has 2 items of 50 bytes worked on
      Then "itemsIn" of the statistics of the accelerator is 2
      And "bytesIn" of the statistics of the accelerator is 100

    @id:acceleration-statistics-reset-selected @clause:ResetAccStatistics
    Example: A reset of one attribute leaves the others as they are
      Given the VIM has reset the statistics of the accelerator
      And the VNF has had 3 items of 100 bytes worked on
      When the VIM resets "itemsIn" of the statistics of the accelerator
      Then "itemsIn" of the statistics of the accelerator is 0
      And "bytesIn" of the statistics of the accelerator is 300

    @id:acceleration-statistics-reset-others @clause:ResetAccStatistics
    Example: A reset of one accelerator leaves the others as they are
      Given the VNF has had 3 items of 100 bytes worked on
      And the VIM has read the statistics of the accelerator
      And the VDC user has created another virtual compute
      And the VIM has allocated an accelerator to the virtual compute
      When the VIM resets the statistics of the accelerator
      Then the statistics of the other accelerator have not changed

    @id:acceleration-statistics-reset-refused @clause:ResetAccStatistics
    Scenario Outline: A reset with <what> is refused
      Given the VNF has had 3 items of 100 bytes worked on
      And the VIM has read the statistics of the accelerator
      When the VIM tries to call ResetAccStatistics with:
        | <parameter> | <value> |
      Then the call is refused as <reason>
      And the statistics of the accelerator have not changed

      Examples:
        | what                     | parameter       | value              | reason            |
        | a text for a filter      | accFilter       | nonsense           | invalid filter    |
        | a filter by no attribute | accFilter       | (eq,noSuchThing,1) | invalid filter    |
        | an unknown attribute     | accStatSelector | noSuchThing        | invalid selector  |
        | an unknown parameter     | noSuchThing     | 1                  | invalid parameter |
