/** The defects of virtual storage. */
import { sharedDefects } from '../collection/shared.ts';
import type { Defect } from '../defect.ts';
import { virtualStorageAttachDefects } from './virtual-storage-attach.ts';
import { virtualStorageCreateDefects } from './virtual-storage-create.ts';
import { volumes } from './virtual-storage-parts.ts';

export const virtualStorageDefects: readonly Defect[] = [
  ...sharedDefects(volumes, [
    // What is being made cannot be deleted, and what is being deleted is listed for a while.
    'create-phantom',
    'delete-refused-yet-done',
  ]),
  ...virtualStorageCreateDefects,
  ...virtualStorageAttachDefects,
];
