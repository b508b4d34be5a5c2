/** Who sees what, for rooms that look at the things of other rooms. */
import { type Caller, projectOf } from '../kernel/caller.ts';
import { networkNotFound, type NetworkRow, seesNetwork } from './network-table.ts';
import type { NetworkPolicy } from './policy.ts';
import type { PortRow } from './port-table.ts';
import { seesQosPolicy } from './qos-policy-table.ts';
import { groupNotFound, type SecurityGroupRow } from './security-group-table.ts';
import type { SubnetRow } from './subnet-table.ts';
import type { Tables } from './tables.ts';

export function createSight({ networks, groups, qosPolicies }: Tables, policy: NetworkPolicy) {
  const own = (caller: Caller, projectId: string | undefined) =>
    policy.isAdmin(caller) || (projectId !== undefined && projectId === projectOf(caller));
  return {
    /** @throws Fault when the caller sees no such network */
    network(id: string, caller: Caller): NetworkRow {
      const row = networks.get(id);
      if (row === undefined) throw networkNotFound(id);
      if (policy.isAdmin(caller) || seesNetwork(projectOf(caller), row)) return row;
      throw networkNotFound(id);
    },
    /** @throws Fault when the caller sees no such group */
    group(id: string, caller: Caller): SecurityGroupRow {
      const row = groups.get(id);
      if (row === undefined || !own(caller, row.projectId)) throw groupNotFound(id);
      return row;
    },
    seesQosPolicy(id: string, caller: Caller): boolean {
      const row = qosPolicies.get(id);
      return row !== undefined && (policy.isAdmin(caller) || seesQosPolicy(projectOf(caller), row));
    },
    seesSubnet: (caller: Caller, { projectId, networkId }: SubnetRow): boolean =>
      own(caller, projectId) || networks.get(networkId)?.shared === true,
    seesPort: (caller: Caller, { projectId, networkId }: PortRow): boolean =>
      own(caller, projectId) || own(caller, networks.get(networkId)?.projectId),
  };
}
