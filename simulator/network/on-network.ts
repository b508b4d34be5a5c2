/** What subnets and ports have in common: they are on a network, whose owner has a say too. */
import { type Caller, projectOf } from '../kernel/caller.ts';
import { Fault } from '../kernel/fault.ts';
import type { PolicyTarget } from '../kernel/policy.ts';
import type { Table } from '../kernel/table.ts';
import type { Wish } from './attributes.ts';
import { networkNotFound, type Networks, seesNetwork } from './network-table.ts';
import type { NetworkPolicy } from './policy.ts';
import type { StandardRow } from './row.ts';

interface RowOnNetwork extends StandardRow {
  readonly networkId: string;
}

export type OnNetwork = ReturnType<typeof createOnNetwork>;

export function createOnNetwork(networks: Networks, policy: NetworkPolicy) {
  const targetOn = (networkId: string): PolicyTarget => {
    const network = networks.get(networkId);
    return {
      network_project_id: network?.projectId,
      network_shared: network?.shared === true ? 'yes' : 'no',
    };
  };
  return {
    target: (row: RowOnNetwork): PolicyTarget => ({
      ...targetOn(row.networkId),
      project_id: row.projectId,
    }),

    /** @throws Fault when the caller may not put anything on the network */
    newTarget(resource: 'subnet' | 'port', wish: Wish, caller: Caller): PolicyTarget {
      const networkId = wish['network_id'] as string;
      const network = networks.get(networkId);
      const admin = policy.isAdmin(caller);
      if (network === undefined || !(admin || seesNetwork(projectOf(caller), network))) {
        throw networkNotFound(networkId);
      }
      if (!admin && !network.shared && network.projectId !== wish.project_id) {
        throw new Fault(
          403,
          `Tenant ${wish.project_id} not allowed to create ${resource} on this network`,
        );
      }
      return targetOn(networkId);
    },

    /** What is on the networks of a project and on shared ones. */
    ofOthers: <Row extends RowOnNetwork>(
      rows: Table<Row, never, 'project' | 'network', 'id'>,
      projectId: string,
    ): readonly Row[] =>
      [...networks.list('project', projectId), ...networks.list('common', 'yes')].flatMap(
        ({ id }) => rows.list('network', id),
      ),
  };
}
