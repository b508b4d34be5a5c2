/** All defects of the administrative side, of capacity and of information about resources. */
import type { Defect } from '../defect.ts';
import { allocationDefects } from './allocation.ts';
import { infrastructureAuthorizationDefects } from './authorization.ts';
import { configurationDefects } from './configuration.ts';
import { discoveryDefects } from './discovery.ts';
import { resourceTypeDefects } from './resource-types.ts';

export const infrastructureDefects: readonly Defect[] = [
  ...discoveryDefects,
  ...allocationDefects,
  ...configurationDefects,
  ...infrastructureAuthorizationDefects,
  ...resourceTypeDefects,
];
