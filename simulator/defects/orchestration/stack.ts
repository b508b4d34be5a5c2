/** The defects of stacks. */
import { sharedDefects } from '../collection/shared.ts';
import type { Defect } from '../defect.ts';
import { stackCreateDefects } from './stack-create.ts';
import { stackDeleteDefects } from './stack-delete.ts';
import { inOwnTenant, stacks } from './stack-parts.ts';

/** Told anew among those of stacks, since their paths have names too. */
const except = ['create-phantom', 'delete-takes-the-neighbour'];

export const stackDefects: readonly Defect[] = [
  ...sharedDefects(stacks, except).map((defect) => ({
    ...defect,
    wrap: (next: Parameters<Defect['wrap']>[0]) => defect.wrap(inOwnTenant(next)),
  })),
  ...stackCreateDefects,
  ...stackDeleteDefects,
];
