/** Which servers have which volumes. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

export interface Attachment {
  readonly id: string;
  readonly volumeId: string;
  readonly projectId: string;
  readonly serverId: string | null;
  readonly status: 'reserved' | 'attaching' | 'attached';
  readonly device: string | null;
  readonly host: string | null;
  readonly attachedAt: number | null;
}

export type Attachments = Table<Attachment, never, 'volume' | 'project'>;

export const createAttachments = (world: World): Attachments =>
  world.store.table<Attachment, never, 'volume' | 'project'>('block-storage/attachment', {
    key: ({ id }) => id,
    groups: { volume: ({ volumeId }) => volumeId, project: ({ projectId }) => projectId },
  });
