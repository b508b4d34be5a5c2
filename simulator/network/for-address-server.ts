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

/** The same of version 6, where routers tell of themselves. */
export interface PortAddress6 {
  readonly address: string;
  readonly prefix: string;
  readonly nameServers: readonly string[];
  readonly domains: readonly string[];
}

const everything = 2n ** 32n;

/**
 * @param within an address of a subnet in which a port is looked for
 * @returns undefined where no subnet that assigns addresses has such a port
 */
function portIn({ subnets, ports }: Tables, version: 4 | 6, within: string, mac: string) {
  const place = parseAddress(within);
  for (const subnet of subnets.all()) {
    const block = parseBlock(subnet.cidr);
    if (!subnet.dhcp || place === undefined || block === undefined) continue;
    if (block.version !== version || !contains(block, place)) continue;
    const port = ports.find('mac', `${subnet.networkId} ${mac.toLowerCase()}`);
    const fixed = port?.fixed.find(({ subnetId }) => subnetId === subnet.id);
    if (fixed !== undefined) return { subnet, block, address: fixed.address };
  }
  return undefined;
}

export const createForAddressServer =
  (tables: Tables) =>
  (within: string, mac: string): PortAddress | undefined => {
    const found = portIn(tables, 4, within, mac);
    if (found === undefined) return undefined;
    const { subnet, block, address } = found;
    return {
      address,
      mask: formatAddress({ version: 4, value: everything - (block.last - block.first + 1n) }),
      gateway: subnet.gateway ?? undefined,
      nameServers: subnet.nameservers,
      routes: subnet.routes.map(({ destination, nexthop }) => ({ destination, via: nexthop })),
      mtu: tables.networks.get(subnet.networkId)?.mtu ?? 1500,
    };
  };

/** Other ports make their addresses themselves. */
export const createForAddressServer6 =
  (tables: Tables) =>
  (within: string, mac: string): PortAddress6 | undefined => {
    const found = portIn(tables, 6, within, mac);
    if (found?.subnet.addressMode !== 'dhcpv6-stateful') return undefined;
    const { subnet, address } = found;
    return { address, prefix: subnet.cidr, nameServers: subnet.nameservers, domains: [] };
  };
