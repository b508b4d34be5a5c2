/** The network service as load balancers use it: each has a port of its own. */
import type { Caller } from '../kernel/caller.ts';
import { badRequest } from '../kernel/fault.ts';
import type { NetworkPolicy } from './policy.ts';
import { createSight } from './sight.ts';
import type { SubnetRow } from './subnet-table.ts';
import type { Tables } from './tables.ts';

interface VirtualAddress {
  readonly address: string;
  readonly networkId: string;
  readonly subnetId: string;
  readonly portId: string;
  /** The port was made for it. */
  readonly ours: boolean;
}

const owner = 'Octavia';
/** More addresses than there are load balancers that could have them already. */
const mostTries = 500;

export function createForLoadBalancer(tables: Tables, policy: NetworkPolicy) {
  const { subnets, networks, ports, devicePorts } = tables;
  const sight = createSight(tables, policy);
  const missing = (what: string, id: string) => badRequest(`${what} ${id} not found.`);

  const seenSubnet = (caller: Caller, id: string): SubnetRow => {
    const row = subnets.get(id);
    if (row === undefined || !sight.seesSubnet(caller, row)) throw missing('Subnet', id);
    return row;
  };
  const subnetOf = (
    caller: Caller,
    wish: { readonly networkId: string | undefined; readonly subnetId: string | undefined },
  ): SubnetRow => {
    if (wish.subnetId !== undefined) return seenSubnet(caller, wish.subnetId);
    const id = wish.networkId ?? '';
    if (networks.get(id) === undefined) throw missing('Network', id);
    const [first] = subnets.list('network', sight.network(id, caller).id);
    if (first !== undefined) return first;
    throw badRequest(
      'Validation failure: Supplied network does not contain a subnet for VIP allocation.',
    );
  };

  return {
    hasSubnet: (id: string): boolean => subnets.get(id) !== undefined,
    take(
      caller: Caller,
      wish: {
        readonly deviceId: string;
        readonly projectId: string;
        readonly portId: string | undefined;
        readonly networkId: string | undefined;
        readonly subnetId: string | undefined;
        readonly address: string | undefined;
      },
      taken: ReadonlySet<string>,
    ): VirtualAddress {
      if (wish.portId !== undefined) {
        const port = ports.get(wish.portId);
        const fixed = port?.fixed[0];
        if (port === undefined || fixed === undefined || !sight.seesPort(caller, port)) {
          throw missing('Port', wish.portId);
        }
        return { ...fixed, networkId: port.networkId, portId: port.id, ours: false };
      }
      const { id: subnetId, networkId } = subnetOf(caller, wish);
      const { projectId, deviceId, address } = wish;
      const device = { networkId, projectId, deviceId, deviceOwner: owner };
      const passed: string[] = [];
      try {
        for (let tries = 0; tries < mostTries; tries += 1) {
          const wished = [{ subnetId, ...(address === undefined ? {} : { address }) }];
          const port = devicePorts.make(device, wished);
          const got = port.fixed[0]?.address ?? '';
          if (address !== undefined || !taken.has(got)) {
            return { address: got, networkId, subnetId, portId: port.id, ours: true };
          }
          passed.push(port.id);
        }
      } finally {
        for (const id of passed) removePort(id);
      }
      throw badRequest(`Subnet ${subnetId} has no address that no other load balancer has.`);
    },
    release({ portId, ours }: VirtualAddress): void {
      if (ours) removePort(portId);
    },
  };

  function removePort(id: string): void {
    const port = ports.get(id);
    if (port !== undefined) devicePorts.remove(port);
  }
}
