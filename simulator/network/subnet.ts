/** Subnets. Source: Networking API reference, "Subnets". */
import type { Subnet as WireSubnet } from '../../src/contract/network/subnet.ts';
import type { World } from '../kernel/world.ts';
import { formatBlock, overlap, parseBlock } from './addresses.ts';
import type { Allocations } from './allocation.ts';
import { type Attributes, flag, standardAttributes, text, type Wish } from './attributes.ts';
import { badPart, internalError, invalidInput, networkFault } from './faults.ts';
import type { Networks } from './network-table.ts';
import type { OnNetwork } from './on-network.ts';
import type { Resource, View } from './resource.ts';
import { newRow, standardView, touched } from './row.ts';
import { hostRoutes, nameservers, pools as poolsForm } from './subnet-checks.ts';
import {
  checkGateway,
  checkPools,
  defaultGateway,
  defaultPools,
  readBlock,
} from './subnet-range.ts';
import { type Pool, subnetNotFound, type SubnetRow, type Subnets } from './subnet-table.ts';
import { address, oneOf, orNull, toInteger, toListIfNull, uuid } from './values.ts';

const modes = orNull(oneOf('dhcpv6-stateful', 'dhcpv6-stateless', 'slaac'));
const attributes: Attributes = {
  ...standardAttributes,
  ip_version: {
    post: true,
    required: true,
    convert: toInteger,
    check: oneOf(4, 6),
    filter: true,
    sort: true,
  },
  network_id: { post: true, required: true, check: uuid, filter: true, sort: true },
  name: text(),
  subnetpool_id: { post: true, check: orNull(uuid), filter: true },
  prefixlen: { post: true, convert: toInteger },
  cidr: { post: true, filter: true, sort: true },
  gateway_ip: { post: true, put: true, check: orNull(address), filter: true, sort: true },
  allocation_pools: { post: true, put: true, check: poolsForm },
  dns_nameservers: { post: true, put: true, check: nameservers, convert: toListIfNull },
  host_routes: { post: true, put: true, check: hostRoutes, convert: toListIfNull },
  enable_dhcp: flag(true),
  ipv6_ra_mode: { post: true, check: modes, filter: true },
  ipv6_address_mode: { post: true, check: modes, filter: true },
  service_types: { post: true, put: true, convert: toListIfNull },
  segment_id: { post: true, put: true, check: orNull(uuid) },
  use_default_subnetpool: flag(false),
};

export interface SubnetNeeds {
  readonly world: World;
  readonly networks: Networks;
  readonly subnets: Subnets;
  readonly allocations: Allocations;
  readonly onNetwork: OnNetwork;
}

