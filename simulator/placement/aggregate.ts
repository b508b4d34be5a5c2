/** Which groups a provider is in. Source: Placement API reference, "Resource provider aggregates". */
import {
  type ProviderAggregatesAnswer,
  replaceAggregatesRequest,
  replaceAggregatesRequest19,
} from '../../src/contract/placement/resource-provider.ts';
import type { Route } from '../kernel/service.ts';
import { onlyFrom, type PlacementCall, type Served } from './microversions.ts';
import type { Provider } from './ports.ts';
import { mustBeSeen } from './provider-table.ts';
import { type Room, shown } from './room.ts';
import { validJson } from './valid.ts';

export function aggregateRoutes({ policy, providers }: Room): Route<Served>[] {
  const view = (call: PlacementCall, { aggregates, generation, updatedAt }: Provider) =>
    shown(
      call,
      {
        aggregates: [...aggregates],
        ...(call.state.minor < 19 ? {} : { resource_provider_generation: generation }),
      } satisfies ProviderAggregatesAnswer,
      updatedAt,
    );

  const replace = async (call: PlacementCall) => {
    policy.enforce('placement:resource_providers:aggregates:update', call.caller);
    const provider = providers.find(call.param('uuid'));
    const body = await call.json();
    if (call.state.minor < 19) {
      const aggregates = validJson(replaceAggregatesRequest, body);
      return view(call, providers.change(provider.id, { aggregates }));
    }
    const wish = validJson(replaceAggregatesRequest19, body);
    const { aggregates, resource_provider_generation: generation } = wish;
    mustBeSeen(provider, generation);
    return view(call, providers.change(provider.id, { aggregates }));
  };

  const path = '/resource_providers/:uuid/aggregates';
  const guard = onlyFrom(1);
  return [
    {
      method: 'GET',
      path,
      operation: 'list aggregates of a provider',
      guard,
      handler: (call) => {
        policy.enforce('placement:resource_providers:aggregates:list', call.caller);
        return view(call, providers.find(call.param('uuid')));
      },
    },
    {
      method: 'PUT',
      path,
      operation: 'replace aggregates of a provider',
      guard,
      handler: replace,
    },
  ];
}
