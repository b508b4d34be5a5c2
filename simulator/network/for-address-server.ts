/** The network service as a server uses it that assigns addresses. */
import { contains, formatAddress, parseAddress, parseBlock } from './addresses.ts';
import type { Tables } from './tables.ts';

/** What a port has in one subnet, and what is to be known there. */
export interface PortAddress {
  readonly address: string;
  readonly mask: string;
  readonly gateway: string | undefined;
  readonly nameServers: readonly string[];
  readonly routes: readonly { readonly destination: string; readonly via: string }[];
  readonly mtu: number;
}

const everything = 2n ** 32n;

/**
 * @param within an address of a subnet in which a port is looked for
 * @returns undefined where no subnet that assigns addresses has such a port
 */
export const createForAddressServer =
  ({ networks, subnets, ports }: Tables) =>
  (within: string, mac: string): PortAddress | undefined => {
    const place = parseAddress(within);
    for (const subnet of subnets.all()) {
      const block = parseBlock(subnet.cidr);
      if (!subnet.dhcp || place === undefined || block === undefined) continue;
      if (block.version !== 4 || !contains(block, place)) continue;
      const port = ports.find('mac', `${subnet.networkId} ${mac.toLowerCase()}`);
      const fixed = port?.fixed.find(({ subnetId }) => subnetId === subnet.id);
      if (fixed === undefined) continue;
      return {
        address: fixed.address,
        mask: formatAddress({ version: 4, value: everything - (block.last - block.first + 1n) }),
        gateway: subnet.gateway ?? undefined,
        nameServers: subnet.nameservers,
        routes: subnet.routes.map(({ destination, nexthop }) => ({ destination, via: nexthop })),
        mtu: networks.get(subnet.networkId)?.mtu ?? 1500,
      };
    }
    return undefined;
  };
