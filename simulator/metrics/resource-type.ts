/** Types of resources, as clients list and administrators make them. Source: Gnocchi 4.7, rest/api. */
import {
  type ResourceType as WireResourceType,
  resourceTypeRequest,
} from '../../src/contract/metrics/resource.ts';
import type { Call } from '../kernel/call.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { alreadyExists, disallowed, stillInUse, validInput } from './faults.ts';
import { isOfFreshService, type ResourceType, typeCalled } from './resource-type-table.ts';
import type { Room } from './room.ts';

const view = ({ name, attributes }: ResourceType) =>
  ({ name, state: 'active', attributes }) satisfies WireResourceType;

export function resourceTypeRoutes({ types, resources }: Room): Route<undefined>[] {
  const mustAdminister = ({ caller }: Call) => {
    if (!caller.roles.has('admin')) throw disallowed();
  };
  const create = async (call: Call) => {
    mustAdminister(call);
    const { name, attributes } = validInput(resourceTypeRequest, await call.json());
    if (types.get(name) !== undefined) throw alreadyExists('Resource type', name);
    const row = types.insert({ name, attributes });
    return json(201, view(row), [['location', `${call.base}/v1/resource_type/${name}`]]);
  };
  const remove = (call: Call) => {
    mustAdminister(call);
    const { name } = typeCalled(types, call.param('name'));
    if (isOfFreshService(name) || resources.all().some(({ type }) => type === name)) {
      throw stillInUse('Resource type', name);
    }
    types.delete(name);
    return empty(204);
  };

  const all = '/v1/resource_type';
  const one = `${all}/:name`;
  return [
    {
      method: 'GET',
      path: all,
      operation: 'list resource types',
      handler: () => json(200, types.all().map(view)),
    },
    { method: 'POST', path: all, operation: 'create resource type', handler: create },
    {
      method: 'GET',
      path: one,
      operation: 'show resource type',
      handler: (call) => json(200, view(typeCalled(types, call.param('name')))),
    },
    { method: 'DELETE', path: one, operation: 'delete resource type', handler: remove },
    {
      method: 'GET',
      path: '/v1/resource',
      operation: 'list the places of resources',
      handler: ({ base }) =>
        json(
          200,
          Object.fromEntries(types.all().map(({ name }) => [name, `${base}/v1/resource/${name}`])),
        ),
    },
  ];
}
