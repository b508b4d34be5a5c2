/** Resource providers. Source: Placement API reference, "Resource providers". */
import {
  createProviderRequest,
  createProviderRequest14,
  type ResourceProvidersAnswer,
  updateProviderRequest,
  updateProviderRequest14,
} from '../../src/contract/placement/resource-provider.ts';
import { badRequest, conflict, notFound } from '../kernel/fault.ts';
import type { Route } from '../kernel/service.ts';
import { duplicate, inUse, unexpectedInQuery } from './faults.ts';
import {
  agrees,
  aggregatesIn,
  hasAll,
  inAggregates,
  mustBeUuid,
  resourcesIn,
  traitsIn,
} from './filter.ts';
import type { PlacementCall, Served } from './microversions.ts';
import type { Provider } from './ports.ts';
import { providerPath, view } from './resource-provider-view.ts';
import { done, located, type Room, shown } from './room.ts';
import { validJson } from './valid.ts';

export function resourceProviderRoutes(room: Room): Route<Served>[] {
  const { consumers, policy, providers, world } = room;
  const may = (call: PlacementCall, what: 'list' | 'create' | 'show' | 'update' | 'delete') => {
    policy.enforce(`placement:resource_providers:${what}`, call.caller);
  };
  const one = (call: PlacementCall, provider: Provider, status = 200) =>
    shown(call, view(providers, call.state, provider), provider.updatedAt, status);

  /** What a query lets through, by its parameters. Each is there from a microversion on. */
  const filters: Readonly<
    Record<
      string,
      [number, (texts: readonly string[], call: PlacementCall) => (each: Provider) => boolean]
    >
  > = {
    name: [
      0,
      ([name]) =>
        (each) =>
          each.name === name,
    ],
    uuid: [
      0,
      ([uuid = '']) => {
        mustBeUuid(uuid);
        return (each) => each.id === uuid;
      },
    ],
    member_of: [
      3,
      (texts) => {
        const wishes = aggregatesIn(texts);
        return (each) => inAggregates(each, wishes);
      },
    ],
    resources: [
      4,
      ([text = '']) => {
        const wanted = resourcesIn(text, room);
        return (each) => hasAll(each, wanted);
      },
    ],
    in_tree: [
      14,
      ([uuid = '']) => {
        mustBeUuid(uuid);
        const of = providers.get(uuid);
        const root = of === undefined ? undefined : providers.rootOf(of).id;
        return (each) => providers.rootOf(each).id === root;
      },
    ],
    required: [
      18,
      (texts, call) => {
        const wishes = traitsIn(texts, room, call.state);
        return (each) => agrees(each.traits, wishes);
      },
    ],
  };

  const list = (call: PlacementCall) => {
    may(call, 'list');
    const tests = [...new Set(call.query.keys())].map((name) => {
      const [since, make] = filters[name] ?? [Infinity, undefined];
      if (make === undefined || call.state.minor < since) {
        throw unexpectedInQuery(name);
      }
      return make(call.query.getAll(name), call);
    });
    const found = providers.all().filter((each) => tests.every((test) => test(each)));
    const body = { resource_providers: found.map((each) => view(providers, call.state, each)) };
    const at = Math.max(...found.map(({ updatedAt }) => updatedAt), 0) || world.clock.now();
    return shown(call, body satisfies ResourceProvidersAnswer, at);
  };

  /** @returns why this cannot be the parent: there is none, or it is below the provider itself */
  const faultOfParent = (id: string, parentId: string | null): string | undefined => {
    if (parentId === null) return undefined;
    if (providers.get(parentId) === undefined) return 'parent provider UUID does not exist.';
    return providers.tree(id).some((each) => each.id === parentId)
      ? 'creating loop in the provider tree is not allowed.'
      : undefined;
  };
  const mustBeFree = (what: 'name' | 'uuid', value: string) => {
    const taken = what === 'name' ? providers.named(value) : providers.get(value);
    if (taken !== undefined) {
      throw duplicate(`Conflicting resource provider ${what}: ${value} already exists.`);
    }
  };

  const create = async (call: PlacementCall) => {
    may(call, 'create');
    const { minor } = call.state;
    const body = await call.json();
    const wish =
      minor < 14
        ? { parent_provider_uuid: null, ...validJson(createProviderRequest, body) }
        : validJson(createProviderRequest14, body);
    const id = wish.uuid ?? world.ids.uuid();
    mustBeFree('uuid', id);
    mustBeFree('name', wish.name);
    const parentId = wish.parent_provider_uuid ?? null;
    const fault = wish.name === '' ? 'name is required' : faultOfParent(id, parentId);
    if (fault !== undefined) {
      throw badRequest(
        `Unable to create resource provider "${wish.name}", ${id}: Object action create failed because: ${fault}`,
      );
    }
    providers.insert({
      id,
      name: wish.name,
      parentId,
      generation: 0,
      inventories: {},
      traits: [],
      aggregates: [],
      used: {},
      claimed: {},
      updatedAt: world.clock.now(),
    });
    const reply = minor < 20 ? done(call, 201, world.clock.now()) : one(call, providers.find(id));
    return located(call, reply, providerPath(id));
  };

  const update = async (call: PlacementCall) => {
    may(call, 'update');
    const { minor } = call.state;
    const provider = providers.find(call.param('uuid'));
    const body = await call.json();
    const wish =
      minor < 14
        ? { ...validJson(updateProviderRequest, body), parent_provider_uuid: undefined }
        : validJson(updateProviderRequest14, body);
    const { parent_provider_uuid: parentId = provider.parentId } = wish;
    if (providers.isOwned(provider.id)) {
      throw conflict(`${provider.name} is kept by the service that it belongs to.`);
    }
    if (wish.name !== provider.name && providers.named(wish.name) !== undefined) {
      throw duplicate(`Conflicting resource provider ${wish.name} already exists.`);
    }
    const moves = parentId !== provider.parentId && provider.parentId !== null && minor < 37;
    const fault = moves
      ? `${parentId === null ? 'un' : 're'}-parenting a provider is not currently allowed.`
      : faultOfParent(provider.id, parentId);
    if (fault !== undefined) {
      throw badRequest(
        `Unable to save resource provider ${provider.id}: Object action update failed because: ${fault}`,
      );
    }
    providers.rename(provider.id, { name: wish.name, parentId });
    return one(call, providers.find(provider.id));
  };

  const remove = (call: PlacementCall) => {
    may(call, 'delete');
    const id = call.param('uuid');
    const provider = providers.get(id);
    if (provider === undefined) {
      throw notFound(`No resource provider with uuid ${id} found for delete`);
    }
    if (providers.tree(provider.id).length > 1) {
      throw conflict(
        `Unable to delete parent resource provider ${provider.id}: It has child resource providers.`,
        { kind: 'placement.resource_provider.cannot_delete_parent' },
      );
    }
    if (consumers.of(id).length > 0) {
      throw inUse(
        'resource_provider.inuse',
        `Unable to delete resource provider ${id}: Resource provider has allocations.`,
      );
    }
    if (providers.isOwned(provider.id)) {
      throw conflict(`${provider.name} is kept by the service that it belongs to.`);
    }
    providers.delete(provider.id);
    return done(call, 204, world.clock.now());
  };

  const all = '/resource_providers';
  const each = `${all}/:uuid`;
  return [
    { method: 'GET', path: all, operation: 'list resource providers', handler: list },
    { method: 'POST', path: all, operation: 'create resource provider', handler: create },
    {
      method: 'GET',
      path: each,
      operation: 'show resource provider',
      handler: (call) => {
        may(call, 'show');
        return one(call, providers.find(call.param('uuid')));
      },
    },
    { method: 'PUT', path: each, operation: 'update resource provider', handler: update },
    { method: 'DELETE', path: each, operation: 'delete resource provider', handler: remove },
  ];
}
