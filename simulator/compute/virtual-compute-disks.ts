/** Which disks a new server shall have. Source: OpenStack Zed, recorded. */
import type { WishedBlockDevice } from '../../src/contract/compute/virtual-compute-create.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import { badRequest } from '../kernel/fault.ts';
import type { ComputeCall } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import type { NewServerVolume } from './ports.ts';
import { asToldByStorage } from './told-by-storage.ts';
import { freeDevice } from './volume-attachment-table.ts';

/** A disk of a server to be. */
export interface PlannedDisk {
  readonly root: boolean;
  readonly device: string | undefined;
  readonly deleteOnTermination: boolean;
  readonly tag: string | null;
  /** A volume that there is, or one to make. */
  readonly from: { readonly volumeId: string } | Omit<NewServerVolume, 'projectId' | 'userId'>;
}

const invalid = (what: string) => badRequest(`Block Device Mapping is Invalid: ${what}`);

/** From 0 on, each number once: the first is the disk that the server starts from. */
function mustBeOrdered(devices: readonly WishedBlockDevice[]): void {
  const indexes = devices
    .flatMap(({ boot_index: index }) => (typeof index === 'number' && index >= 0 ? [index] : []))
    .sort((a, b) => a - b);
  if (indexes.length === 0 || indexes.some((index, i) => index !== i)) {
    throw invalid(
      'Boot sequence for the instance and image/block device mapping combination is not valid.',
    );
  }
}

/** @throws Fault 400 in the words about the first device that cannot be */
export function plannedDisks(
  { storage, images }: Pick<ComputeNeeds, 'storage' | 'images'>,
  caller: Caller,
  devices: readonly WishedBlockDevice[],
): readonly PlannedDisk[] {
  if (devices.length === 0) return [];
  mustBeOrdered(devices);
  return devices.flatMap((device): readonly PlannedDisk[] => {
    const { source_type: source = 'volume', destination_type: destination } = device;
    const id = device.uuid ?? device.volume_id ?? device.snapshot_id ?? device.image_id ?? '';
    const size = device.volume_size ?? 0;
    if (source !== 'blank' && id === '') {
      throw invalid('Missing device UUID.');
    }
    const common = {
      root: device.boot_index === 0,
      device: device.device_name,
      deleteOnTermination: device.delete_on_termination ?? false,
      tag: 'tag' in device ? (device.tag ?? null) : null,
    };
    const type = device.volume_type ?? undefined;
    const volumeType = type === undefined ? {} : { volumeType: type };
    if (source === 'volume') {
      const volume = storage.volume(projectOf(caller) ?? '', id);
      if (volume === undefined) throw invalid(`failed to get volume ${id}.`);
      if (common.root && !volume.bootable) {
        throw badRequest(`Block Device ${id} is not bootable.`);
      }
      return [{ ...common, from: { volumeId: id } }];
    }
    if (source === 'image' && images.image(caller, id) === undefined) {
      throw invalid(`failed to get image ${id}.`);
    }
    // What is local comes with the flavour, and takes no volume.
    if (destination !== 'volume') return [];
    if (size === 0 && source === 'image') {
      throw badRequest(
        "Images with destination_type 'volume' need to have a non-zero size specified",
      );
    }
    if (size === 0 && source === 'blank') {
      throw badRequest(
        "Blank volumes (source: 'blank', dest: 'volume') need to have non-zero size",
      );
    }
    const made: { readonly imageId?: string; readonly snapshotId?: string } =
      source === 'image' ? { imageId: id } : source === 'snapshot' ? { snapshotId: id } : {};
    return [{ ...common, from: { size, ...made, ...volumeType } }];
  });
}

/**
 * Writes down which disks the server gets; volumes that there are already are reserved for it.
 * @returns those whose volumes are still to be made
 * @throws Fault when a volume is not free; then none is reserved
 */
export function attachDisks(
  needs: ComputeNeeds,
  call: ComputeCall,
  serverId: string,
  disks: readonly PlannedDisk[],
) {
  const { attachments, storage, world } = needs;
  const fromImage = !disks.some(({ root }) => root);
  const reserve = (volumeId: string) =>
    asToldByStorage(call, 'Invalid volume: ', () => storage.reserve(volumeId, serverId));
  try {
    return disks.flatMap(({ root, device, deleteOnTermination, tag, from }) => {
      const id = world.ids.uuid();
      const existing = 'volumeId' in from ? from.volumeId : '';
      const others = attachments.list('server', serverId);
      attachments.insert({
        id,
        serverId,
        volumeId: existing,
        attachmentId: existing === '' ? '' : reserve(existing),
        device: device ?? freeDevice(others, fromImage),
        tag,
        deleteOnTermination,
        root,
      });
      return 'volumeId' in from ? [] : [{ id, volume: from }];
    });
  } catch (thrown) {
    for (const { id, attachmentId } of attachments.list('server', serverId)) {
      attachments.delete(id);
      if (attachmentId !== '') storage.detach(attachmentId);
    }
    throw thrown;
  }
}
