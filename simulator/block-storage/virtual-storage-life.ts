/** The life of a volume on the world's clock: what takes time, and where it ends. */
import type { World } from '../kernel/world.ts';
import { badRequest } from '../kernel/fault.ts';
import type { Attachments } from './attachment-table.ts';
import { tellOfVolume } from './notices.ts';
import type { Snapshots } from './snapshot-table.ts';
import type { Volume, Volumes } from './virtual-storage-table.ts';

/** Milliseconds. */
const durations = { create: 2_000, delete: 1_500, extend: 1_000, migrate: 3_000 } as const;

export interface VolumeLifeNeeds {
  readonly world: World;
  readonly volumes: Volumes;
  readonly snapshots: Snapshots;
  readonly attachments: Attachments;
}

export interface VolumeLife {
  /** `creating` → `available`. */
  begin(volume: Volume): void;
  /** → `deleting` → gone. @throws Fault 400 when it is in use or has snapshots */
  end(volume: Volume): void;
  /** → `extending` → as it was, larger. */
  extend(volume: Volume, size: number): void;
  /** Stays as it is, and is in another pool when it has been moved. */
  migrate(volume: Volume, pool: string): void;
  change(id: string, change: Partial<Volume>): Volume | undefined;
}

const deletable = ['available', 'error', 'error_restoring', 'error_extending', 'error_managing'];

export function createVolumeLife(needs: VolumeLifeNeeds): VolumeLife {
  const { world, volumes, snapshots, attachments } = needs;
  const change = (id: string, what: Partial<Volume>) => {
    const before = volumes.get(id);
    const volume = volumes.update(id, { ...what, updatedAt: world.clock.now() });
    if (before !== undefined) tellOfVolume(world.notices, before, volume);
    return volume;
  };
  /** Something else may have happened to it in the meantime. */
  const later = (after: number, id: string, from: string, then: (volume: Volume) => void) => {
    world.clock.schedule(after, () => {
      const volume = volumes.get(id);
      if (volume?.status === from) then(volume);
    });
  };
  return {
    change,
    begin: ({ id }) => {
      later(durations.create, id, 'creating', () => void change(id, { status: 'available' }));
    },
    end(volume) {
      const { id } = volume;
      const used =
        attachments.list('volume', id).length > 0 ||
        snapshots.list('volume', id).length > 0 ||
        volume.migration === 'migrating';
      if (!deletable.includes(volume.status) || used) {
        throw badRequest(
          'Invalid volume: Volume status must be available or error or error_restoring or error_extending or error_managing and must not be migrating, attached, belong to a group, have snapshots, awaiting a transfer, or be disassociated from snapshots after volume transfer.',
        );
      }
      change(id, { status: 'deleting' });
      later(durations.delete, id, 'deleting', (now) => {
        volumes.delete(id);
        tellOfVolume(world.notices, now, undefined);
      });
    },
    extend({ id, status }, size) {
      change(id, { status: 'extending' });
      later(durations.extend, id, 'extending', () => void change(id, { status, size }));
    },
    migrate({ id }, pool) {
      change(id, { migration: 'migrating' });
      world.clock.schedule(durations.migrate, () => {
        if (volumes.get(id) !== undefined) change(id, { pool, migration: 'success' });
      });
    },
  };
}
