/** The defects of flavours. */
import { sharedDefects } from '../collection/shared.ts';
import type { Defect } from '../defect.ts';
import { flavourCreateDefects } from './flavour-create.ts';
import { flavourListDefects } from './flavour-list.ts';
import { create, list, remove } from './flavour-parts.ts';
import { computeRefusal } from './refusal.ts';

/** Whoever launches a virtual compute looks into the list for a flavour; these leave none to be found. */
const leavingNone = /^flavour-list-(500|wrong-status|html|truncated|empty-for-tenants)$/;
const launching: readonly string[] = [
  ...['create', 'list', 'detach', 'delete', 'suspend', 'unsuspend'].map(
    (operation) => `virtual-compute/${operation}`,
  ),
  ...['create/authorization', 'delete/authorization'].map((part) => `virtual-compute/${part}`),
  ...['boot-from-image', 'boot-from-volume', 'attach-address'].map(
    (part) => `virtual-compute/${part}`,
  ),
  ...['attach', 'detach', 'delete'].flatMap((operation) => [
    `virtual-network/${operation}`,
    `virtual-storage/${operation}`,
  ]),
  ...['stack/create', 'tenant/isolation', 'tenant/quota'],
];
const alsoLaunching = (defect: Defect): Defect =>
  leavingNone.test(defect.name)
    ? { ...defect, mayAlsoBreak: [...defect.mayAlsoBreak, ...launching] }
    : defect;

const own: readonly Defect[] = [
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

export const flavourDefects: readonly Defect[] = own.map(alsoLaunching);
