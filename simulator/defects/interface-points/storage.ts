/** The defects of storage as Or-Vi and Vi-Vnfm manage it. */
import { anyoneSignedIn, asMaker } from '../collection/maker.ts';
import { volumes } from '../block-storage/virtual-storage-parts.ts';
import type { Defect, Route } from '../defect.ts';
import { asAdministrator, instead, type Json } from '../wrapping.ts';
import { atBoth } from './clauses.ts';
import { lifecycleDefects } from './lifecycle.ts';
import { snapshotDefects } from './snapshots.ts';

const action: Route = { method: 'POST', path: /\/volume\/v3\/volumes\/[^/]+\/action$/ };

const served = 'resource-management';
const accepted = (): Response => new Response(null, { status: 202 });

/** Answers as done what the service refuses with this status, where it is this action. */
const accepting = (name: string, status: number) =>
  instead(action, async (request, next) => {
    const asked = Object.keys((await request.clone().json()) as Json);
    const answer = await next(request);
    return asked.includes(name) && answer.status === status ? accepted() : answer;
  });
/** Answers this action as done, and does nothing. */
const lying = (name: string) =>
  instead(action, async (request, next) => {
    const asked = Object.keys((await request.clone().json()) as Json);
    return asked.includes(name) ? accepted() : next(request);
  });

const defect = (
  name: string,
  does: string,
  kills: readonly string[],
  wrap: Defect['wrap'],
): Defect => ({ name: `managed-storage-${name}`, does, kills, mayAlsoBreak: [], wrap });

const scale = atBoth(served, 'scale-storage');
const scaleAtViVnfm = [`vi-vnfm/${served}/scale-storage`];
const migrate = [`or-vi/${served}/migrate-storage`];
const migrateAtViVnfm = `vi-vnfm/${served}/migrate-storage`;

export const managedStorageDefects: readonly Defect[] = [
  ...lifecycleDefects({
    kind: 'storage',
    collection: volumes,
    update: { method: 'PUT', path: /\/volume\/v3\/volumes\/[^/]+$/ },
  }),
  ...snapshotDefects,
  defect(
    'scale-lies',
    'Scaling storage is answered as done, and it is as large as before.',
    scale,
    lying('os-extend'),
  ),
  defect(
    'scale-accepts-smaller',
    'Making storage smaller is answered as done.',
    scale,
    accepting('os-extend', 400),
  ),
  defect(
    'scale-beyond-quota',
    'Storage is made larger than the quota allows, so it says.',
    scaleAtViVnfm,
    accepting('os-extend', 413),
  ),
  defect(
    'scale-foreign',
    'A VNF manager scales the storage of another one.',
    scaleAtViVnfm,
    asMaker(volumes, action, anyoneSignedIn),
  ),
  {
    ...defect(
      'migrate-lies',
      'Migrating storage is answered as done, and it stays where it is.',
      [...migrate, migrateAtViVnfm],
      lying('os-migrate_volume'),
    ),
    on: ['vnf-manager-administers'],
  },
  {
    ...defect(
      'migrate-foreign',
      'A VNF manager migrates the storage of another one.',
      [migrateAtViVnfm],
      asMaker(volumes, action, anyoneSignedIn),
    ),
    on: ['vnf-manager-administers'],
  },
  defect(
    'migrate-by-anyone',
    'Whoever has storage may migrate it.',
    migrate,
    asAdministrator(action),
  ),
  defect(
    'migrate-accepts-unknown',
    'Migrating storage that does not exist is answered as done.',
    migrate,
    accepting('os-migrate_volume', 404),
  ),
];
