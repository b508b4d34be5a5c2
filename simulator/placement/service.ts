/** The placement service: who has which resources to give, and who has them. */
import type { Call } from '../kernel/call.ts';
import type { Caller } from '../kernel/caller.ts';
import { json } from '../kernel/reply.ts';
import { createService, type Route, type Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import { aggregateRoutes } from './aggregate.ts';
import { allocationCandidateRoutes } from './allocation-candidate.ts';
import { allocationRoutes } from './allocation.ts';
import { createConsumers } from './consumer-table.ts';
import {
  headNotAllowed,
  methodNotAllowed,
  notAcceptable,
  placementBodies,
  Unknown,
  writePlacementFault,
} from './faults.ts';
import { inventoryRoutes } from './inventory.ts';
import { maxVersion, minVersion, negotiate, type Served } from './microversions.ts';
import { placementPath } from './path.ts';
import { createPlacementPolicy } from './policy.ts';
import type { ProviderOwner } from './ports.ts';
import { createProviders } from './provider-table.ts';
import { resourceClassRoutes } from './resource-class.ts';
import { resourceProviderRoutes } from './resource-provider.ts';
import type { Room } from './room.ts';
import { traitRoutes } from './trait.ts';
import { usageRoutes } from './usage.ts';
import { createVocabulary } from './vocabulary.ts';

export { placementPath };

/** What placement needs of others. */
export interface PlacementPorts {
  /** @throws Fault when the token is missing or invalid */
  readonly authenticate: (call: Call) => Caller;
  /** Who has resources to give, beside what clients say. */
  readonly owners: readonly ProviderOwner[];
}

const root: Route<Served> = {
  method: 'GET',
  path: '/',
  operation: 'list versions',
  open: true,
  handler: () =>
    json(200, {
      versions: [
        {
          id: 'v1.0',
          max_version: maxVersion,
          min_version: minVersion,
          status: 'CURRENT',
          links: [{ rel: 'self', href: placementPath }],
        },
      ],
    }),
};

export function createPlacement(world: World, ports: PlacementPorts): Service {
  const room: Room = {
    world,
    policy: createPlacementPolicy(),
    providers: createProviders(world, ports.owners),
    consumers: createConsumers(world, ports.owners),
    vocabulary: createVocabulary(world),
  };
  const routes: readonly Route<Served>[] = [
    root,
    ...resourceProviderRoutes(room),
    ...inventoryRoutes(room),
    ...usageRoutes(room),
    ...aggregateRoutes(room),
    ...traitRoutes(room),
    ...resourceClassRoutes(room),
    ...allocationRoutes(room),
    ...allocationCandidateRoutes(room),
  ];
  const allowedAt = (path: string) =>
    routes
      .filter((route) => new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(path))
      .map(({ method }) => method);

  /** HEAD is a method like others here: nothing is asked for by it. */
  const prepare = (call: Call): Served => {
    const served = negotiate(call);
    if (call.method === 'HEAD') throw headNotAllowed(allowedAt(call.path));
    const accept = call.header('accept') ?? '*/*';
    if (!/application\/json|application\/\*|\*\/\*/.test(accept)) throw notAcceptable();
    return served;
  };

  return createService<Served>(world, {
    name: 'placement',
    basePath: placementPath,
    routes,
    authenticate: ports.authenticate,
    tokenBeforeRoute: true,
    prepare,
    body: placementBodies,
    writeFault: writePlacementFault,
    unknownRoute: (call) => {
      negotiate(call);
      const allowed = allowedAt(call.path);
      throw allowed.length === 0 ? new Unknown('') : methodNotAllowed(call.method, allowed);
    },
    requestIdHeaders: ['x-openstack-request-id'],
  });
}
