/** What every room of the accelerator service works with. */
import type { AcceleratorPool } from '../acceleration/pool.ts';
import type { Caller } from '../kernel/caller.ts';
import type { Enforcer } from '../kernel/policy.ts';
import type { World } from '../kernel/world.ts';
import type { Requests } from './accelerator-request-table.ts';
import type { Profiles } from './device-profile-table.ts';
import type { Inventory } from './inventory.ts';
import type { AcceleratorRule } from './policy.ts';

/** An image with its data, as far as this service reads it. */
export interface ProgramImage {
  readonly id: string;
  readonly name: string | null;
  readonly bytes: Uint8Array;
}

export interface Room {
  readonly world: World;
  readonly policy: Enforcer<AcceleratorRule>;
  readonly pool: AcceleratorPool;
  readonly inventory: Inventory;
  readonly profiles: Profiles;
  readonly requests: Requests;
  /** Undefined also when the caller may not see it, or when it has no data; without a caller, any. */
  readonly image: (caller: Caller | undefined, imageId: string) => ProgramImage | undefined;
  readonly hasServer: (serverId: string) => boolean;
}
