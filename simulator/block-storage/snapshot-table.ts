/** The snapshots of a world. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

export interface Snapshot {
  readonly id: string;
  readonly volumeId: string;
  readonly projectId: string;
  readonly userId: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly size: number;
  readonly status: 'creating' | 'available' | 'deleting';
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly updatedAt: number | null;
}
export type Snapshots = Table<Snapshot, never, 'volume' | 'project'>;

export const createSnapshots = (world: World): Snapshots =>
  world.store.table<Snapshot, never, 'volume' | 'project'>('block-storage/snapshot', {
    key: ({ id }) => id,
    groups: { volume: ({ volumeId }) => volumeId, project: ({ projectId }) => projectId },
  });
