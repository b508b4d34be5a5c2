/** The rooms of the service, and how they meet. */
import type { World } from '../kernel/world.ts';
import { bandwidthLimitRoutes } from './bandwidth-limit.ts';
import { floatingIpResource, forgetPort } from './floating-ip.ts';
import { networkFault } from './faults.ts';
import { networkResource } from './network.ts';
import { createOnNetwork } from './on-network.ts';
import type { NetworkPolicy } from './policy.ts';
import type { PortRow } from './port-table.ts';
import { portResource } from './port.ts';
import { qosPolicyResource } from './qos-policy.ts';
import { quotaRoutes } from './quota.ts';
import { resourceRoutes } from './resource-routes.ts';
import { routerInterfaceRoutes } from './router-interface.ts';
import { floatingOwner, gatewayOwner, interfaceOwner } from './router-table.ts';
import { routerResource } from './router.ts';
import { type GroupMaker, securityGroupResource } from './security-group.ts';
import { securityGroupRuleResource } from './security-group-rule.ts';
import { createSight } from './sight.ts';
import { createChainingRooms, isSteeredBy } from './sfc/chaining-rooms.ts';
import { subnetResource } from './subnet.ts';
import type { Tables } from './tables.ts';

export function createRooms(
  world: World,
  tables: Tables,
  policy: NetworkPolicy,
  maker: GroupMaker,
  domain: string,
) {
  const { subnets, floatingIps } = tables;
  const sight = createSight(tables, policy);
  const onNetwork = createOnNetwork(tables.networks, policy);
  const isNeeded = (routerId: string, subnetId?: string) =>
    floatingIps
      .list('router', routerId)
      .some(({ lead }) => subnetId === undefined || lead?.subnetId === subnetId);
  const common = { world, policy, ...tables, onNetwork, isNeeded };

  const network = networkResource({
    ...common,
    ensureDefaultGroup: (project) => void maker.defaultOf(project),
    seesQosPolicy: (id, caller) => sight.seesQosPolicy(id, caller),
    removeSubnets: (networkId) => {
      for (const { id } of subnets.list('network', networkId)) subnets.delete(id);
    },
  });
  const subnet = subnetResource(common);
  const port = portResource({
    ...common,
    domain,
    defaultGroup: (project) => maker.defaultOf(project),
    groupSeen: (id, caller) => sight.group(id, caller),
    beforeRemoval: (row) => {
      refuseDevices(row);
      refuseSteered(row, tables);
      forgetPort(world, floatingIps, row.id);
    },
  });
  const group = securityGroupResource(common, maker);
  const rule = securityGroupRuleResource({
    ...common,
    groupSeen: (id, caller) => sight.group(id, caller),
  });
  const router = routerResource({
    ...common,
    networkSeen: (id, caller) => sight.network(id, caller),
  });
  const floatingIp = floatingIpResource({
    ...common,
    networkSeen: (id, caller) => sight.network(id, caller),
    seesPort: sight.seesPort,
  });

  const qosPolicy = qosPolicyResource(common);

  const needs = { world, policy, quotas: tables.quotas };
  const { ports } = tables;
  const chaining = createChainingRooms({ ...tables.chaining, ...needs, ...sight, ports });
  return {
    resources: [network, subnet, port, group, rule, router, floatingIp, ...chaining.resources],
    routes: [
      ...resourceRoutes(network, needs),
      ...resourceRoutes(subnet, needs),
      ...resourceRoutes(port, needs),
      ...resourceRoutes(group, needs),
      ...resourceRoutes(rule, needs),
      ...resourceRoutes(router, needs),
      ...routerInterfaceRoutes({ ...common, ...sight }),
      ...resourceRoutes(floatingIp, needs),
      ...resourceRoutes(qosPolicy, needs),
      ...bandwidthLimitRoutes(world, tables.qosPolicies, policy),
      ...chaining.routes,
      ...quotaRoutes(tables.quotas, policy),
    ],
  };
}

/** @throws Fault 409 for a port of the service's own devices */
function refuseDevices({ id, deviceOwner, deviceId }: PortRow): void {
  const owners = [interfaceOwner, gatewayOwner, floatingOwner];
  if (deviceId === '' || !owners.includes(deviceOwner)) return;
  throw networkFault(
    409,
    'ServicePortInUse',
    `Port ${id} cannot be deleted directly via the port API: has device owner ${deviceOwner}.`,
  );
}

/** @throws Fault 409 for a port that traffic is led over, at which the real service breaks down */
function refuseSteered({ id, networkId }: PortRow, { chaining }: Tables): void {
  if (!isSteeredBy(chaining, id)) return;
  const message = `Unable to complete operation on port ${id} for network ${networkId}. Traffic is led over it.`;
  throw networkFault(409, 'PortInUse', message);
}
