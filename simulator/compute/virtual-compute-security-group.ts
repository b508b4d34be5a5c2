/** Security groups of a server: of all its ports. */
import { badRequest, notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { nothing } from './faults.ts';
import type { ComputeCall, Served } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import type { ServerActions } from './virtual-compute-deed.ts';
import { type Server, visibleServer } from './virtual-compute-table.ts';

/** @throws Fault 400 in the words of this action alone */
const nameIn = (action: string) => (body: unknown) => {
  const wish = (body as Readonly<Record<string, unknown>>)[action];
  const name = typeof wish === 'object' && wish !== null && 'name' in wish ? wish.name : undefined;
  if (name === undefined) throw badRequest('Security group not specified');
  if (typeof name !== 'string' || name.trim() === '') {
    throw badRequest('Security group name cannot be empty');
  }
  return name;
};

export function securityGroupActions({ network }: ComputeNeeds): ServerActions {
  const groupFor = (server: Server, name: unknown) => {
    const group = network.securityGroup(server.projectId, String(name));
    if (group !== undefined) return group;
    throw notFound(`Security group ${String(name)} is not found for project ${server.projectId}`);
  };
  const run = (how: 'add' | 'remove') => (_call: ComputeCall, server: Server, name: unknown) => {
    const group = groupFor(server, name);
    const ports = network.portsOf(server.id);
    if (ports.length === 0) {
      throw badRequest(`instance_id ${server.id} could not be found as device id on any ports`);
    }
    const withIt = ports.filter((port) => port.securityGroups.some(({ id }) => id === group.id));
    if (how === 'remove' && withIt.length === 0) {
      throw notFound(`Security group ${group.name} not associated with the instance ${server.id}`);
    }
    for (const { id, securityGroups } of ports) {
      const others = securityGroups.map((one) => one.id).filter((one) => one !== group.id);
      network.secure(id, how === 'add' ? [...others, group.id] : others);
    }
    return nothing(202);
  };
  return {
    addSecurityGroup: {
      rule: 'os_compute_api:os-security-groups:add',
      read: nameIn('addSecurityGroup'),
      run: run('add'),
    },
    removeSecurityGroup: {
      rule: 'os_compute_api:os-security-groups:remove',
      read: nameIn('removeSecurityGroup'),
      run: run('remove'),
    },
  };
}

/** The groups of a server, once for each port that has them. What they let through, their service tells. */
export const securityGroupRoutes = ({
  network,
  policy,
  servers,
}: ComputeNeeds): Route<Served>[] => [
  {
    method: 'GET',
    path: '/v2.1/servers/:id/os-security-groups',
    operation: 'list security groups of a server',
    handler: (call) => {
      const server = visibleServer(servers, call.param('id'), call.caller);
      const target = { project_id: server.projectId };
      policy.enforce('os_compute_api:os-security-groups:list', call.caller, target);
      const groups = network.portsOf(server.id).flatMap((port) =>
        port.securityGroups.map(({ id, name }) => ({
          id,
          name,
          description: '',
          tenant_id: port.projectId,
          rules: [],
        })),
      );
      return json(200, { security_groups: groups });
    },
  },
];
