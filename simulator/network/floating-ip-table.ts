/** The addresses of a world that lead in from outside. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { networkFault } from './faults.ts';
import type { StandardRow } from './row.ts';

/** What an address leads to. */
export interface Lead {
  readonly portId: string;
  readonly fixed: string;
  readonly subnetId: string;
  readonly routerId: string;
}

export interface FloatingIpRow extends StandardRow {
  readonly address: string;
  readonly networkId: string;
  readonly lead: Lead | undefined;
  readonly dnsName: string;
  readonly dnsDomain: string;
  /** Words that another service has put on it. */
  readonly tags: readonly string[];
}

type Groups = 'project' | 'port' | 'router';
export type FloatingIps = Table<FloatingIpRow, never, Groups, 'id'>;

export const createFloatingIps = (world: World): FloatingIps =>
  world.store.table<FloatingIpRow, never, Groups, 'id'>('network/floating-ip', {
    key: ({ id }) => id,
    groups: {
      project: ({ projectId }) => projectId,
      port: ({ lead }) => lead?.portId,
      router: ({ lead }) => lead?.routerId,
    },
    orders: { id: ({ id }) => id },
  });

export const floatingIpNotFound = (id: string) =>
  networkFault(404, 'FloatingIPNotFound', `Floating IP ${id} could not be found`);
