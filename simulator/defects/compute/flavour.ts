/** The defects of flavours. */
import { sharedDefects } from '../collection/shared.ts';
import type { Defect } from '../defect.ts';
import { flavourCreateDefects } from './flavour-create.ts';
import { flavourListDefects } from './flavour-list.ts';
import { create, list, remove } from './flavour-parts.ts';
import { computeRefusal } from './refusal.ts';

export const flavourDefects: readonly Defect[] = [
  ...sharedDefects({
    resource: 'flavour',
    operations: ['create', 'list', 'delete'],
    belongsTo: 'cloud',
    create,
    list,
    remove,
    many: 'flavors',
    asked: 'flavor',
    shown: 'flavor',
    required: 'vcpus',
    refusal: computeRefusal,
    deleted: 202,
    uniqueNames: true,
    paged: true,
  }),
  ...flavourCreateDefects,
  ...flavourListDefects,
];
