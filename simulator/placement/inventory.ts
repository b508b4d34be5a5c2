/** What a provider offers of each resource class. Source: Placement API reference, "Resource provider inventories". */
import {
  createInventoryRequest,
  type InventoriesAnswer,
  type Inventory,
  type InventoryAnswer,
  replaceInventoriesRequest,
  replaceInventoryRequest,
} from '../../src/contract/placement/inventory.ts';
import { badRequest, notFound } from '../kernel/fault.ts';
import type { Route } from '../kernel/service.ts';
import { concurrent, inUse, notYetAllowed } from './faults.ts';
import type { PlacementCall, Served } from './microversions.ts';
import type { Provider } from './ports.ts';
import { capacityOf, mustBeSeen, usedOf } from './provider-table.ts';
import { providerPath } from './resource-provider-view.ts';
import { done, located, type Room, shown } from './room.ts';
import { validJson } from './valid.ts';

export function inventoryRoutes({ policy, providers, vocabulary }: Room): Route<Served>[] {
  const may = (call: PlacementCall, what: 'list' | 'create' | 'show' | 'update' | 'delete') => {
    policy.enforce(`placement:resource_providers:inventories:${what}`, call.caller);
    const id = call.param('uuid');
    return what === 'list' || what === 'show' ? providers.lookUp(id, ' : ') : providers.find(id);
  };
  const all = (call: PlacementCall, { generation, inventories, updatedAt }: Provider) =>
    shown(
      call,
      {
        resource_provider_generation: generation,
        inventories: { ...inventories },
      } satisfies InventoriesAnswer,
      updatedAt,
    );
  const one = (call: PlacementCall, provider: Provider, name: string, status = 200) => {
    const inventory = provider.inventories[name];
    if (inventory === undefined) {
      throw notFound(`No inventory of class ${name} for ${provider.id}`);
    }
    const body = { resource_provider_generation: provider.generation, ...inventory };
    return shown(call, body satisfies InventoryAnswer, provider.updatedAt, status);
  };

  /** @throws Fault 400 when nothing could be given away of it, or when there is no such class */
  const mustBeOffer = (call: PlacementCall, provider: Provider, name: string, wish: Inventory) => {
    if (vocabulary.classes.get(name) === undefined) {
      throw badRequest(
        `Unknown resource class in inventory for resource provider ${provider.id}: No such resource class ${name}.`,
      );
    }
    const { minor } = call.state;
    const tooMuch = minor < 26 ? wish.reserved >= wish.total : wish.reserved > wish.total;
    if (tooMuch) {
      throw badRequest(
        `Unable to update inventory for resource provider ${provider.id}: Invalid inventory for '${name}' on resource provider '${provider.id}'. The reserved value is greater than${minor < 26 ? ' or equal to' : ''} total.`,
      );
    }
  };
  /** @returns what is wrong with taking back what is in use */
  const useOf = (provider: Provider, names: readonly string[]): string | undefined => {
    const used = names.filter((name) => usedOf(provider, name) > 0);
    return used.length === 0
      ? undefined
      : `Inventory for '${used.join(', ')}' on resource provider '${provider.id}' in use.`;
  };
  /** @throws Fault 409 when it is in use */
  const mustBeUnused = (provider: Provider, names: readonly string[]) => {
    const use = useOf(provider, names);
    if (use !== undefined) throw inUse('inventory.inuse', use);
  };
  /** Less than is taken may be offered for a while: what is taken stays. */
  const seen = (provider: Provider, generation: number) => {
    mustBeSeen(provider, generation, 'resource provider generation conflict');
  };

  const replaceAll = async (call: PlacementCall) => {
    const provider = may(call, 'update');
    const wish = validJson(replaceInventoriesRequest, await call.json());
    seen(provider, wish.resource_provider_generation);
    for (const [name, each] of Object.entries(wish.inventories)) {
      mustBeOffer(call, provider, name, each);
    }
    const gone = Object.keys(provider.inventories).filter(
      (name) => !Object.hasOwn(wish.inventories, name),
    );
    mustBeUnused(provider, gone);
    return all(call, providers.change(provider.id, { inventories: wish.inventories }));
  };

  const replaceOne = async (call: PlacementCall) => {
    const provider = may(call, 'update');
    const name = call.param('class');
    const { resource_provider_generation: generation, ...wish } = validJson(
      replaceInventoryRequest,
      await call.json(),
    );
    seen(provider, generation);
    mustBeOffer(call, provider, name, wish);
    if (provider.inventories[name] === undefined) {
      throw badRequest(
        `No inventory record with resource class for resource provider ${provider.id}: No inventory of class ${name} found.`,
      );
    }
    const inventories = { ...provider.inventories, [name]: wish };
    return one(call, providers.change(provider.id, { inventories }), name);
  };

  const create = async (call: PlacementCall) => {
    const provider = may(call, 'create');
    const { resource_class: name, ...wish } = validJson(createInventoryRequest, await call.json());
    mustBeOffer(call, provider, name, wish);
    if (provider.inventories[name] !== undefined) {
      throw concurrent(
        `Update conflict: Inventory of class ${name} for ${provider.id} already exists.`,
      );
    }
    const inventories = { ...provider.inventories, [name]: wish };
    const reply = one(call, providers.change(provider.id, { inventories }), name, 201);
    return located(call, reply, `${providerPath(provider.id)}/inventories/${name}`);
  };

  const removeAll = (call: PlacementCall) => {
    if (call.state.minor < 5) throw notYetAllowed('DELETE');
    const provider = may(call, 'delete');
    mustBeUnused(provider, Object.keys(provider.inventories));
    return done(call, 204, providers.change(provider.id, { inventories: {} }).updatedAt);
  };
  const removeOne = (call: PlacementCall) => {
    const provider = may(call, 'delete');
    const name = call.param('class');
    const { [name]: gone, ...inventories } = provider.inventories;
    if (gone === undefined) {
      const unknown = `No inventory of class ${name} found for delete`;
      throw notFound(`${unknown}: ${unknown}`);
    }
    const use = useOf(provider, [name]);
    if (use !== undefined) {
      throw concurrent(`Unable to delete inventory of class ${name}: ${use}`);
    }
    return done(call, 204, providers.change(provider.id, { inventories }).updatedAt);
  };

  const path = '/resource_providers/:uuid/inventories';
  return [
    {
      method: 'GET',
      path,
      operation: 'list inventories',
      handler: (call) => all(call, may(call, 'list')),
    },
    { method: 'PUT', path, operation: 'replace inventories', handler: replaceAll },
    { method: 'POST', path, operation: 'create inventory', handler: create },
    {
      method: 'DELETE',
      path,
      operation: 'delete inventories',
      handler: removeAll,
    },
    {
      method: 'GET',
      path: `${path}/:class`,
      operation: 'show inventory',
      handler: (call) => one(call, may(call, 'show'), call.param('class')),
    },
    { method: 'PUT', path: `${path}/:class`, operation: 'replace inventory', handler: replaceOne },
    {
      method: 'DELETE',
      path: `${path}/:class`,
      operation: 'delete inventory',
      handler: removeOne,
    },
  ];
}

/** What a provider shows of itself beside candidates: what it could give, and what is taken of that. */
export const summaryOf = (provider: Provider) =>
  Object.fromEntries(
    Object.entries(provider.inventories).map(([name, inventory]) => [
      name,
      { capacity: capacityOf(inventory), used: usedOf(provider, name) },
    ]),
  );
