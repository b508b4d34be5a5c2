/** What compute gets of block storage. */
import { badRequest, Fault } from '../kernel/fault.ts';
import type { Attaching } from './attaching.ts';
import { volumeNotFound } from './faults.ts';
import type { createVolumeMaker, SourceImage } from './virtual-storage-create.ts';
import type { VolumeLife } from './virtual-storage-life.ts';
import type { Volume, Volumes } from './virtual-storage-table.ts';

export interface ForComputeNeeds {
  readonly volumes: Volumes;
  readonly life: VolumeLife;
  readonly attaching: Attaching;
  readonly make: ReturnType<typeof createVolumeMaker>;
  /** Any image, whoever may see it: compute has asked already. */
  readonly anyImage: (imageId: string) => SourceImage | undefined;
}

export interface Wish {
  readonly projectId: string;
  readonly userId: string;
  /** GiB; 0: as large as what it is made from. */
  readonly size: number;
  readonly imageId?: string;
  readonly snapshotId?: string;
  readonly sourceVolumeId?: string;
  readonly volumeType?: string;
}

/** Refusals as compute passes them on: what is over the quota is forbidden there. */
const asCompute = <T>(what: () => T): T => {
  try {
    return what();
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.status === 413) throw new Fault(403, thrown.message);
    if (thrown instanceof Fault && thrown.status === 404) throw badRequest(thrown.message);
    throw thrown;
  }
};

export const forCompute = ({ volumes, life, attaching, make, anyImage }: ForComputeNeeds) => {
  const existing = (id: string): Volume => {
    const volume = volumes.get(id);
    if (volume === undefined) throw volumeNotFound(id);
    return volume;
  };
  return {
    volume(projectId: string, volumeId: string): Volume | undefined {
      const volume = volumes.get(volumeId);
      return volume?.projectId === projectId ? volume : undefined;
    },
    createVolume: ({ size, imageId, volumeType, ...wish }: Wish): Volume =>
      asCompute(() =>
        make({
          ...wish,
          name: '',
          size: size === 0 ? undefined : size,
          type: volumeType,
          image: imageId === undefined ? undefined : anyImage(imageId),
        }),
      ),
    deleteVolume: (volumeId: string): void => {
      const volume = volumes.get(volumeId);
      if (volume !== undefined) life.end(volume);
    },
    reserve: (volumeId: string, serverId: string): string =>
      attaching.reserve(existing(volumeId), serverId).id,
    attach: (attachmentId: string, device: string, host: string): void => {
      attaching.attach(attachmentId, device, host);
    },
    beginDetach: (attachmentId: string): void => {
      attaching.beginDetach(attachmentId);
    },
    detach: (attachmentId: string): void => {
      attaching.detach(attachmentId);
    },
  };
};