export function subnetResource(needs: SubnetNeeds): Resource<SubnetRow> {
  const { world, networks, subnets, allocations, onNetwork } = needs;
  const bumpNetwork = (id: string) => {
    const row = networks.get(id);
    if (row !== undefined) networks.update(id, touched(world, row));
  };

  return {
    name: 'subnet',
    collection: 'subnets',
    attributes,
    rows: subnets,
    notFound: subnetNotFound,
    ofOthers: (projectId) => onNetwork.ofOthers(subnets, projectId),
    sees: (projectId, row) =>
      row.projectId === projectId || networks.get(row.networkId)?.shared === true,
    view: subnetView,
    target: onNetwork.target,
    newTarget: (wish, caller) => onNetwork.newTarget('subnet', wish, caller),

    create(wish: Wish) {
      const told = wish as Wish & Created;
      const block = readRange(told);
      const cidr = formatBlock(block);
      const gateway = told.gateway_ip === undefined ? defaultGateway(block) : told.gateway_ip;
      if (gateway !== null) checkGateway(gateway, cidr);
      const pools = told.allocation_pools ?? defaultPools(block, gateway);
      checkPools(pools, cidr, told.allocation_pools === undefined ? null : gateway);
      for (const other of subnets.list('network', told.network_id)) {
        const theirs = parseBlock(other.cidr);
        if (theirs === undefined || !overlap(theirs, block)) continue;
        throw invalidInput(
          `Requested subnet with cidr: ${cidr} for network: ${told.network_id} overlaps with another subnet`,
        );
      }
      if (told.segment_id != null) {
        const message = `Segment ${told.segment_id} could not be found.`;
        throw networkFault(404, 'SegmentNotFound', message);
      }
      bumpNetwork(told.network_id);
      return subnets.insert({
        ...newRow(world, { projectId: wish.project_id, description: told.description }),
        name: told.name,
        networkId: told.network_id,
        version: block.version,
        cidr,
        gateway,
        dhcp: told.enable_dhcp,
        pools,
        nameservers: told.dns_nameservers ?? [],
        routes: told.host_routes ?? [],
        serviceTypes: told.service_types ?? [],
        raMode: told.ipv6_ra_mode ?? null,
        addressMode: told.ipv6_address_mode ?? null,
      });
    },

    update(row: SubnetRow, change: View) {
      const told = change as Partial<Created>;
      const gateway = told.gateway_ip === undefined ? row.gateway : told.gateway_ip;
      if (told.gateway_ip != null) checkGateway(told.gateway_ip, row.cidr);
      const pools = told.allocation_pools ?? row.pools;
      if (told.allocation_pools !== undefined || told.gateway_ip != null) {
        checkPools(pools, row.cidr, gateway);
      }
      bumpNetwork(row.networkId);
      const set = {
        name: told.name,
        description: told.description,
        dhcp: told.enable_dhcp,
        nameservers: told.dns_nameservers,
        routes: told.host_routes,
        serviceTypes: told.service_types,
      };
      const known = Object.fromEntries(Object.entries(set).filter(([, v]) => v !== undefined));
      return subnets.update(row.id, touched(world, row, { ...known, gateway, pools })) ?? row;
    },

    remove(row: SubnetRow) {
      if (allocations.count(row.id) > 0) {
        throw networkFault(
          409,
          'SubnetInUse',
          `Unable to complete operation on subnet ${row.id}: One or more ports have an IP allocation from this subnet.`,
        );
      }
      bumpNetwork(row.networkId);
      subnets.delete(row.id);
    },
  };
}

export const subnetView = (row: SubnetRow) =>
  ({
    ...standardView(row),
    name: row.name,
    network_id: row.networkId,
    ip_version: row.version,
    subnetpool_id: null,
    enable_dhcp: row.dhcp,
    ipv6_ra_mode: row.raMode,
    ipv6_address_mode: row.addressMode,
    gateway_ip: row.gateway,
    cidr: row.cidr,
    allocation_pools: row.pools.map((pool) => ({ ...pool })),
    host_routes: row.routes.map((route) => ({ ...route })),
    dns_nameservers: [...row.nameservers],
    service_types: row.serviceTypes,
  }) satisfies WireSubnet;

interface Created {
  readonly name: string;
  readonly description: string;
  readonly network_id: string;
  readonly ip_version: number;
  readonly cidr?: unknown;
  readonly prefixlen?: number;
  readonly subnetpool_id?: string | null;
  readonly gateway_ip?: string | null;
  readonly enable_dhcp: boolean;
  readonly allocation_pools?: readonly Pool[];
  readonly dns_nameservers?: readonly string[];
  readonly host_routes?: readonly { destination: string; nexthop: string }[];
  readonly service_types?: readonly string[];
  readonly segment_id?: string | null;
  readonly ipv6_ra_mode?: string | null;
  readonly ipv6_address_mode?: string | null;
}

/** @throws Fault for a range that a subnet cannot have */
function readRange(told: Created) {
  const { cidr, ip_version: version, enable_dhcp: dhcp, ipv6_ra_mode, ipv6_address_mode } = told;
  if (cidr === undefined || cidr === null) {
    if (told.subnetpool_id != null) {
      const message = `Subnet pool ${told.subnetpool_id} could not be found.`;
      throw networkFault(404, 'SubnetPoolNotFound', message);
    }
    throw badPart('subnets', 'a subnetpool must be specified in the absence of a cidr');
  }
  if (told.prefixlen !== undefined) {
    throw badPart('subnets', 'cidr and prefixlen must not be supplied together');
  }
  // The real service forgets to check the type of this one attribute.
  if (typeof cidr !== 'string') throw internalError();
  if (version === 4) {
    for (const [name, mode] of Object.entries({ ipv6_ra_mode, ipv6_address_mode })) {
      if (mode != null) throw invalidInput(`${name} is not valid when ip_version is 4`);
    }
  }
  return readBlock(cidr, version === 6 ? 6 : 4, dhcp);
}
