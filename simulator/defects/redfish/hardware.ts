/** All that can be wrong with hardware. */
import type { Defect } from '../defect.ts';
import { changeDefects } from './changes.ts';
import { discoveryDefects } from './discovery.ts';
import { environmentDefects } from './environments.ts';
import { healthDefects } from './health.ts';
import { startDefects } from './starts.ts';

export const hardwareDefects: readonly Defect[] = [
  ...discoveryDefects,
  ...changeDefects,
  ...healthDefects,
  ...environmentDefects,
  ...startDefects,
];
