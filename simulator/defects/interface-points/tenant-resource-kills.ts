/** What defects of the rows of Table 6-2 also kill: the two interface points offer the same operations. */
import type { Defect } from '../defect.ts';
import { atBoth } from './clauses.ts';

const managed = 'resource-management';
const orVi = (served: string, operation: string): readonly string[] => [
  `or-vi/${served}/${operation}`,
];
const viVnfm = (served: string, operation: string): readonly string[] => [
  `vi-vnfm/${served}/${operation}`,
];

const images = 'software-image';

/** By the names of defects. */
const kills: Readonly<Record<string, readonly string[]>> = {
  'image-download-garbled': orVi(images, 'add'),
  'image-create-accepts-nonsense': orVi(images, 'add'),
  'image-list-shows-foreign': viVnfm(images, 'query'),
  'image-list-anonymous': atBoth(images, 'query'),
  'image-delete-does-nothing': orVi(images, 'delete'),
  'image-delete-by-anyone': orVi(images, 'delete'),
  'virtual-compute-create-wrong-ram': atBoth(managed, 'allocate-compute'),
  'virtual-compute-create-accepts-unknown-flavour': atBoth(managed, 'allocate-compute'),
  'virtual-compute-list-shows-foreign': viVnfm(managed, 'query-compute'),
  'virtual-compute-list-anonymous': orVi(managed, 'query-compute'),
  'virtual-compute-list-stale': atBoth(managed, 'terminate-compute'),
  'virtual-compute-delete-keeps-the-capacity': atBoth(managed, 'terminate-compute'),
  'virtual-compute-delete-accepts-unknown': atBoth(managed, 'terminate-compute'),
  'virtual-compute-delete-by-anyone': viVnfm(managed, 'terminate-compute'),
  'virtual-compute-create-forgets-flavour': orVi(managed, 'delete-flavour'),
  'flavour-create-phantom': orVi(managed, 'create-flavour'),
  'flavour-create-accepts-no-vcpus': orVi(managed, 'create-flavour'),
  'flavour-create-by-anyone': orVi(managed, 'create-flavour'),
  'flavour-list-wrong-capacity': atBoth(managed, 'query-flavour'),
  'flavour-list-anonymous': atBoth(managed, 'query-flavour'),
  'flavour-delete-does-nothing': orVi(managed, 'delete-flavour'),
  'flavour-delete-accepts-unknown': orVi(managed, 'delete-flavour'),
  'flavour-delete-by-anyone': orVi(managed, 'delete-flavour'),
  'virtual-network-accepts-any-addresses': [
    ...atBoth(managed, 'allocate-network'),
    ...atBoth(managed, 'update-network'),
  ],
  'virtual-network-quota-not-counted': viVnfm(managed, 'allocate-network'),
  'virtual-network-list-anonymous': atBoth(managed, 'query-network'),
  'virtual-network-list-shows-foreign': atBoth(managed, 'query-network'),
  'virtual-network-used-is-deleted': atBoth(managed, 'terminate-network'),
  'virtual-network-delete-by-anyone': viVnfm(managed, 'terminate-network'),
  'virtual-storage-create-accepts-nothing': atBoth(managed, 'allocate-storage'),
  'virtual-storage-create-ignores-quota': viVnfm(managed, 'allocate-storage'),
  'virtual-storage-list-anonymous': atBoth(managed, 'query-storage'),
  'virtual-storage-list-shows-foreign': atBoth(managed, 'query-storage'),
  'virtual-storage-delete-keeps-the-quota': atBoth(managed, 'terminate-storage'),
  'virtual-storage-delete-attached': atBoth(managed, 'terminate-storage'),
  'virtual-storage-delete-by-anyone': viVnfm(managed, 'terminate-storage'),
};

/** @throws Error for a name in the table above that no defect has */
export function alsoAtInterfacePoints(defects: readonly Defect[]): readonly Defect[] {
  const names = new Set(defects.map(({ name }) => name));
  const unknown = Object.keys(kills).filter((name) => !names.has(name));
  if (unknown.length > 0) throw new Error(`no defect is called ${unknown.join(', ')}`);
  return defects.map((defect) => ({
    ...defect,
    kills: [...defect.kills, ...(kills[defect.name] ?? [])],
  }));
}
