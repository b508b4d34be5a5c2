/** Allocations: what a consumer has of which provider. Source: Placement API reference, "Allocations". */
import {
  type AllocationsAnswer,
  type ProviderAllocationsAnswer,
  replaceAllocationsRequest,
  replaceAllocationsRequest12,
} from '../../src/contract/placement/allocation.ts';
import type { Amounts } from '../../src/contract/placement/wire-types.ts';
import { badRequest, conflict, notFound, notServed } from '../kernel/fault.ts';
import type { Route } from '../kernel/service.ts';
import { pythonText } from '../kernel/value-text.ts';
import { type Consumer, sum } from './consumer-table.ts';
import { concurrent } from './faults.ts';
import { isUuid } from './filter.ts';
import type { PlacementCall, Served } from './microversions.ts';
import { fits } from './provider-table.ts';
import { done, type Room, shown } from './room.ts';
import { validJson } from './valid.ts';

interface Wish {
  readonly allocations: Consumer['allocations'];
  readonly projectId: string;
  readonly userId: string;
  /** Undefined where the microversion does not ask; null for a new one. */
  readonly generation: number | null | undefined;
  readonly type: string;
}

/** Whose it is where nobody says it. */
const nobody = '00000000-0000-0000-0000-000000000000';

function wishIn(body: unknown, minor: number): Wish {
  if (minor < 12) {
    const wish = validJson(replaceAllocationsRequest(minor), body);
    const owner = wish as { readonly project_id?: string; readonly user_id?: string };
    return {
      allocations: Object.fromEntries(
        wish.allocations.map(({ resource_provider: { uuid }, resources }) => [uuid, resources]),
      ),
      projectId: owner.project_id ?? nobody,
      userId: owner.user_id ?? nobody,
      generation: undefined,
      type: 'unknown',
    };
  }
  const wish = validJson(replaceAllocationsRequest12(minor), body);
  const later = wish as { consumer_generation?: number | null; consumer_type?: string };
  return {
    allocations: Object.fromEntries(
      Object.entries(wish.allocations).map(([id, { resources }]) => [id, resources]),
    ),
    projectId: wish.project_id,
    userId: wish.user_id,
    generation: later.consumer_generation,
    type: later.consumer_type ?? 'unknown',
  };
}

