/** All defects of load balancers. */
import type { Defect } from '../defect.ts';
import { partDefects } from './part-defects.ts';
import { loadBalancerTrafficDefects } from './traffic.ts';
import { wholeDefects } from './whole.ts';

export const loadBalancerDefects: readonly Defect[] = [
  ...wholeDefects,
  ...partDefects,
  ...loadBalancerTrafficDefects,
];
