@interface:nf-vi @needs:acceleration-management
Feature: Images of accelerators
  An accelerator that can be programmed does what its image says. The VIM
  loads an image into it while no workload uses it, wholly or not at all.

  Rule: An image is loaded into an accelerator that can be programmed

    @id:acceleration-image-loaded @clause:OnloadAccImage @clause:QueryAccResource
    Example: The accelerator runs the image that was loaded
      Given the VDC user has created a virtual compute
      And the VIM has allocated a programmable accelerator to the virtual compute
      When the VIM loads an image into the accelerator
      Then the accelerator runs the image
      And the accelerator is allocated to its virtual compute
      And these calls were exchanged, in order:
        | call                | from | to   |
        | AllocateAccResource | VIM  | NFVI |
        | OnloadAccImage      | VIM  | NFVI |

    @id:acceleration-image-used @clause:OnloadAccImage @clause:InitAcc @needs:acceleration @interface:vn-nf
    Example: A workload uses what the image brings
      Given the VDC user has created a virtual compute
      And the VIM has allocated a programmable accelerator to the virtual compute
      And the VIM has loaded an image into the accelerator
      And the VNF uses the accelerator
      When the VNF initialises its accelerator
      Then the VNF can use its accelerator

  Rule: What is not loaded changes nothing

    @id:acceleration-image-refused @clause:OnloadAccImage
    Scenario Outline: <what> is refused
      Given the VDC user has created a virtual compute
      And the VIM has allocated a programmable accelerator to the virtual compute
      When the VIM tries to call OnloadAccImage with:
        | <parameter> | <value> |
      Then the call is refused as <reason>
      And the accelerator is as it was

      Examples:
        | what                                   | parameter             | value                                                            | reason            |
        | An image for another type              | accImageInfo.type     | no-such-type                                                     | image rejected    |
        | An image with the sum of another       | accImageInfo.checksum | 0000000000000000000000000000000000000000000000000000000000000000 | image rejected    |
        | An image without a sum                 | accImageInfo.checksum | (none)                                                           | invalid parameter |
        | An image without description           | accImageInfo          | (none)                                                           | invalid parameter |
        | A description without an image         | accImage              | (none)                                                           | invalid parameter |
        | An image for what does not exist       | accResourceId         | 00000000-0000-4000-8000-000000000000                             | no such resource  |

    @id:acceleration-image-not-programmable @clause:OnloadAccImage
    Example: An accelerator that cannot be programmed refuses images
      Given the VDC user has created a virtual compute
      And the VIM has allocated an accelerator that cannot be programmed to the virtual compute
      When the VIM tries to call OnloadAccImage
      Then the call is refused as not programmable
      And the accelerator is as it was

    @id:acceleration-image-in-use @clause:OnloadAccImage @needs:acceleration
    Example: An accelerator that a workload uses refuses images
      Given the VDC user has created a virtual compute
      And the VIM has allocated a programmable accelerator to the virtual compute
      And the VNF uses the accelerator
      And the VNF has initialised its accelerator
      When the VIM tries to call OnloadAccImage
      Then the call is refused as resource busy
      And the accelerator is as it was
      And the VNF can use its accelerator
