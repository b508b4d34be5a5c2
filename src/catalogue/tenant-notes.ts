/** What the prose around Table 6-2 demands beside the operations. */
import { contradicted, type Weight } from './level-reasons.ts';
import type { Requirement } from './requirement.ts';

const stated: Weight = {
  level: 'MUST',
  levelReason: 'The prose above Table 6-2 states it, and stock clouds do it.',
};

const note = (
  id: string,
  statement: string,
  about: string,
  more: Partial<Requirement> = {},
): Requirement => ({
  id,
  table: '6-2',
  interfacePoints: ['or-vi', 'vi-vnfm'],
  ...stated,
  statement,
  clause: `Tenant-level APIs, on ${about}`,
  ...more,
});

export const tenantNotes: readonly Requirement[] = [
  note(
    'tenant/isolation',
    'What belongs to one tenant is hidden from the users of another, who cannot change it.',
    'the tenant as the slice of a cloud zone dedicated to a workload',
    {
      reading:
        'Dedicated means that another tenant neither sees nor touches it; a refusal may say forbidden or that there is no such thing.',
    },
  ),
  note(
    'tenant/quota',
    'A tenant gets no more virtual resources than its quota allows.',
    'the quota assigned to a tenant',
    {
      reading:
        'The chapter does not say how a request beyond the quota is refused: each service’s own refusal counts, provided nothing was added.',
    },
  ),
  note(
    'virtual-compute/capacity-parameters',
    'A virtual compute can be launched by stating its capacity in place of a flavour.',
    'launching by capacity instead of by an existing flavour',
    contradicted('capacity-parameters', 'their virtual computes always take a flavour.'),
  ),
  note(
    'virtual-compute/boot-from-image',
    'A virtual compute boots from the image that it was launched with.',
    'launching a virtual compute from an image',
  ),
  note(
    'virtual-compute/boot-from-volume',
    'A virtual compute boots from virtual storage in place of an image.',
    'creating a virtual resource from an image or a device',
    { reading: 'The device named as the alternative to an image is bootable virtual storage.' },
  ),
  note(
    'virtual-compute/attach-address',
    'An address that is attached to a running virtual compute leads to it.',
    'attaching addresses and storage to a running instance',
    {
      reading:
        'Storage has a column of its own in the table; this is about an address from outside the tenant’s network.',
    },
  ),
];
