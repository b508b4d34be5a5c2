/** What is taken: of a provider, and by a project. Source: Placement API reference, "Usages". */
import type { UsagesAnswer } from '../../src/contract/placement/resource-provider.ts';
import type { Route } from '../kernel/service.ts';
import { type Consumer, sum } from './consumer-table.ts';
import { invalidQuery, unexpectedInQuery } from './faults.ts';
import { onlyFrom, type PlacementCall, type Served } from './microversions.ts';
import { usedOf } from './provider-table.ts';
import { type Room, shown } from './room.ts';

/** Each parameter is there from a microversion on. */
const parameters: Readonly<Record<string, number>> = {
  project_id: 9,
  user_id: 9,
  consumer_type: 38,
};
const kinds = /^[A-Z0-9_]+$|^all|^unknown$/;

export function usageRoutes({ consumers, policy, providers, world }: Room): Route<Served>[] {
  const ofProvider = (call: PlacementCall) => {
    policy.enforce('placement:resource_providers:usages', call.caller);
    const provider = providers.lookUp(call.param('uuid'));
    const usages = Object.fromEntries(
      Object.keys(provider.inventories).map((name) => [name, usedOf(provider, name)]),
    );
    const body = { resource_provider_generation: provider.generation, usages };
    return shown(call, body satisfies UsagesAnswer, world.clock.now());
  };

  const usagesOf = (all: readonly Consumer[]) =>
    sum(all.flatMap(({ allocations }) => Object.values(allocations)));

  const ofProject = (call: PlacementCall) => {
    const { query, state } = call;
    const projectId = query.get('project_id') ?? '';
    policy.enforce('placement:usages', call.caller, { project_id: projectId });
    if (projectId === '') throw invalidQuery("'project_id' is a required property");
    const strange = [...query.keys()].find((name) => state.minor < (parameters[name] ?? Infinity));
    if (strange !== undefined) throw unexpectedInQuery(strange);
    const [userId, type] = [query.get('user_id'), query.get('consumer_type')];
    if (type !== null && !kinds.test(type)) {
      throw invalidQuery(`'${type}' does not match '${kinds.source}'`);
    }
    const found = consumers
      .in(projectId)
      .filter(
        (each) =>
          (userId ?? each.userId) === each.userId &&
          (type === null || type === 'all' || type === each.type),
      );
    if (state.minor < 38) return shown(call, { usages: usagesOf(found) }, world.clock.now());
    const types = type === 'all' ? ['all'] : [...new Set(found.map((each) => each.type))];
    const usages = Object.fromEntries(
      types.map((each) => {
        const mine = found.filter((one) => each === 'all' || one.type === each);
        return [each, { consumer_count: mine.length, ...usagesOf(mine) }];
      }),
    );
    return shown(call, { usages }, world.clock.now());
  };

  return [
    {
      method: 'GET',
      path: '/resource_providers/:uuid/usages',
      operation: 'list usages of a provider',
      handler: ofProvider,
    },
    {
      method: 'GET',
      path: '/usages',
      operation: 'list usages of a project',
      guard: onlyFrom(9),
      handler: ofProject,
    },
  ];
}
