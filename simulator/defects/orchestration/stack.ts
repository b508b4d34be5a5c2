/** The defects of stacks. */
import { sharedDefects } from '../collection/shared.ts';
import type { Defect } from '../defect.ts';
import { stackCreateDefects } from './stack-create.ts';
import { stackDeleteDefects } from './stack-delete.ts';
import { inOwnTenant, stacks } from './stack-parts.ts';

/** Whoever has signed in may create their own; the others are told anew, since paths have names too. */
const except = ['create-by-anyone', 'create-phantom', 'delete-takes-the-neighbour'];

export const stackDefects: readonly Defect[] = [
  ...sharedDefects(stacks, except).map((defect) => ({
    ...defect,
    wrap: (next: Parameters<Defect['wrap']>[0]) => defect.wrap(inOwnTenant(next)),
  })),
  ...stackCreateDefects,
  ...stackDeleteDefects,
];
