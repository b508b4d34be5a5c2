/** Resource classes. Source: Placement API reference, "Resource classes". */
import {
  createResourceClassRequest,
  type ResourceClassesAnswer,
} from '../../src/contract/placement/resource-provider.ts';
import { badRequest, conflict, notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { onlyFrom, type PlacementCall, type Served } from './microversions.ts';
import { placementPath } from './path.ts';
import { done, type Room, shown } from './room.ts';
import { validJson } from './valid.ts';
import { isCustom } from './vocabulary.ts';

export function resourceClassRoutes({
  policy,
  providers,
  vocabulary: { classes },
  world,
}: Room): Route<Served>[] {
  const may = (call: PlacementCall, what: 'list' | 'create' | 'show' | 'update' | 'delete') => {
    policy.enforce(`placement:resource_classes:${what}`, call.caller);
  };
  const pathOf = (name: string) => `${placementPath}/resource_classes/${name}`;
  const view = (name: string) => ({ name, links: [{ rel: 'self', href: pathOf(name) }] });
  const classFor = (call: PlacementCall) => {
    const name = call.param('name');
    const found = classes.get(name);
    if (found === undefined) throw notFound(`No such resource class ${name}.`);
    return found;
  };
  const located = (call: PlacementCall, status: number, name: string) =>
    json(status, {}, [['location', call.origin + pathOf(name)]]);

  const create = async (call: PlacementCall) => {
    may(call, 'create');
    const { name } = validJson(createResourceClassRequest, await call.json());
    if (classes.get(name) !== undefined) {
      throw conflict(`Conflicting resource class already exists: ${name}`);
    }
    classes.insert({ name, updatedAt: world.clock.now() });
    return { ...located(call, 201, name), body: '' };
  };
  const put = (call: PlacementCall) => {
    may(call, 'update');
    const name = call.param('name');
    if (!isCustom(name)) throw badRequest(`'${name}' does not match '^CUSTOM_[A-Z0-9_]+$'`);
    const known = classes.get(name) !== undefined;
    if (!known) classes.insert({ name, updatedAt: world.clock.now() });
    return done(call, known ? 204 : 201, world.clock.now());
  };
  const remove = (call: PlacementCall) => {
    may(call, 'delete');
    const { name } = classFor(call);
    if (!isCustom(name)) throw badRequest(`Cannot delete standard resource class ${name}`);
    if (providers.all().some(({ inventories }) => inventories[name] !== undefined)) {
      throw conflict(`Cannot delete resource class ${name}. Class is in use in inventory.`);
    }
    classes.delete(name);
    return done(call, 204, world.clock.now());
  };

  const all = '/resource_classes';
  const one = `${all}/:name`;
  const guard = onlyFrom(2);
  return [
    {
      method: 'GET',
      path: all,
      operation: 'list resource classes',
      guard,
      handler: (call) => {
        may(call, 'list');
        const rows = classes.all().map(({ name }) => view(name));
        const body = { resource_classes: rows } satisfies ResourceClassesAnswer;
        return shown(call, body, world.clock.now());
      },
    },
    { method: 'POST', path: all, operation: 'create resource class', guard, handler: create },
    {
      method: 'GET',
      path: one,
      operation: 'show resource class',
      guard,
      handler: (call) => {
        may(call, 'show');
        const { name, updatedAt } = classFor(call);
        return shown(call, view(name), updatedAt);
      },
    },
    {
      method: 'PUT',
      path: one,
      operation: 'update resource class',
      guard: onlyFrom(7),
      handler: put,
    },
    { method: 'DELETE', path: one, operation: 'delete resource class', guard, handler: remove },
  ];
}
