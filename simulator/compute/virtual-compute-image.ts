/** Whether a server of this flavour can start from this image. Source: OpenStack Zed, recorded. */
import { badRequest, forbidden } from '../kernel/fault.ts';
import type { Flavor } from './flavour-table.ts';
import type { ComputeCall } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import type { PlannedDisk } from './virtual-compute-disks.ts';

const gib = 2 ** 30;

/** @throws Fault 400, or 403 where a flavour without a disk needs a volume */
export function mustFitImage(
  { images, policy }: Pick<ComputeNeeds, 'images' | 'policy'>,
  call: ComputeCall,
  imageRef: string | undefined,
  flavor: Flavor,
  root: PlannedDisk | undefined,
): void {
  if (imageRef === undefined || imageRef === '') return;
  const image = images.image(call.caller, imageRef);
  if (image === undefined) throw badRequest('Can not find requested image');
  if (image.status !== 'active') throw badRequest(`Image ${imageRef} is not active.`);
  if (flavor.ram < image.minRam) {
    throw badRequest("Flavor's memory is too small for requested image.");
  }
  if (root !== undefined) return;
  const disk = flavor.disk * gib;
  const size = image.size ?? 0;
  if (disk === 0) {
    if (policy.allows('os_compute_api:servers:create:zero_disk_flavor', call.caller)) return;
    throw forbidden('Only volume-backed servers are allowed for flavors with zero disk.');
  }
  if (size > disk) {
    throw badRequest(
      `Flavor's disk is too small for requested image. Flavor disk is ${String(disk)} bytes, image is ${String(size)} bytes.`,
    );
  }
  if (image.minDisk * gib > disk) {
    throw badRequest(
      `Flavor's disk is smaller than the minimum size specified in image metadata. Flavor disk is ${String(disk)} bytes, minimum size is ${String(image.minDisk * gib)} bytes.`,
    );
  }
}
