/** The virtual networks of a world. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { networkFault } from './faults.ts';
import type { StandardRow } from './row.ts';

export interface NetworkRow extends StandardRow {
  readonly name: string;
  readonly adminStateUp: boolean;
  readonly mtu: number;
  /** Every project may use it. */
  readonly shared: boolean;
  /** Leads out of the cloud. */
  readonly external: boolean;
  readonly isDefault: boolean;
  readonly portSecurity: boolean;
  readonly dnsDomain: string;
  readonly qosPolicyId: string | null;
  readonly segment: {
    readonly type: string;
    readonly physical: string | null;
    readonly id: number | null;
  };
}

export type Networks = Table<NetworkRow, never, 'project' | 'common', 'id'>;

export const createNetworks = (world: World): Networks =>
  world.store.table<NetworkRow, never, 'project' | 'common', 'id'>('network/network', {
    key: ({ id }) => id,
    groups: {
      project: ({ projectId }) => projectId,
      common: ({ shared, external }) => (shared || external ? 'yes' : undefined),
    },
    orders: { id: ({ id }) => id },
  });

export const seesNetwork = (projectId: string | undefined, network: NetworkRow): boolean =>
  network.shared || network.external || network.projectId === projectId;

export const networkNotFound = (id: string) =>
  networkFault(404, 'NetworkNotFound', `Network ${id} could not be found.`);
