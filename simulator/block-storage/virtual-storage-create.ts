/** Making volumes: empty, or from an image, a snapshot or another volume. */
import { badRequest, notFound } from '../kernel/fault.ts';
import type { World } from '../kernel/world.ts';
import { invalidInput, malformed, volumeNotFound } from './faults.ts';
import { pools } from './pool.ts';
import type { Quotas } from './quota-table.ts';
import type { Snapshots } from './snapshot-table.ts';
import type { VolumeLife } from './virtual-storage-life.ts';
import type { Volume, Volumes } from './virtual-storage-table.ts';
import { defaultTypeName, type VolumeTypes } from './volume-type-table.ts';

/** An image, as far as block storage reads it. */
export interface SourceImage {
  readonly id: string;
  readonly name: string | null;
  readonly status: string;
  /** Bytes. */
  readonly size: number | undefined;
  /** GiB. */
  readonly minDisk: number;
}

export interface VolumeCreationNeeds {
  readonly world: World;
  readonly volumes: Volumes;
  readonly snapshots: Snapshots;
  readonly types: VolumeTypes;
  readonly quotas: Quotas;
  readonly life: VolumeLife;
}

export interface NewVolume {
  readonly projectId: string;
  readonly userId: string;
  readonly name?: string | null;
  readonly description?: string | null;
  /** GiB; without it, as large as what it is made from. */
  readonly size?: number | undefined;
  /** Name or id. */
  readonly type?: string | undefined;
  readonly image?: SourceImage | undefined;
  readonly snapshotId?: string | undefined;
  readonly sourceVolumeId?: string | undefined;
  readonly multiattach?: boolean;
  readonly metadata?: Readonly<Record<string, string>>;
}

const longest = 255;

const remembered = (image: SourceImage | undefined): Readonly<Record<string, string>> =>
  image === undefined
    ? {}
    : {
        image_id: image.id,
        image_name: image.name ?? '',
        size: String(image.size ?? 0),
        min_disk: String(image.minDisk),
      };

export function createVolumeMaker(needs: VolumeCreationNeeds) {
  const { world, volumes, snapshots, types, quotas, life } = needs;

  const typeOf = (asked: string | undefined): string => {
    const name = asked ?? defaultTypeName;
    const type = types.find('name', name) ?? types.get(name);
    if (type !== undefined) return type.id;
    throw notFound(`Volume type with name ${name} could not be found.`);
  };
  const snapshotOf = ({ snapshotId, projectId }: NewVolume) => {
    if (snapshotId === undefined) return undefined;
    const snapshot = snapshots.get(snapshotId);
    if (snapshot?.projectId === projectId) return snapshot;
    throw notFound(`Snapshot ${snapshotId} could not be found.`);
  };
  const sourceOf = ({ sourceVolumeId, projectId }: NewVolume) => {
    if (sourceVolumeId === undefined) return undefined;
    const source = volumes.get(sourceVolumeId);
    if (source?.projectId === projectId) return source;
    throw volumeNotFound(sourceVolumeId);
  };
  const mustFit = (size: number, image: SourceImage | undefined) => {
    if (image === undefined) return;
    if (image.status !== 'active') {
      throw badRequest(`Invalid input received: Image ${image.id} is not active.`);
    }
    const needed = Math.ceil((image.size ?? 0) / 2 ** 30);
    if (size < needed) {
      throw invalidInput(
        `Size of specified image ${String(needed)}GB is larger than volume size ${String(size)}GB.`,
      );
    }
    if (size < image.minDisk) {
      throw invalidInput(
        `Volume size ${String(size)}GB cannot be smaller than the image minDisk size ${String(image.minDisk)}GB.`,
      );
    }
  };

  /** @throws Fault as the API answers it; nothing is made then */
  return (wish: NewVolume): Volume => {
    for (const [field, value] of Object.entries({
      name: wish.name,
      description: wish.description,
    })) {
      if (value !== undefined && value !== null && value.length > longest) {
        throw invalidInput(
          `${field} has ${String(value.length)} characters, more than ${String(longest)}.`,
        );
      }
    }
    const typeId = typeOf(wish.type);
    const [snapshot, source] = [snapshotOf(wish), sourceOf(wish)];
    const from = snapshot ?? source;
    const size = wish.size ?? from?.size;
    if (size === undefined) throw malformed();
    if (from !== undefined && size < from.size) {
      throw invalidInput(
        `Volume size '${String(size)}'GB cannot be smaller than the size ${String(from.size)}GB of what it is made from.`,
      );
    }
    mustFit(size, wish.image);
    quotas.roomForVolume(wish.projectId, size);
    const volume = volumes.insert({
      id: world.ids.uuid(),
      projectId: wish.projectId,
      userId: wish.userId,
      name: wish.name ?? null,
      description: wish.description ?? null,
      size,
      status: 'creating',
      typeId,
      pool: pools[0],
      migration: null,
      bootable: wish.image !== undefined || source?.bootable === true,
      multiattach: wish.multiattach ?? false,
      snapshotId: snapshot?.id ?? null,
      sourceVolumeId: source?.id ?? null,
      metadata: wish.metadata ?? {},
      imageMetadata:
        wish.image === undefined ? (source?.imageMetadata ?? {}) : remembered(wish.image),
      createdAt: world.clock.now(),
      updatedAt: null,
    });
    life.begin(volume);
    return volume;
  };
}
