@interface:vn-nf @needs:acceleration
Feature: Configuration of an accelerator
  A workload sets what its accelerator lets it set, reads it back and gives it
  its default values again, without disturbing another workload on the same
  accelerator.

  Rule: The configuration is read as it is

    @id:acceleration-config-defaults @clause:GetAccConfigs @clause:vn-nf/configure
    Example: A fresh configuration has the default values
      Given an initialised accelerator
      When the VNF reads its configuration
      Then the VNF is shown the default of every setting
      And these calls were exchanged, in order:
        | call          | from | to   |
        | InitAcc       | VNF  | NFVI |
        | GetAccConfigs | VNF  | NFVI |

    @id:acceleration-config-selected @clause:GetAccConfigs @clause:vn-nf/configure
    Example: Only the selected setting is shown
      Given an initialised accelerator
      When the VNF reads the setting alone
      Then the VNF is shown that setting of every subsystem that has it

    @id:acceleration-config-filtered @clause:GetAccConfigs @clause:vn-nf/configure
    Example: Only the chosen subsystem is shown
      Given an initialised accelerator
      When the VNF reads the configuration of that subsystem
      Then the VNF is shown the settings of that subsystem alone

    @id:acceleration-config-read-refused @clause:GetAccConfigs
    Scenario Outline: Reading with <what> is refused
      Given an initialised accelerator
      When the VNF tries to call GetAccConfigs with:
        | <parameter> | <value> |
      Then the call is refused as <fault>

      Examples:
        | what                  | parameter         | value           | fault             |
        | an unknown setting    | accConfigSelector | ["noSuchThing"] | invalid selector  |
        | a text for a filter   | accFilter         | nonsense        | invalid filter    |
        | a number for a filter | accFilter         | 1               | invalid parameter |

  Rule: A change is made wholly or not at all

    @id:acceleration-config-changed @clause:ModifyAccConfiguration @clause:GetAccConfigs @clause:vn-nf/configure
    Example: A setting of a subsystem is changed, and no other
      Given an initialised accelerator
      When the VNF changes a setting
      Then the VNF finds its configuration changed there, and nowhere else
      And these calls were exchanged, in order:
        | call                   | from | to   |
        | ModifyAccConfiguration | VNF  | NFVI |
        | GetAccConfigs          | VNF  | NFVI |

    @id:acceleration-config-whole @clause:ModifyAccConfiguration @clause:vn-nf/configure
    Example: A setting of the whole accelerator is changed
      Given an initialised accelerator
      When the VNF changes a setting of the whole accelerator
      Then the VNF finds its configuration changed there, and nowhere else

    @id:acceleration-config-atomic @clause:ModifyAccConfiguration @clause:vn-nf/configure
    Example: A change that is refused in part changes nothing
      Given an initialised accelerator
      When the VNF tries to change one setting, and another beyond its range
      Then the call is refused as invalid config
      And the VNF finds its configuration as it is by default

    @id:acceleration-config-refused @clause:ModifyAccConfiguration
    Scenario Outline: A change of <what> is refused
      Given an initialised accelerator
      When the VNF tries to call ModifyAccConfiguration with:
        | <parameter> | <value> |
      Then the call is refused as <fault>
      And the VNF finds its configuration as it is by default

      Examples:
        | what                    | parameter                  | value                                              | fault             |
        | an unknown setting      | accConfigurationData       | {"noSuchThing": 1}                                 | invalid config    |
        | an unknown subsystem    | accSubSysConfigurationData | [{"subSystem": "no-such-thing", "attributes": {}}] | invalid config    |
        | nothing                 | accConfigurationData       | (none)                                             | invalid parameter |
        | a text instead of names | accConfigurationData       | everything                                         | invalid parameter |

    @id:acceleration-config-isolated @clause:ModifyAccConfiguration
    Example: Another workload on the same accelerator keeps its configuration
      Given an initialised accelerator
      And the other VNF has initialised its accelerator
      When the VNF changes a setting
      Then the VNF finds its configuration changed there, and nowhere else
      And the other VNF finds its configuration as it is by default

  Rule: A reset gives the selected settings their default values

    @id:acceleration-config-reset @clause:ResetAccConfigs @clause:vn-nf/configure
    Example: A reset concerns the selected setting of the chosen subsystem only
      Given an initialised accelerator
      And the VNF has changed two settings
      When the VNF resets the first of them
      Then the VNF finds the second of them changed, and nothing else

    @id:acceleration-config-reset-all @clause:ResetAccConfigs @clause:vn-nf/configure
    Example: A reset that selects nothing in particular concerns everything
      Given an initialised accelerator
      And the VNF has changed two settings
      When the VNF resets its configuration
      Then the VNF finds its configuration as it is by default
      And these calls were exchanged, in order:
        | call                   | from | to   |
        | ModifyAccConfiguration | VNF  | NFVI |
        | ResetAccConfigs        | VNF  | NFVI |
        | GetAccConfigs          | VNF  | NFVI |

    @id:acceleration-config-reset-refused @clause:ResetAccConfigs
    Scenario Outline: A reset of <what> is refused
      Given an initialised accelerator
      And the VNF has changed a setting
      When the VNF tries to call ResetAccConfigs with:
        | <parameter> | <value> |
      Then the call is refused as <fault>
      And the VNF finds its configuration changed there, and nowhere else

      Examples:
        | what                | parameter         | value           | fault            |
        | an unknown setting  | accConfigSelector | ["noSuchThing"] | invalid selector |
        | a text for a filter | accFilter         | nonsense        | invalid filter   |
