/** What a conformant target may do: no check may fail on any of these. */
import type { Variation } from '../defect.ts';
import { administeringVnfManagers } from './administering-vnf-managers.ts';
import { otherAnswers } from './answers.ts';
import { otherHardware } from './hardware.ts';
import { otherMoments } from './moments.ts';
import { neighbours } from './neighbours.ts';
import { restrictedGroups } from './restricted-groups.ts';
import { statedCapacity } from './stated-capacity.ts';
import { otherServers } from './servers.ts';

export const variations: readonly Variation[] = [
  ...otherAnswers,
  neighbours,
  ...otherMoments,
  restrictedGroups,
  statedCapacity,
  administeringVnfManagers,
  ...otherServers,
  ...otherHardware,
];
