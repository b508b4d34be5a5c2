/** Resource classes. Source: Placement API reference, "Resource classes". */
import {
  createResourceClassRequest,
  type ResourceClassesAnswer,
} from '../../src/contract/placement/resource-provider.ts';
import { badRequest, conflict, notServed } from '../kernel/fault.ts';
import { empty } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { Unknown } from './faults.ts';
import { onlyFrom, type PlacementCall, type Served } from './microversions.ts';
import { placementPath } from './path.ts';
import { done, located, type Room, shown } from './room.ts';
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
    if (found === undefined) throw new Unknown(`No such resource class ${name}.`);
    return found;
  };
  const named = (call: PlacementCall, status: number, name: string) =>
    located(call, empty(status), pathOf(name));

  const create = async (call: PlacementCall) => {
    may(call, 'create');
    const { name } = validJson(createResourceClassRequest, await call.json());
    if (classes.get(name) !== undefined) {
      throw conflict(`Conflicting resource class already exists: ${name}`);
    }
    classes.insert({ name, updatedAt: world.clock.now() });
    return named(call, 201, name);
  };
  /** @throws Fault 400 */
  const mustBeCustom = (name: string, doing: 'update' | 'delete', before = '', after = '') => {
    if (isCustom(name)) return;
    throw badRequest(`${before}Cannot ${doing} standard resource class ${name}${after}`);
  };
  /** Before 1.7. One of which a provider has some is not served: that would have to go by the new name, too. */
  const rename = async (call: PlacementCall) => {
    const { name: wish } = validJson(createResourceClassRequest, await call.json());
    const { name } = classFor(call);
    mustBeCustom(name, 'update');
    if (classes.get(wish) !== undefined) {
      throw conflict(`Resource class already exists: ${wish}`);
    }
    if (providers.all().some(({ inventories }) => inventories[name] !== undefined)) {
      throw notServed('rename a resource class of which a provider has some');
    }
    classes.delete(name);
    classes.insert({ name: wish, updatedAt: world.clock.now() });
    return shown(call, view(wish), world.clock.now());
  };
  const put = (call: PlacementCall) => {
    may(call, 'update');
    if (call.state.minor < 7) return rename(call);
    const { name } = validJson(createResourceClassRequest, { name: call.param('name') });
    const known = classes.get(name) !== undefined;
    if (!known) classes.insert({ name, updatedAt: world.clock.now() });
    return named(call, known ? 204 : 201, name);
  };
  const remove = (call: PlacementCall) => {
    may(call, 'delete');
    const { name } = classFor(call);
    mustBeCustom(name, 'delete', 'Error in delete resource class: ', '.');
    if (providers.all().some(({ inventories }) => inventories[name] !== undefined)) {
      throw conflict(
        `Error in delete resource class: Cannot delete resource class ${name}. Class is in use in inventory.`,
      );
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
      guard,
      handler: put,
    },
    { method: 'DELETE', path: one, operation: 'delete resource class', guard, handler: remove },
  ];
}