export function allocationRoutes({
  consumers,
  policy,
  providers,
  vocabulary,
  world,
}: Room): Route<Served>[] {
  const list = (call: PlacementCall) => {
    policy.enforce('placement:allocations:list', call.caller);
    const { minor } = call.state;
    const consumer = consumers.get(call.param('consumer'));
    if (consumer === undefined) {
      return shown(call, { allocations: {} } satisfies AllocationsAnswer, world.clock.now());
    }
    const allocations = Object.fromEntries(
      Object.entries(consumer.allocations).map(([id, resources]) => [
        id,
        { generation: providers.get(id)?.generation ?? 0, resources: { ...resources } },
      ]),
    );
    const body: AllocationsAnswer = {
      allocations,
      ...(minor < 12 ? {} : { project_id: consumer.projectId, user_id: consumer.userId }),
      ...(minor < 28 ? {} : { consumer_generation: consumer.generation }),
      ...(minor < 38 ? {} : { consumer_type: consumer.type }),
    };
    return shown(call, body, world.clock.now());
  };

  const ofProvider = (call: PlacementCall) => {
    policy.enforce('placement:resource_providers:allocations:list', call.caller);
    const uuid = call.param('uuid');
    const provider = providers.get(uuid);
    if (provider === undefined) {
      throw notFound(
        `Resource provider '${uuid}' not found: No resource provider with uuid ${uuid} found`,
      );
    }
    const { id, generation, updatedAt } = provider;
    const allocations = Object.fromEntries(
      consumers.of(id).map((each) => [
        each.id,
        {
          resources: { ...each.allocations[id] },
          ...(call.state.minor < 28 ? {} : { consumer_generation: each.generation }),
        },
      ]),
    );
    const body = { resource_provider_generation: generation, allocations };
    return shown(call, body satisfies ProviderAllocationsAnswer, updatedAt);
  };

  /** Gives back (-1) or takes (1) what a consumer has of each provider. */
  const move = (allocations: Consumer['allocations'], sign: 1 | -1) => {
    for (const [id, amounts] of Object.entries(allocations)) {
      const { claimed = {} } = providers.get(id) ?? {};
      const by = Object.entries(amounts).map(([name, amount]) => ({ [name]: sign * amount }));
      const left = Object.entries(sum([claimed, ...by])).filter(([, amount]) => amount > 0);
      providers.change(id, { claimed: Object.fromEntries(left) });
    }
  };

  /** @throws Fault 400 for an unknown provider or class, 409 for more than there is */
  const mustFit = (
    consumerId: string,
    allocations: Consumer['allocations'],
    had: Consumer | undefined,
  ) => {
    for (const [id, amounts] of Object.entries(allocations)) {
      const provider = providers.get(id);
      if (provider === undefined) {
        throw badRequest(`Allocation for resource provider '${id}' that does not exist.`);
      }
      const unknown = Object.keys(amounts).find(
        (name) => vocabulary.classes.get(name) === undefined,
      );
      if (unknown !== undefined) {
        throw badRequest(
          `Unable to allocate inventory for consumer ${consumerId}: No such resource class ${unknown}.`,
        );
      }
      const free: Amounts = had?.allocations[id] ?? {};
      for (const [name, amount] of Object.entries(amounts)) {
        const claimed = {
          ...provider.claimed,
          [name]: (provider.claimed[name] ?? 0) - (free[name] ?? 0),
        };
        if (provider.inventories[name] === undefined) {
          throw conflict(
            `Unable to allocate inventory: Inventory for '${name}' on resource provider '${id}' invalid.`,
          );
        }
        if (!fits({ ...provider, claimed }, name, amount)) {
          throw conflict(
            `Unable to allocate inventory: Unable to create allocation for '${name}' on resource provider '${id}'. The requested amount would exceed the capacity.`,
          );
        }
      }
    }
  };

  const mustBeOurs = (consumer: Consumer | undefined) => {
    if (consumer?.owned === true) {
      throw notServed('change what the service that owns a provider has given away of it');
    }
  };

  /** Replaces what a consumer has; nothing at all lets it go. */
  const replace = (id: string, wish: Wish) => {
    const before = consumers.get(id);
    mustBeOurs(before);
    const expected = before?.generation ?? null;
    if (wish.generation !== undefined && wish.generation !== expected) {
      throw concurrent(
        `consumer generation conflict - expected ${expected === null ? 'null' : String(expected)} but got ${pythonText(wish.generation)}`,
      );
    }
    mustFit(id, wish.allocations, before);
    if (before !== undefined) move(before.allocations, -1);
    move(wish.allocations, 1);
    consumers.table.delete(id);
    if (Object.keys(wish.allocations).length > 0) {
      const { allocations, projectId, userId, type } = wish;
      const generation = (before?.generation ?? 0) + 1;
      consumers.table.insert({
        id,
        allocations,
        projectId,
        userId,
        type,
        generation,
        owned: false,
      });
    }
  };

  const put = async (call: PlacementCall) => {
    policy.enforce('placement:allocations:update', call.caller);
    const consumer = call.param('consumer');
    if (!isUuid(consumer)) throw badRequest(`Malformed consumer_uuid: ${consumer}`);
    replace(consumer, wishIn(await call.json(), call.state.minor));
    return done(call, 204, world.clock.now());
  };

  const remove = (call: PlacementCall) => {
    policy.enforce('placement:allocations:delete', call.caller);
    const id = call.param('consumer');
    const consumer = consumers.get(id);
    if (consumer === undefined) throw notFound(`No allocations for consumer '${id}'`);
    mustBeOurs(consumer);
    move(consumer.allocations, -1);
    consumers.table.delete(id);
    return done(call, 204, world.clock.now());
  };

  const path = '/allocations/:consumer';
  return [
    { method: 'GET', path, operation: 'list allocations of a consumer', handler: list },
    { method: 'PUT', path, operation: 'update allocations of a consumer', handler: put },
    { method: 'DELETE', path, operation: 'delete allocations of a consumer', handler: remove },
    {
      method: 'GET',
      path: '/resource_providers/:uuid/allocations',
      operation: 'list allocations of a provider',
      handler: ofProvider,
    },
    { method: 'POST', path: '/allocations', operation: 'manage allocations of several consumers' },
    { method: 'POST', path: '/reshaper', operation: 'reshape providers' },
  ];
}
