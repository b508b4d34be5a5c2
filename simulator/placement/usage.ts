/** What is taken: of a provider, and by a project. Source: Placement API reference, "Usages". */
import type { UsagesAnswer } from '../../src/contract/placement/resource-provider.ts';
import { badRequest } from '../kernel/fault.ts';
import type { Route } from '../kernel/service.ts';
import { type Consumer, sum } from './consumer-table.ts';
import { onlyFrom, type PlacementCall, type Served } from './microversions.ts';
import { usedOf } from './provider-table.ts';
import { type Room, shown } from './room.ts';

export function usageRoutes({ consumers, policy, providers, world }: Room): Route<Served>[] {
  const ofProvider = (call: PlacementCall) => {
    policy.enforce('placement:resource_providers:usages', call.caller);
    const provider = providers.find(call.param('uuid'));
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
    if (projectId === '') throw badRequest(`'project_id' is a required property`);
    const [userId, type] = [query.get('user_id'), query.get('consumer_type')];
    const found = consumers
      .in(projectId)
      .filter(
        (each) =>
          (userId ?? each.userId) === each.userId &&
          (state.minor < 38 || type === null || type === 'all' || type === each.type),
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
