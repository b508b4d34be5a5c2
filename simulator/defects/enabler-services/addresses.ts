/** All defects of address servers. */
import type { Defect } from '../defect.ts';
import { addressAnswerDefects } from './address-answers.ts';
import { addressConfigurationDefects } from './address-configuration.ts';
import { addressLeaseDefects } from './address-leases.ts';
import { address6Defects } from './address-v6.ts';

export const addressDefects: readonly Defect[] = [
  ...addressAnswerDefects,
  ...addressLeaseDefects,
  ...addressConfigurationDefects,
  ...address6Defects,
];
