/** What every room of the accelerator service works with. */
import type { Enforcer } from '../kernel/policy.ts';
import type { World } from '../kernel/world.ts';
import type { Requests } from './accelerator-request-table.ts';
import type { Profiles } from './device-profile-table.ts';
import type { Inventory } from './inventory.ts';
import type { AcceleratorRule } from './policy.ts';
import type { ImageLookup, Pool } from './ports.ts';

export interface Room {
  readonly world: World;
  readonly policy: Enforcer<AcceleratorRule>;
  readonly pool: Pool;
  readonly inventory: Inventory;
  readonly profiles: Profiles;
  readonly requests: Requests;
  readonly image: ImageLookup;
  readonly hasServer: (serverId: string) => boolean;
}
