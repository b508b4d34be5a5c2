/** Giving volumes to servers: for the attachments API, and for compute. */
import { badRequest, notFound } from '../kernel/fault.ts';
import type { World } from '../kernel/world.ts';
import type { Attachment, Attachments } from './attachment-table.ts';
import type { VolumeLife } from './virtual-storage-life.ts';
import type { Volume, Volumes } from './virtual-storage-table.ts';

export interface AttachingNeeds {
  readonly world: World;
  readonly volumes: Volumes;
  readonly attachments: Attachments;
  readonly life: VolumeLife;
}

export interface Attaching {
  /** `available` → `reserved`. @throws Fault 400 when the volume is not free */
  reserve(volume: Volume, serverId: string | null): Attachment;
  /** → `in-use`. */
  attach(id: string, device: string, host: string): Attachment;
  /** `in-use` → `detaching`. @throws Fault 400 when the volume is in another state */
  beginDetach(id: string): void;
  /** `available` when it was the last one. @throws Fault 404 */
  detach(id: string): Attachment;
}

const noAttachment = (id: string) =>
  notFound(`Volume attachment could not be found with filter: attachment_id = ${id}.`);

export function createAttaching({ world, volumes, attachments, life }: AttachingNeeds): Attaching {
  const get = (id: string): Attachment => {
    const attachment = attachments.get(id);
    if (attachment === undefined) throw noAttachment(id);
    return attachment;
  };
  /** What the attachments of a volume make its status. */
  const settle = (volumeId: string) => {
    const left = attachments.list('volume', volumeId);
    const status = left.some((one) => one.status === 'attached')
      ? 'in-use'
      : left.length > 0
        ? 'reserved'
        : 'available';
    life.change(volumeId, { status });
  };
  return {
    reserve(volume, serverId) {
      const shared = volume.multiattach && volume.status === 'in-use';
      if (volume.status !== 'available' && !shared) {
        throw badRequest(
          `Invalid volume: Volume ${volume.id} status must be available or downloading to reserve, but the current status is ${volume.status}.`,
        );
      }
      const attachment = attachments.insert({
        id: world.ids.uuid(),
        volumeId: volume.id,
        projectId: volume.projectId,
        serverId,
        status: 'reserved',
        device: null,
        host: null,
        attachedAt: null,
      });
      settle(volume.id);
      return attachment;
    },
    attach(id, device, host) {
      const attachedAt = world.clock.now();
      attachments.update(get(id).id, { status: 'attached', device, host, attachedAt });
      settle(get(id).volumeId);
      return get(id);
    },
    beginDetach(id) {
      const { volumeId } = get(id);
      if (volumes.get(volumeId)?.status !== 'in-use') {
        throw badRequest(
          "Invalid volume: Unable to detach volume. Volume status must be 'in-use' and attach_status must be 'attached' to detach.",
        );
      }
      life.change(volumeId, { status: 'detaching' });
    },
    detach(id) {
      const attachment = get(id);
      attachments.delete(id);
      if (volumes.get(attachment.volumeId) !== undefined) settle(attachment.volumeId);
      return attachment;
    },
  };
}
