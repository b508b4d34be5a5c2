/** What all services of one simulator share: time, ids, tables and what they say of themselves. */
import type { Clock, ClockState } from './clock.ts';
import { createIds, type Ids, type IdsState } from './ids.ts';
import { Notices } from './notices.ts';
import { Store, type StoreState } from './store.ts';

export interface World {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly store: Store;
  readonly notices: Notices;
}

/** A whole world at one instant. It belongs to the simulator that made it, and can be used often. */
export interface Snapshot {
  readonly clock: ClockState;
  readonly ids: IdsState;
  readonly store: StoreState;
}

export function createWorld(clock: Clock, seed: number): World {
  return { clock, ids: createIds(seed), store: new Store(), notices: new Notices() };
}

export function captureWorld(world: World): Snapshot {
  return {
    clock: world.clock.capture(),
    ids: world.ids.capture(),
    store: world.store.capture(),
  };
}

export function restoreWorld(world: World, snapshot: Snapshot): void {
  world.clock.restore(snapshot.clock);
  world.ids.restore(snapshot.ids);
  world.store.restore(snapshot.store);
}
