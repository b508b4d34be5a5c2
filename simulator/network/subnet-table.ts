/** The subnets of a world: which addresses a network has. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { networkFault } from './faults.ts';
import type { StandardRow } from './row.ts';

/** First and last address that ports may get. */
export interface Pool {
  readonly start: string;
  readonly end: string;
}

export interface SubnetRow extends StandardRow {
  readonly name: string;
  readonly networkId: string;
  readonly version: 4 | 6;
  readonly cidr: string;
  readonly gateway: string | null;
  readonly dhcp: boolean;
  readonly pools: readonly Pool[];
  readonly nameservers: readonly string[];
  readonly routes: readonly { readonly destination: string; readonly nexthop: string }[];
  readonly serviceTypes: readonly string[];
  readonly raMode: string | null;
  readonly addressMode: string | null;
}

export type Subnets = Table<SubnetRow, never, 'project' | 'network', 'id'>;

export const createSubnets = (world: World): Subnets =>
  world.store.table<SubnetRow, never, 'project' | 'network', 'id'>('network/subnet', {
    key: ({ id }) => id,
    groups: {
      project: ({ projectId }) => projectId,
      network: ({ networkId }) => networkId,
    },
    orders: { id: ({ id }) => id },
  });

export const subnetNotFound = (id: string) =>
  networkFault(404, 'SubnetNotFound', `Subnet ${id} could not be found.`);
