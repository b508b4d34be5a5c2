/** All defects of address servers. */
import type { Defect } from '../defect.ts';
import { addressAnswerDefects } from './address-answers.ts';
import { addressConfigurationDefects } from './address-configuration.ts';
import { addressLeaseDefects } from './address-leases.ts';

export const addressDefects: readonly Defect[] = [
  ...addressAnswerDefects,
  ...addressLeaseDefects,
  ...addressConfigurationDefects,
];
