/** What this binding manages of Or-Vi and Vi-Vnfm beyond Table 6-2: one entry a resource. */
import { manageVirtualStorage } from './block-storage/virtual-storage-management.ts';
import { manageVirtualComputes } from './compute/virtual-compute-management.ts';
import { manageImages } from './image/image-management.ts';
import { manageVirtualNetworks } from './network/virtual-network-management.ts';
import type { Managing } from './port.ts';
import type { Session } from './session.ts';

export const managing = (session: Session): Managing => ({
  image: manageImages(session),
  'virtual compute': manageVirtualComputes(session),
  'virtual network': manageVirtualNetworks(session),
  'virtual storage': manageVirtualStorage(session),
});
