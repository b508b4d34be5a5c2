/**
 * The accelerators of the infrastructure as this service sees them: a device has deployables, and each
 * deployable is one accelerator. Numbers, providers and attributes are this service's own.
 */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import type { Pool, PooledAccelerator } from './ports.ts';

/** A device or a deployable, as far as the pool does not know of it. */
interface Known {
  /** Of the device, or of the accelerator. */
  readonly id: string;
  readonly number: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}
export interface KnownDeployable extends Known {
  readonly deviceNumber: number;
  /** Its provider in placement. */
  readonly providerId: string;
  readonly handleId: string;
  /** The image that it was programmed with through this service. */
  readonly imageId: string | null;
}

export interface Attribute {
  readonly id: string;
  readonly deployable: number;
  readonly key: string;
  readonly value: string;
  readonly createdAt: number;
}

/** A deployable with the accelerator that it is. */
export interface Deployable extends KnownDeployable {
  readonly accelerator: PooledAccelerator;
}
export interface Device extends Known {
  /** One that it has: all agree in what a device shows. */
  readonly accelerator: PooledAccelerator;
}

/** Type of the pool → type of the device, and resource class. */
const kinds: Readonly<Record<string, readonly [type: string, resourceClass: string]>> = {
  fpga: ['FPGA', 'FPGA'],
  gpu: ['GPU', 'PGPU'],
  nic: ['NIC', 'NIC'],
  crypto: ['QAT', 'QAT'],
  compression: ['QAT', 'QAT'],
};
/** Of a type that this service has no word for. */
const otherKind = ['AICHIP', 'CUSTOM_ACCELERATOR'] as const;

export const kindOf = ({ type }: PooledAccelerator): readonly [string, string] =>
  kinds[type] ?? otherKind;

const traitOf = ({ type, model }: PooledAccelerator): string =>
  `CUSTOM_${type}_${model}`.toUpperCase().replaceAll(/[^A-Z0-9_]/g, '_');

export interface Inventory {
  devices(): readonly Device[];
  deployables(): readonly Deployable[];
  readonly attributes: Table<Attribute, never, 'deployable'>;
  attributesOf(deployable: Known): readonly Attribute[];
  programmed(acceleratorId: string, imageId: string): void;
  deviceChanged(deviceId: string): void;
}

export function createInventory(world: World, pool: Pick<Pool, 'accelerators'>): Inventory {
  const { clock, ids, store } = world;
  const devices: Table<Known> = store.table('accelerator/device', { key: ({ id }) => id });
  const deployables: Table<KnownDeployable> = store.table('accelerator/deployable', {
    key: ({ id }) => id,
  });
  const attributes: Inventory['attributes'] = store.table('accelerator/attribute', {
    key: ({ id }) => id,
    groups: { deployable: ({ deployable }) => String(deployable) },
  });

  const times = () => ({ createdAt: clock.now(), updatedAt: clock.now() });
  const deviceOf = ({ deviceId: id }: PooledAccelerator): Known =>
    devices.get(id) ?? devices.insert({ id, number: devices.size + 1, ...times() });
  /** What was discovered since the last time gets its number, provider and attributes. */
  const known = (accelerator: PooledAccelerator): KnownDeployable => {
    const { id } = accelerator;
    const before = deployables.get(id);
    if (before !== undefined) return before;
    const deviceNumber = deviceOf(accelerator).number;
    const number = deployables.size + 1;
    const [, resourceClass] = kindOf(accelerator);
    for (const [key, value] of [
      ['traits1', traitOf(accelerator)],
      ['rc', resourceClass],
    ] as const) {
      attributes.insert({
        id: ids.uuid(),
        deployable: number,
        key,
        value,
        createdAt: clock.now(),
      });
    }
    return deployables.insert({
      id,
      number,
      deviceNumber,
      providerId: ids.uuid(),
      handleId: ids.uuid(),
      imageId: null,
      ...times(),
    });
  };
  const all = (): readonly Deployable[] =>
    pool.accelerators().map((accelerator) => ({ ...known(accelerator), accelerator }));
  all();

  return {
    deployables: all,
    devices: () => [
      ...new Map(
        all().map(({ accelerator }) => [
          accelerator.deviceId,
          { ...deviceOf(accelerator), accelerator },
        ]),
      ).values(),
    ],
    attributes,
    attributesOf: ({ number }) => attributes.list('deployable', String(number)),
    programmed(id, imageId) {
      deployables.update(id, { imageId, updatedAt: clock.now() });
    },
    deviceChanged(id) {
      devices.update(id, { updatedAt: clock.now() });
    },
  };
}
