/** What the service has and the simulator does not serve: each answers 501 with its name. */
import type { Method, Route } from '../kernel/service.ts';
import type { Served } from './microversions.ts';

/** Path below `/v3` → method → the operation's name. Source: Block Storage API reference v3. */
const operations: Readonly<Record<string, Partial<Record<Method, string>>>> = {
  '/backups': { GET: 'list backups', POST: 'create backup' },
  '/backups/detail': { GET: 'list backups with details' },
  '/backups/:id': { GET: 'show backup', PUT: 'update backup', DELETE: 'delete backup' },
  '/backups/:id/restore': { POST: 'restore a backup' },
  '/clusters': { GET: 'list clusters' },
  '/default-types': { GET: 'list default types' },
  '/extensions': { GET: 'list extensions' },
  '/group_snapshots': { GET: 'list group snapshots', POST: 'create group snapshot' },
  '/group_types': { GET: 'list group types', POST: 'create group type' },
  '/groups': { GET: 'list groups', POST: 'create group' },
  '/groups/detail': { GET: 'list groups with details' },
  '/messages': { GET: 'list messages' },
  '/os-quota-class-sets/:name': { GET: 'show quota class', PUT: 'update quota class' },
  '/os-volume-transfer': { GET: 'list transfers', POST: 'create transfer' },
  '/qos-specs': { GET: 'list QoS specs', POST: 'create QoS specs' },
  '/resource_filters': { GET: 'list resource filters' },
  '/snapshots/:id/action': { POST: 'act on a snapshot' },
  '/snapshots/:id/metadata': { GET: 'list metadata of a snapshot' },
  '/types/:id/extra_specs': { GET: 'list extra specs', POST: 'create extra specs' },
  '/types/:id/os-volume-type-access': { GET: 'list access to a type' },
  '/types/:id/encryption': { GET: 'show encryption of a type' },
  '/volume-transfers': { GET: 'list transfers', POST: 'create transfer' },
  '/volumes/summary': { GET: 'show summary of volumes' },
  '/volumes/:id/encryption': { GET: 'show encryption of a volume' },
  '/volumes/:id/metadata': {
    GET: 'list metadata of a volume',
    POST: 'create metadata of a volume',
    PUT: 'replace metadata of a volume',
  },
  '/volumes/:id/metadata/:key': {
    GET: 'show a metadata item of a volume',
    PUT: 'update a metadata item of a volume',
    DELETE: 'delete a metadata item of a volume',
  },
  '/snapshots/:id': { PUT: 'update snapshot' },
};

export const routesNotServed: Route<Served>[] = Object.entries(operations).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method as Method,
      path: `/v3${path}`,
      operation,
    })),
);
