/** What compute works with until the other services are there: any image boots, there are no volumes. */
import { badRequest } from '../kernel/fault.ts';
import type { BlockStorageForCompute, ImageForCompute } from './ports.ts';

const none = (): never => {
  throw badRequest('The simulator has no such service.');
};

export const storageStandIn: BlockStorageForCompute = {
  volume: () => undefined,
  createVolume: none,
  deleteVolume: none,
  reserve: none,
  attach: none,
  detach: none,
};

export const imageStandIn: ImageForCompute = {
  image: (_caller, id) => ({ id, name: null, status: 'active', size: 0, minDisk: 0, minRam: 0 }),
};
