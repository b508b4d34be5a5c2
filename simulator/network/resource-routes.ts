/** The routes that every resource has, from a description of it: list, show, create, update, delete. */
import { type Caller, projectOf } from '../kernel/caller.ts';
import { empty, json } from '../kernel/reply.ts';
import type { World } from '../kernel/world.ts';
import { objectsIn, readChange, readCreation } from './attributes.ts';
import { noSuchMethod } from './faults.ts';
import { listRows } from './list.ts';
import { asking, tellOfResource } from './notices.ts';
import type { NetworkPolicy, NetworkRule, Part } from './policy.ts';
import { fieldsOf, filterOf, pageLinksOf, pageOf } from './query.ts';
import type { Quotas } from './quota-limits.ts';
import type { NetworkCall, NetworkRoute, Resource, View } from './resource.ts';
import { refuseOtherRevision } from './revision.ts';
import type { StandardRow } from './row.ts';

export interface ResourceNeeds {
  readonly world: World;
  readonly policy: NetworkPolicy;
  readonly quotas: Quotas;
}

export function resourceRoutes<Row extends StandardRow>(
  resource: Resource<Row>,
  { world, policy, quotas }: ResourceNeeds,
): NetworkRoute[] {
  const { name, collection, attributes, rows } = resource;
  const seen = (id: string, caller: Caller): Row => {
    const row = rows.get(id);
    if (row === undefined) throw resource.notFound(id);
    const sees = !policy.isOutOfScope(caller) && resource.sees(projectOf(caller), row);
    if (policy.isAdmin(caller) || sees) return row;
    throw resource.hidden?.() ?? resource.notFound(id);
  };
  const partsOf = (verb: 'create' | 'update', told: View): Part[] =>
    Object.keys(told)
      .filter((key) => attributes[key]?.rule === true)
      .map((key) => {
        const inner = resource.innerRules?.(key, told[key]);
        const rule = `${verb}_${name}:${key}`;
        return inner === undefined
          ? { rule }
          : { rule, inner: inner.map((part) => `${rule}:${part}`) };
      });

  const tell = (what: string, { id }: Row, caller: Caller) => {
    tellOfResource(world.notices, `${name}.${what}`, id, asking(caller));
  };

  const list = (call: NetworkCall) => {
    const { caller, query } = call;
    const admin = policy.isAdmin(caller);
    const projectId = projectOf(caller);
    if (projectId !== undefined) resource.beforeList?.(projectId);
    const view = (row: Row) => resource.view(row, admin);
    // Provider attributes can be asked for by anyone, and are shown to administrators.
    const where = filterOf(query, attributes, (row: Row) => resource.view(row, true), {
      tags: () => false,
      ...resource.filters,
    });
    const page = pageOf(query);
    const found = policy.isOutOfScope(caller)
      ? []
      : listRows(resource, { query, admin, projectId, where, page, view });
    const links = pageLinksOf(
      call,
      page,
      found.map(({ id }) => id),
    );
    return json(200, {
      [collection]: found.map((row) => fieldsOf(query)(view(row))),
      ...(links.length === 0 ? {} : { [`${collection}_links`]: links }),
    });
  };

  const show = (call: NetworkCall) => {
    const row = seen(call.param('id'), call.caller);
    return json(200, {
      [name]: fieldsOf(call.query)(resource.view(row, policy.isAdmin(call.caller))),
    });
  };

  const create = async (call: NetworkCall) => {
    const { caller } = call;
    const admin = policy.isAdmin(caller);
    const { several, objects } = objectsIn(await call.json(), resource, true);
    const wishes = objects.map((object) => readCreation(object, attributes, caller, admin));
    const targets = wishes.map((wish) => resource.newTarget?.(wish, caller) ?? {});
    // Of policies a project may have as many as it is given.
    if (name !== 'policy') quotas.reserve(name, wishes);
    wishes.forEach((wish, i) => {
      const target = { ...targets[i], project_id: wish.project_id };
      const told = partsOf('create', objects[i] ?? {});
      policy.enforce(`create_${name}` as NetworkRule, caller, target, told);
    });
    const make = () => wishes.map((wish) => resource.create(wish, caller));
    const made = several ? allOrNone(world, make) : make();
    for (const row of made) tell('create', row, caller);
    const views = made.map((row) => (resource.created ?? resource.view)(row, admin));
    return json(201, several ? { [collection]: views } : { [name]: views[0] });
  };

  const update = async (call: NetworkCall) => {
    const { caller } = call;
    const [object = {}] = objectsIn(await call.json(), resource, false).objects;
    const change = readChange(object, attributes, caller, policy.isAdmin(caller));
    const row = seen(call.param('id'), caller);
    const rule = `update_${name}` as NetworkRule;
    policy.enforce(rule, caller, resource.target(row), partsOf('update', change));
    refuseOtherRevision(call, row);
    if (resource.update === undefined) throw noSuchMethod();
    const changed = resource.update(row, change, caller);
    tell('update', changed, caller);
    return json(200, { [name]: resource.view(changed, policy.isAdmin(caller)) });
  };

  const remove = (call: NetworkCall) => {
    const row = seen(call.param('id'), call.caller);
    policy.enforce(`delete_${name}` as NetworkRule, call.caller, resource.target(row));
    refuseOtherRevision(call, row);
    resource.remove(row, call.caller);
    tell('delete', row, call.caller);
    return empty(204);
  };

  const operation = name.replaceAll('_', ' ');
  const whole = `/v2.0/${resource.path ?? collection}`;
  const one = `${whole}/:id`;
  return [
    { method: 'GET', path: whole, operation: `list ${operation}s`, handler: list },
    { method: 'POST', path: whole, operation: `create ${operation}`, handler: create },
    { method: 'GET', path: one, operation: `show ${operation}`, handler: show },
    { method: 'PUT', path: one, operation: `update ${operation}`, handler: update },
    { method: 'DELETE', path: one, operation: `delete ${operation}`, handler: remove },
  ];
}

/** Several changes of which either all are made or none; one alone looks before it changes anything. */
function allOrNone<T>({ store }: World, change: () => T): T {
  const before = store.capture();
  try {
    return change();
  } catch (error) {
    store.restore(before);
    throw error;
  }
}
