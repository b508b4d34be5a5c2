/** The network service: which rooms it has, and how they meet. */
import type { Call } from '../kernel/call.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import { createService, type Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import type { Release } from '../release.ts';
import { Allocations } from './allocation.ts';
import { discoveryRoutes } from './discovery.ts';
import { networkBodies, writeNetworkFault } from './faults.ts';
import { createForCompute } from './for-compute.ts';
import { createNetworks } from './network-table.ts';
import { networkResource } from './network.ts';
import { routesNotServed } from './not-served.ts';
import { createOnNetwork } from './on-network.ts';
import { createNetworkPolicy } from './policy.ts';
import { createPorts } from './port-table.ts';
import { portResource } from './port.ts';
import { Quotas } from './quota-limits.ts';
import { createUnknownRoute, routedPath } from './paths.ts';
import { resourceRoutes } from './resource-routes.ts';
import { createGroupMaker, securityGroupResource } from './security-group.ts';
import { securityGroupRuleResource } from './security-group-rule.ts';
import { createRules, createSecurityGroups, groupNotFound } from './security-group-table.ts';
import { seedNetworks, type SeedTenants } from './seed.ts';
import { createSubnets } from './subnet-table.ts';
import { subnetResource } from './subnet.ts';

export const networkPath = '/network';

/** What the network service needs of others. */
export interface NetworkServiceNeeds {
  /** @throws Fault when the token is missing or invalid */
  readonly authenticate: (call: Call) => Caller;
  /** The tenants that a fresh world's networks belong to. */
  readonly tenants: SeedTenants;
}

export interface NetworkService {
  readonly service: Service;
  readonly forCompute: ReturnType<typeof createForCompute>;
}

/** The domain in which ports have names. */
const domain = 'cloud.example.';

export function createNetwork(
  world: World,
  release: Release,
  { authenticate, tenants }: NetworkServiceNeeds,
): NetworkService {
  const networks = createNetworks(world);
  const subnets = createSubnets(world);
  const ports = createPorts(world);
  const groups = createSecurityGroups(world);
  const rules = createRules(world);
  const allocations = new Allocations(world, subnets);
  const quotas = new Quotas(world);
  quotas.count('network', (project) => networks.count('project', project));
  quotas.count('subnet', (project) => subnets.count('project', project));
  quotas.count('port', (project) => ports.count('project', project));
  quotas.count('security_group', (project) => groups.count('project', project));
  quotas.count('security_group_rule', (project) => rules.count('project', project));

  const policy = createNetworkPolicy(release);
  const onNetwork = createOnNetwork(networks, policy);
  const groupNeeds = { world, policy, groups, rules, ports };
  const maker = createGroupMaker(groupNeeds);
  const groupSeen = (id: string, caller: Caller) => {
    const group = groups.get(id);
    const seen = policy.isAdmin(caller) || group?.projectId === projectOf(caller);
    if (group === undefined || !seen) throw groupNotFound(id);
    return group;
  };
  seedNetworks(world, { networks, subnets }, tenants);

  const needs = { world, policy, quotas };
  const network = networkResource({
    world,
    networks,
    subnets,
    ports,
    ensureDefaultGroup: (project) => void maker.defaultOf(project),
    removeSubnets: (networkId) => {
      for (const { id } of subnets.list('network', networkId)) subnets.delete(id);
    },
  });
  const subnet = subnetResource({ world, networks, subnets, allocations, onNetwork });
  const port = portResource({
    world,
    networks,
    ports,
    allocations,
    onNetwork,
    domain,
    defaultGroup: (project) => maker.defaultOf(project),
    groupSeen,
    mayGo: () => undefined,
  });

  const group = securityGroupResource(groupNeeds, maker);
  const rule = securityGroupRuleResource({ world, groups, rules, groupSeen });
  const resources = [network, subnet, port, group, rule];

  const service = createService<undefined>(world, {
    name: 'network',
    basePath: networkPath,
    routes: [
      ...discoveryRoutes,
      ...resourceRoutes(network, needs),
      ...resourceRoutes(subnet, needs),
      ...resourceRoutes(port, needs),
      ...resourceRoutes(group, needs),
      ...resourceRoutes(rule, needs),
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
    forCompute: createForCompute({
      ...needs,
      networks,
      subnets,
      ports,
      groups,
      allocations,
      maker,
      floatingOf: () => [],
    }),
  };
}
