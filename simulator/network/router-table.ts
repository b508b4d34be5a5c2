/** The routers of a world. Their interfaces and gateways are ports that they have. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { networkFault } from './faults.ts';
import type { StandardRow } from './row.ts';

export interface RouterRow extends StandardRow {
  readonly name: string;
  readonly adminStateUp: boolean;
  readonly gateway: { readonly networkId: string; readonly snat: boolean } | undefined;
  readonly routes: readonly { readonly destination: string; readonly nexthop: string }[];
}

export type Routers = Table<RouterRow, never, 'project', 'id'>;

export const createRouters = (world: World): Routers =>
  world.store.table<RouterRow, never, 'project', 'id'>('network/router', {
    key: ({ id }) => id,
    groups: { project: ({ projectId }) => projectId },
    orders: { id: ({ id }) => id },
  });

export const routerNotFound = (id: string) =>
  networkFault(404, 'RouterNotFound', `Router ${id} could not be found`);

/** What kind of port it is, for the service itself. */
export const interfaceOwner = 'network:router_interface';
export const gatewayOwner = 'network:router_gateway';
export const floatingOwner = 'network:floatingip';
