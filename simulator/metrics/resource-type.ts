/** Which types of resources there are. Source: Gnocchi 4.7 and the telemetry service's own types. */
import type { ResourceType } from '../../src/contract/metrics/resource.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { noSuchType } from './faults.ts';

/** Attributes beside what all resources have; those with a star are required. */
const types: Readonly<Record<string, readonly string[]>> = {
  generic: [],
  instance: ['display_name*', 'host', 'flavor_name', 'created_at', 'deleted_at'],
  instance_disk: ['name*', 'instance_id*'],
  instance_network_interface: ['name*', 'instance_id*'],
  host: ['host_name*'],
  volume: ['display_name', 'volume_type'],
};

export const attributesOf = (type: string): readonly string[] | undefined =>
  Object.hasOwn(types, type) ? types[type]?.map((name) => name.replace('*', '')) : undefined;

/** @throws Fault 404 */
export function mustBeType(type: string): void {
  if (!Object.hasOwn(types, type)) throw noSuchType(type);
}

const view = (name: string) =>
  ({
    name,
    state: 'active',
    attributes: Object.fromEntries(
      (types[name] ?? []).map((told) => [
        told.replace('*', ''),
        { type: 'string', required: told.endsWith('*'), min_length: 0, max_length: 255 },
      ]),
    ),
  }) satisfies ResourceType;

export const resourceTypeRoutes: readonly Route<undefined>[] = [
  {
    method: 'GET',
    path: '/v1/resource_type',
    operation: 'list resource types',
    handler: () => json(200, Object.keys(types).map(view)),
  },
  {
    method: 'GET',
    path: '/v1/resource_type/:name',
    operation: 'show resource type',
    handler: (call) => {
      const name = call.param('name');
      mustBeType(name);
      return json(200, view(name));
    },
  },
  {
    method: 'GET',
    path: '/v1/resource',
    operation: 'list the places of resources',
    handler: ({ base }) =>
      json(
        200,
        Object.fromEntries(Object.keys(types).map((name) => [name, `${base}/v1/resource/${name}`])),
      ),
  },
];
