/** The volumes of a world. */
import { type Caller, projectOf } from '../kernel/caller.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { volumeNotFound } from './faults.ts';

export interface Volume {
  readonly id: string;
  readonly projectId: string;
  readonly userId: string;
  readonly name: string | null;
  readonly description: string | null;
  /** GiB. */
  readonly size: number;
  /** `creating`, `available`, `reserved`, `attaching`, `in-use`, `extending`, `deleting`, `error` … */
  readonly status: string;
  readonly typeId: string;
  /** The pool that it is in. */
  readonly pool: string;
  /** `migrating` to another pool, and `success` afterwards; null: it has never moved. */
  readonly migration: 'migrating' | 'success' | null;
  readonly bootable: boolean;
  readonly multiattach: boolean;
  readonly snapshotId: string | null;
  readonly sourceVolumeId: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** What it remembers of the image that it was made from. */
  readonly imageMetadata: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number | null;
}

const orders = {
  project: ({ projectId }: Volume) => projectId,
  created_at: ({ createdAt }: Volume) => createdAt,
  updated_at: ({ updatedAt }: Volume) => updatedAt ?? 0,
  id: ({ id }: Volume) => id,
  name: ({ name }: Volume) => name ?? '',
  display_name: ({ name }: Volume) => name ?? '',
  size: ({ size }: Volume) => size,
  status: ({ status }: Volume) => status,
  availability_zone: () => '',
  bootable: ({ bootable }: Volume) => Number(bootable),
};
export type VolumeOrder = keyof typeof orders;
export const sortKeys = Object.keys(orders).filter((order) => order !== 'project');

export type Volumes = Table<Volume, never, 'project' | 'type', VolumeOrder>;

export const createVolumes = (world: World): Volumes =>
  world.store.table<Volume, never, 'project' | 'type', VolumeOrder>('block-storage/volume', {
    key: ({ id }) => id,
    groups: { project: ({ projectId }) => projectId, type: ({ typeId }) => typeId },
    orders,
  });

/** What belongs to another project is not there; administrators see all. */
export const isVisible = (caller: Caller, { projectId }: { readonly projectId: string }) =>
  projectId === projectOf(caller) || caller.roles.has('admin');

/** @throws Fault 404 when there is none, or none that the caller may see */
export function visibleVolume(volumes: Volumes, id: string, caller: Caller): Volume {
  const volume = volumes.get(id);
  if (volume === undefined || !isVisible(caller, volume)) throw volumeNotFound(id);
  return volume;
}
