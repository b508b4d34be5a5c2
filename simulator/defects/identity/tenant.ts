/** The defects of tenants. */
import { sharedDefects } from '../collection/shared.ts';
import type { Defect } from '../defect.ts';
import { afterlifeDefects } from './afterlife.ts';
import { describedDefects, placedDefects } from './described.ts';
import { tenants } from './identity-parts.ts';
import { sparingPersonas } from './personas.ts';

export const tenantDefects: readonly Defect[] = [
  ...sharedDefects(tenants),
  ...describedDefects(tenants, 64),
  ...placedDefects(tenants),
  ...afterlifeDefects(tenants, 'tenant'),
].map(sparingPersonas);
