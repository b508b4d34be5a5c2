/** Security groups of a server: of all its ports. */
import { badRequest, conflict, notFound } from '../kernel/fault.ts';
import { nothing } from './faults.ts';
import type { ComputeCall } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import type { ServerActions } from './virtual-compute-deed.ts';
import type { Server } from './virtual-compute-table.ts';

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
      throw conflict(`Security group ${group.name} not associated with the instance ${server.id}`);
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
