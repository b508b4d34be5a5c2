/** The network service: networks, subnets, ports, security groups, routers and floating addresses. */
import type { Call } from '../kernel/call.ts';
import type { Caller } from '../kernel/caller.ts';
import { createService, type Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import type { Release } from '../release.ts';
import { agentRoutes } from './agent.ts';
import { discoveryRoutes } from './discovery.ts';
import { extensionRoutes } from './extensions.ts';
import { networkBodies, writeNetworkFault } from './faults.ts';
import { createForAddressServer, createForAddressServer6 } from './for-address-server.ts';
import { createForCompute } from './for-compute.ts';
import { createForLoadBalancer } from './for-load-balancer.ts';
import { createForReservation } from './for-reservation.ts';
import { routesNotServed } from './not-served.ts';
import { createUnknownRoute, routedPath } from './paths.ts';
import { createNetworkPolicy } from './policy.ts';
import { createRooms } from './rooms.ts';
import { createGroupMaker } from './security-group.ts';
import { seedNetworks, type SeedTenants } from './seed.ts';
import { createTables } from './tables.ts';

export const networkPath = '/network';

/** What the network service needs of others. */
export interface NetworkServiceNeeds {
  /** @throws Fault when the token is missing or invalid */
  readonly authenticate: (call: Call) => Caller;
  /** The names of the hosts that networks reach. */
  readonly hostNames: readonly string[];
  /** The tenants that a fresh world's networks belong to. */
  readonly tenants: SeedTenants;
  /** In which ports have names, with its last dot. */
  readonly domain: string;
  /** Whether security groups are for managers of a project alone. */
  readonly restrictedSecurityGroups?: boolean;
}

export interface NetworkService {
  readonly service: Service;
  readonly forCompute: ReturnType<typeof createForCompute>;
  readonly forLoadBalancer: ReturnType<typeof createForLoadBalancer>;
  readonly forReservation: ReturnType<typeof createForReservation>;
  /** What servers of addresses give to ports. */
  readonly portAddress: ReturnType<typeof createForAddressServer>;
  readonly portAddress6: ReturnType<typeof createForAddressServer6>;
  /** The ports that have a name, for name servers. */
  readonly namedPorts: () => readonly NamedPort[];
}

export interface NamedPort {
  /** Without its domain. */
  readonly name: string;
  readonly addresses: readonly string[];
}

export function createNetwork(
  world: World,
  release: Release,
  {
    authenticate,
    hostNames,
    tenants,
    domain,
    restrictedSecurityGroups = false,
  }: NetworkServiceNeeds,
): NetworkService {
  const tables = createTables(world);
  seedNetworks(world, tables, tenants);
  const policy = createNetworkPolicy(release, restrictedSecurityGroups);
  const maker = createGroupMaker({ world, policy, ...tables });
  const { routes, resources } = createRooms(world, tables, policy, maker, domain);

  const service = createService<undefined>(world, {
    name: 'network',
    basePath: networkPath,
    routes: [
      ...discoveryRoutes,
      ...routes,
      ...extensionRoutes,
      ...agentRoutes(world, hostNames),
      ...routesNotServed,
    ],
    rewritePath: routedPath,
    authenticate,
    tokenBeforeRoute: false,
    prepare: () => undefined,
    body: networkBodies,
    writeFault: writeNetworkFault,
    unknownRoute: createUnknownRoute(authenticate, resources),
    requestIdHeaders: ['x-openstack-request-id'],
  });
  return {
    service,
    forCompute: createForCompute({ world, policy, maker, ...tables }),
    forLoadBalancer: createForLoadBalancer(tables, policy),
    forReservation: createForReservation(world, tables),
    portAddress: createForAddressServer(tables),
    portAddress6: createForAddressServer6(tables),
    namedPorts: () =>
      tables.ports.list('named', 'yes').map(({ dnsName, fixed }) => ({
        name: dnsName,
        addresses: fixed.map(({ address }) => address),
      })),
  };
}
