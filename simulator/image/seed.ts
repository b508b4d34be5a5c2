/** The images that a fresh world has: two names for one empty disk with a boot signature, 1 MiB. */
import type { World } from '../kernel/world.ts';
import { describeData, type Images, newImage } from './image-table.ts';

const bootSignature = [0x55, 0xaa];

export function seedImages(images: Images, world: World, owner: string): void {
  const bytes = new Uint8Array(1024 * 1024);
  bytes.set(bootSignature, 510);
  const data = describeData(bytes, 'raw');
  for (const name of ['cirros', 'cirros-alt']) {
    images.insert(
      newImage({
        id: world.ids.uuid(),
        createdAt: world.clock.now(),
        name,
        owner,
        data,
        status: 'active',
        visibility: 'public',
        diskFormat: 'raw',
        containerFormat: 'bare',
        // What the client library leaves on every image that it makes.
        properties: {
          'owner_specified.openstack.md5': '',
          'owner_specified.openstack.sha256': '',
          'owner_specified.openstack.object': `images/${name}`,
        },
      }),
    );
  }
}
