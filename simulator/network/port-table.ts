/** The ports of a world, and which addresses they hold. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { networkFault } from './faults.ts';
import type { StandardRow } from './row.ts';

export interface FixedAddress {
  readonly subnetId: string;
  readonly address: string;
}

export interface PortRow extends StandardRow {
  readonly name: string;
  readonly networkId: string;
  readonly mac: string;
  readonly adminStateUp: boolean;
  readonly deviceId: string;
  readonly deviceOwner: string;
  /** Where it is bound; empty while it is not. */
  readonly host: string;
  readonly vnicType: string;
  readonly profile: object;
  readonly fixed: readonly FixedAddress[];
  readonly securityGroups: readonly string[];
  readonly portSecurity: boolean;
  readonly pairs: readonly { readonly mac_address: string; readonly ip_address: string }[];
  readonly dhcpOptions: readonly object[];
  readonly dnsName: string;
  /** Compute made it for a server, and takes it away with the server. */
  readonly ofCompute: boolean;
}

type Groups = 'project' | 'network' | 'device' | 'named';
export type Ports = Table<PortRow, 'mac', Groups, 'id'>;

export const createPorts = (world: World): Ports =>
  world.store.table<PortRow, 'mac', Groups, 'id'>('network/port', {
    key: ({ id }) => id,
    unique: { mac: ({ networkId, mac }) => `${networkId} ${mac.toLowerCase()}` },
    groups: {
      project: ({ projectId }) => projectId,
      network: ({ networkId }) => networkId,
      device: ({ deviceId }) => (deviceId === '' ? undefined : deviceId),
      named: ({ dnsName }) => (dnsName === '' ? undefined : 'yes'),
    },
    orders: { id: ({ id }) => id },
  });

export const portNotFound = (id: string) =>
  networkFault(404, 'PortNotFound', `Port ${id} could not be found.`);
