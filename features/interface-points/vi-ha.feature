@interface:vi-ha
Feature: Hardware
  The software layer finds out which machines there are, what they are made of,
  how they are configured and how they are. What becomes of a machine becomes
  known to the VIM, which acts through the software layer. On a host, execution
  environments are made for workloads.

  @needs:hardware-management
  Rule: The VIM finds out which hardware there is and how it is configured

    @id:hardware-machines @clause:vi-ha/discover
    Example: Each machine tells what it is made of and how it is configured
      When the VIM asks what the machines are made of
      Then each machine has processors, memory, storage and network interfaces
      And the parts of each machine add up to what the machine tells
      And no part is told twice
      And each machine tells how it is configured

    @id:hardware-surroundings @clause:vi-ha/discover
    Example: Each machine stands in an enclosure and has a manager
      When the VIM asks which machines there are
      Then each machine stands in an enclosure that knows the machine
      And each machine has a manager that tells what it is

    @id:hardware-hosts @clause:vi-ha/discover
    Example: Each host of the VIM runs on one of the machines
      When the VIM asks which machines there are
      Then each host of the VIM runs on one machine

    @id:hardware-unauthenticated @clause:vi-ha/discover
    Scenario Outline: Who asks <how> is told of no machine
      Given the VIM can ask which machines there are
      When somebody tries to ask <how> which machines there are
      Then the request is refused as unauthenticated

      Examples:
        | how                                  |
        | without credentials                  |
        | with a wrong password                |
        | with a session that nobody opened    |
        | with a session that the VIM has ended |

    @id:hardware-session @clause:vi-ha/discover
    Example: Who has opened a session needs no password to ask
      Given the VIM has opened a session
      When the VIM asks in the session which machines there are
      Then the VIM finds the machines that it finds with its password

    @id:hardware-unknown @clause:vi-ha/discover
    Scenario Outline: An unknown <thing> is refused as unknown
      Given the VIM can ask which machines there are
      When the VIM tries to look at an unknown <thing>
      Then the request is refused as unknown

      Examples:
        | thing     |
        | machine   |
        | enclosure |
        | manager   |

  @needs:hardware-management @disruptive
  Rule: What the VIM changes is changed, and what it did not know of is not undone

    @id:hardware-label @clause:vi-ha/discover
    Example: A label is told as it was given
      Given a machine that may be taken down
      When the VIM gives the machine a label
      Then the machine has that label

    @id:hardware-label-stale @clause:vi-ha/discover
    Example: A change that rests on what is no longer true is refused
      Given a machine that may be taken down
      And the machine tells what changes rest on
      And the VIM has given the machine a label
      When the VIM tries to give it another as if it had none
      Then the request is refused as conflicting
      And the machine has that label

    @id:hardware-label-at-once @clause:vi-ha/discover
    Example: Of changes at once that rest on the same, one is made
      Given a machine that may be taken down
      And the machine tells what changes rest on
      When the VIM gives the machine 4 labels at once
      Then one of the labels is given, and the others conflict with it

    @id:hardware-configuration @clause:vi-ha/discover
    Example: A new configuration waits for the next start
      Given a machine that may be taken down
      When the VIM changes the configuration of the machine
      Then the machine tells the new configuration as the one to come
      And the old configuration is still in force

    @id:hardware-configuration-in-force @clause:vi-ha/discover
    Example: A new configuration is in force after the next start
      Given a machine that may be taken down
      And the VIM has changed the configuration of the machine
      When the VIM starts the machine again
      Then the new configuration becomes the one in force

    @id:hardware-refused @clause:vi-ha/discover
    Scenario Outline: <what> is refused
      Given a machine that may be taken down
      When the VIM tries to ask for <what>
      Then the request is refused as invalid
      And the machine is as it was

      Examples:
        | what                         |
        | an unknown way of switching  |
        | a setting that there is not  |

    @id:hardware-reader @clause:vi-ha/discover
    Example: Who may only look switches no machine off
      Given a machine that may be taken down
      And somebody has an account that may only look
      And somebody can ask which machines there are
      When somebody tries to switch the machine off
      Then the request is refused as forbidden
      And the machine is as it was

  @needs:hardware-management
  Rule: The health of the hardware becomes known to the VIM

    @id:hardware-health @clause:vi-ha/health
    Example: Each machine and enclosure tells how it is
      When the VIM asks how the machines are
      Then each machine tells a health that is no better than that of its parts
      And each enclosure tells a health that is no better than that of its parts
      And each enclosure tells temperatures, fans and power

    @id:hardware-off @clause:vi-ha/health @disruptive
    Example: The host goes down with its machine
      Given a machine that may be taken down
      And the host on the machine is up
      When the VIM switches the machine off
      Then the machine becomes off
      And the host on the machine becomes down

    @id:hardware-on @clause:vi-ha/health @disruptive
    Example: The host comes back with its machine
      Given a machine that may be taken down
      And the machine was switched off
      When the VIM switches the machine on
      Then the machine becomes on
      And the host on the machine becomes up

    @id:hardware-fault @clause:vi-ha/health @disruptive
    Example: A fault of a part is told, and is seen in the health of the machine
      Given a machine that may be taken down
      And the VIM has subscribed to events
      When a part of the machine fails
      Then the VIM is told that a part of the machine is critical
      And the health of the machine becomes critical
      And a part of the machine is critical

    @id:hardware-fault-over @clause:vi-ha/health @disruptive
    Example: The end of a fault is told, and the machine is well
      Given a machine that may be taken down
      And the VIM has subscribed to events
      And a part of the machine has failed
      When the part of the machine is mended
      Then the VIM is told that a part of the machine is good
      And the health of the machine becomes good
      And the VIM has been told of the fault before its end

    @id:hardware-unsubscribed @clause:vi-ha/health @disruptive
    Example: After the end of a subscription there is silence
      Given a machine that may be taken down
      And the VIM has subscribed to events
      And the VIM has ended its subscription
      When a part of the machine fails
      Then the VIM hears nothing of it

    @id:hardware-subscription-refused @clause:vi-ha/health
    Scenario Outline: A subscription <how> is refused
      Given the VIM has subscribed to events
      When the VIM tries to subscribe to events <how>
      Then the request is refused as invalid

      Examples:
        | how                          |
        | without an address           |
        | by a protocol of other times |

  @needs:execution-environment
  Rule: Execution environments are made on a host

    @id:execution-environment-defined @clause:vi-ha/execution-environment
    Example: An execution environment has the capacity that it was given
      When the VIM makes an execution environment with 2 vCPUs and 512 MiB
      Then the host lists the execution environment
      And it is off, with that capacity

    @id:execution-environment-host @clause:vi-ha/execution-environment
    Example: The host tells what it has
      When the VIM asks what the host has
      Then the host has processors and memory

    @id:execution-environment-state @clause:vi-ha/execution-environment
    Scenario Outline: To <action> an execution environment that is <before> makes it <after>
      Given an execution environment that is <before>
      When the VIM asks the host to <action> the execution environment
      Then the execution environment becomes <after>

      Examples:
        | action  | before    | after     |
        | start   | off       | running   |
        | suspend | running   | suspended |
        | resume  | suspended | running   |
        | stop    | running   | off       |

    @id:execution-environment-removed @clause:vi-ha/execution-environment
    Example: An execution environment that was removed is gone
      Given an execution environment that is off
      When the VIM asks the host to remove the execution environment
      Then the host lists the execution environment no more

    @id:execution-environment-refused @clause:vi-ha/execution-environment
    Scenario Outline: To <action> <which> is refused as <reason>
      Given an execution environment that is running
      When the VIM tries to <action> <which>
      Then the request is refused as <reason>
      And the execution environment is running, with that capacity

      Examples:
        | action | which                                    | reason      |
        | start  | the same execution environment           | conflicting |
        | start  | an unknown execution environment         | unknown     |
        | make   | one of its name that is another          | duplicate   |
        | make   | one without memory                       | invalid     |

  @needs:hardware-management @needs:machine-start @disruptive
  Rule: An execution environment comes onto a machine from where the VIM tells it to start

    @id:execution-environment-start-told @clause:vi-ha/execution-environment
    Example: Where the next start is from is told as it was said
      Given a machine that may be taken down
      When the VIM tells the machine to start from the network once
      Then the next start of the machine is from the network
      And the machine is as it was

    @id:execution-environment-start-once @clause:vi-ha/execution-environment
    Example: After the start that was meant, a machine starts as ever
      Given a machine that may be taken down
      And the VIM has told the machine to start from the network once
      When the VIM starts the machine again
      Then the machine becomes on
      And the next start of the machine becomes as ever

    @id:execution-environment-start-refused @clause:vi-ha/execution-environment
    Example: A machine does not start from what there is not
      Given a machine that may be taken down
      When the VIM tries to tell the machine to start from nowhere
      Then the request is refused as invalid
      And the next start of the machine is as ever
