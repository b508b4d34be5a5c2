/** What a project may have, and what it has. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { overQuota } from './faults.ts';
import type { Snapshots } from './snapshot-table.ts';
import type { Volumes } from './virtual-storage-table.ts';

/** The limits of a fresh project; −1 stands for none. */
export const defaultQuota = {
  volumes: 10,
  per_volume_gigabytes: -1,
  snapshots: 10,
  gigabytes: 1000,
  backups: 10,
  backup_gigabytes: 1000,
  groups: 10,
} as const;
export type QuotaName = keyof typeof defaultQuota;

interface Quota {
  readonly projectId: string;
  readonly limits: Readonly<Partial<Record<QuotaName, number>>>;
}

export interface Quotas {
  limit(projectId: string, name: QuotaName): number;
  used(projectId: string, name: QuotaName): number;
  set(projectId: string, limits: Quota['limits']): void;
  reset(projectId: string): void;
  /** @throws Fault 413 when one more volume of so many GiB would be too many or too much */
  roomForVolume(projectId: string, size: number): void;
  /** @throws Fault 413 when so many GiB more would be too much */
  roomForSize(projectId: string, size: number): void;
  roomForSnapshot(projectId: string): void;
}

export function createQuotas(world: World, volumes: Volumes, snapshots: Snapshots): Quotas {
  const table: Table<Quota> = world.store.table<Quota>('block-storage/quota', {
    key: ({ projectId }) => projectId,
  });
  const limit = (projectId: string, name: QuotaName) =>
    table.get(projectId)?.limits[name] ?? defaultQuota[name];
  const used = (projectId: string, name: QuotaName): number => {
    if (name === 'volumes') return volumes.list('project', projectId).length;
    if (name === 'snapshots') return snapshots.list('project', projectId).length;
    if (name !== 'gigabytes') return 0;
    const all = [...volumes.list('project', projectId), ...snapshots.list('project', projectId)];
    return all.reduce((sum, { size }) => sum + size, 0);
  };
  const exceeded = (projectId: string, name: QuotaName, more: number): boolean => {
    const most = limit(projectId, name);
    return most >= 0 && used(projectId, name) + more > most;
  };
  const roomForSize = (projectId: string, size: number): void => {
    if (!exceeded(projectId, 'gigabytes', size)) return;
    const [most, has] = [limit(projectId, 'gigabytes'), used(projectId, 'gigabytes')];
    throw overQuota(
      `VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota. Requested ${String(size)}G, quota is ${String(most)}G and ${String(has)}G has been consumed.`,
    );
  };
  return {
    limit,
    used,
    set(projectId, limits) {
      const known = table.get(projectId);
      if (known === undefined) table.insert({ projectId, limits });
      else table.update(projectId, { limits: { ...known.limits, ...limits } });
    },
    reset: (projectId) => void table.delete(projectId),
    roomForVolume(projectId, size) {
      roomForSize(projectId, size);
      if (!exceeded(projectId, 'volumes', 1)) return;
      throw overQuota(
        `VolumeLimitExceeded: Maximum number of volumes allowed (${String(limit(projectId, 'volumes'))}) exceeded for quota 'volumes'.`,
      );
    },
    roomForSize,
    roomForSnapshot(projectId) {
      if (!exceeded(projectId, 'snapshots', 1)) return;
      throw overQuota(
        `SnapshotLimitExceeded: Maximum number of snapshots allowed (${String(limit(projectId, 'snapshots'))}) exceeded`,
      );
    },
  };
}
