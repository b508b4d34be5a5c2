/** The accelerators of a world. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import type { Accelerator, OperationName } from './hardware.ts';
import { type ModelName, models, subsystemsOf } from './models.ts';
import type { Holder, PooledAccelerator } from './pool.ts';

export interface AcceleratorRow {
  readonly id: string;
  readonly deviceId: string;
  readonly host: string;
  readonly model: ModelName;
  readonly image: string | undefined;
  readonly operations: readonly OperationName[];
  readonly holder: Holder | undefined;
  /** What it becomes when it has been loaded. */
  readonly loading: Pick<AcceleratorRow, 'image' | 'operations'> | undefined;
  readonly faulty: boolean;
  readonly enabled: boolean;
  /** A discovery has seen it. */
  readonly found: boolean;
}
export type Accelerators = Table<AcceleratorRow, 'attachTarget', 'host' | 'device' | 'holder'>;

/** The devices of each host of a fresh world, beside the card that is shared. */
const perHost: readonly ModelName[] = ['fpga', 'fpga', 'gpu', 'crypto', 'crypto', 'compression'];

/** The workloads that have a function of the shared card from the start. */
const givenFromTheStart = ['workload-1', 'workload-2'] as const;

/** @param hosts the names of those of the compute service */
export function createAccelerators(world: World, hosts: readonly string[]): Accelerators {
  const accelerators: Accelerators = world.store.table('acceleration/accelerator', {
    key: ({ id }) => id,
    unique: { attachTarget: ({ holder }) => holder?.attachTarget },
    groups: {
      host: ({ host }) => host,
      device: ({ deviceId }) => deviceId,
      holder: ({ holder }) => holder?.id,
    },
  });
  const shared = world.ids.uuid();
  for (const name of givenFromTheStart) {
    accelerators.insert({
      ...newAccelerator(world, hosts[0] ?? '', 'nic'),
      deviceId: shared,
      holder: { id: name, attachTarget: name },
    });
  }
  for (const host of hosts) {
    for (const model of perHost) accelerators.insert(newAccelerator(world, host, model));
  }
  return accelerators;
}

/** As it comes from the factory, on a device of its own. */
export const newAccelerator = ({ ids }: World, host: string, model: ModelName): AcceleratorRow => ({
  id: ids.uuid(),
  deviceId: ids.uuid(),
  host,
  model,
  image: models[model].factoryImage,
  operations: models[model].operations,
  holder: undefined,
  loading: undefined,
  faulty: false,
  enabled: true,
  found: true,
});

/** What workloads meet: nothing while it is being loaded. */
export const hardwareOf = ({ model, operations, loading }: AcceleratorRow): Accelerator => ({
  subsystems: loading === undefined ? subsystemsOf(model, operations) : [],
});

/** What the pool shows. */
export function shownAccelerator(row: AcceleratorRow): PooledAccelerator {
  const { id, deviceId, host, image, operations, holder, enabled } = row;
  const { type, vendor, model, factoryImage } = models[row.model];
  return {
    id,
    deviceId,
    host,
    type,
    vendor,
    model,
    programmable: factoryImage !== undefined,
    image,
    operations,
    holder,
    state: stateOf(row),
    enabled,
  };
}

const stateOf = ({ loading, faulty, holder }: AcceleratorRow): PooledAccelerator['state'] => {
  if (loading !== undefined) return 'loading';
  if (faulty) return 'faulty';
  return holder === undefined ? 'free' : 'allocated';
};
