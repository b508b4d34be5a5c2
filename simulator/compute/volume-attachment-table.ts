/** Which volumes servers have. Block storage keeps its own books, under the id of the attachment. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

export interface VolumeAttachment {
  /** The id of the block device of the server. */
  readonly id: string;
  readonly serverId: string;
  /** Empty until it is made. */
  readonly volumeId: string;
  /** What block storage calls the attachment; empty until there is one. */
  readonly attachmentId: string;
  readonly device: string;
  readonly tag: string | null;
  readonly deleteOnTermination: boolean;
  /** The server starts from it. */
  readonly root: boolean;
}
export type VolumeAttachments = Table<VolumeAttachment, never, 'server' | 'volume'>;

export const createVolumeAttachments = (world: World): VolumeAttachments =>
  world.store.table<VolumeAttachment, never, 'server' | 'volume'>('compute/volume-attachment', {
    key: ({ id }) => id,
    groups: { server: ({ serverId }) => serverId, volume: ({ volumeId }) => volumeId },
  });

/** The first name that no disk of the server has: the root disk is `/dev/vda`. */
export function freeDevice(
  taken: readonly { readonly device: string }[],
  hasImage: boolean,
): string {
  for (let letter = hasImage ? 1 : 0; letter < 26; letter++) {
    const device = `/dev/vd${String.fromCharCode(97 + letter)}`;
    if (!taken.some((attachment) => attachment.device === device)) return device;
  }
  return '/dev/vdz';
}
