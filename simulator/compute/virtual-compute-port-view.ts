/** What the ports of a server tell about it: its addresses and security groups. */
import type { ServerAddresses } from '../../src/contract/compute/virtual-compute.ts';
import type { NetworkForCompute } from './ports.ts';
import type { Server } from './virtual-compute-table.ts';

/** By the names of networks. @param extended with kind and hardware address */
export function addressesView(
  network: NetworkForCompute,
  server: Server,
  extended: boolean,
): ServerAddresses {
  if (server.vmState === 'building' || server.deleted) return {};
  const byNetwork: ServerAddresses = {};
  for (const { networkName, macAddress, addresses } of network.portsOf(server.id)) {
    const shown = (byNetwork[networkName] ??= []);
    for (const { address, version, kind } of addresses) {
      const plain = { version, addr: address };
      shown.push(
        extended
          ? { ...plain, 'OS-EXT-IPS:type': kind, 'OS-EXT-IPS-MAC:mac_addr': macAddress }
          : plain,
      );
    }
  }
  return byNetwork;
}

/** Which groups its ports have, each once; undefined when there are none. */
export const securityGroupsView = (network: NetworkForCompute, server: Server) => {
  const names = new Set(
    network.portsOf(server.id).flatMap((port) => port.securityGroups.map(({ name }) => name)),
  );
  return names.size === 0 ? {} : { security_groups: [...names].map((name) => ({ name })) };
};
