/** All tables of the service, and what is counted in them. */
import type { World } from '../kernel/world.ts';
import { Allocations } from './allocation.ts';
import { createDevicePorts } from './device-port.ts';
import { createFloatingIps } from './floating-ip-table.ts';
import { createNetworks } from './network-table.ts';
import { createPorts } from './port-table.ts';
import { createQosPolicies } from './qos-policy-table.ts';
import { Quotas } from './quota-limits.ts';
import { createRouters } from './router-table.ts';
import { createChainingTables } from './sfc/chaining-tables.ts';
import { createRules, createSecurityGroups } from './security-group-table.ts';
import { createSubnets } from './subnet-table.ts';

export type Tables = ReturnType<typeof createTables>;

export function createTables(world: World) {
  const networks = createNetworks(world);
  const subnets = createSubnets(world);
  const ports = createPorts(world);
  const groups = createSecurityGroups(world);
  const rules = createRules(world);
  const routers = createRouters(world);
  const floatingIps = createFloatingIps(world);
  const qosPolicies = createQosPolicies(world);
  const chaining = createChainingTables(world);
  const allocations = new Allocations(world, subnets);
  const devicePorts = createDevicePorts(world, ports, allocations);

  const quotas = new Quotas(world);
  quotas.count('network', (project) => networks.count('project', project));
  quotas.count('subnet', (project) => subnets.count('project', project));
  quotas.count('port', (project) => ports.count('project', project));
  quotas.count('router', (project) => routers.count('project', project));
  quotas.count('floatingip', (project) => floatingIps.count('project', project));
  quotas.count('security_group', (project) => groups.count('project', project));
  quotas.count('security_group_rule', (project) => rules.count('project', project));
  quotas.count('port_pair', (project) => chaining.portPairs.count('project', project));
  quotas.count('port_pair_group', (project) => chaining.portPairGroups.count('project', project));
  quotas.count('flow_classifier', (project) => chaining.flowClassifiers.count('project', project));
  quotas.count('port_chain', (project) => chaining.portChains.count('project', project));
  return {
    networks,
    subnets,
    ports,
    groups,
    rules,
    routers,
    floatingIps,
    qosPolicies,
    chaining,
    allocations,
    devicePorts,
    quotas,
  };
}
