/** The defects of virtual computes. */
import { sharedDefects } from '../collection/shared.ts';
import type { Defect } from '../defect.ts';
import { virtualComputeLaunchDefects } from './virtual-compute-launch.ts';
import { virtualComputeLifeDefects } from './virtual-compute-life.ts';
import { virtualComputeNeighbourDefects } from './virtual-compute-neighbours.ts';
import { servers } from './virtual-compute-parts.ts';

export const virtualComputeDefects: readonly Defect[] = [
  ...sharedDefects(servers),
  ...virtualComputeLaunchDefects,
  ...virtualComputeLifeDefects,
  ...virtualComputeNeighbourDefects,
];
