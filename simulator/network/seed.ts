/** What a fresh world has: a network that leads out of the cloud, and one of the tenant `demo` behind a router. */
import type { World } from '../kernel/world.ts';
import type { NetworkRow } from './network-table.ts';
import { gatewayOwner, interfaceOwner } from './router-table.ts';
import { newRow } from './row.ts';
import { parseBlock } from './addresses.ts';
import { defaultGateway, defaultPools } from './subnet-range.ts';
import type { SubnetRow } from './subnet-table.ts';
import type { Tables } from './tables.ts';

export interface SeedTenants {
  readonly admin: string;
  readonly demo: string;
}

export function seedNetworks(
  world: World,
  { networks, subnets, routers, devicePorts }: Tables,
  tenants: SeedTenants,
): void {
  const network = (projectId: string, name: string, more: Partial<NetworkRow>): NetworkRow =>
    networks.insert({
      ...newRow(world, { projectId, description: '' }),
      revision: 2,
      name,
      adminStateUp: true,
      mtu: 1450,
      shared: false,
      external: false,
      isDefault: false,
      qosPolicyId: null,
      portSecurity: true,
      dnsDomain: '',
      segment: { type: 'vxlan', physical: null, id: world.ids.between(1, 4000) },
      ...more,
    });
  const subnet = (
    of: NetworkRow,
    cidr: string,
    dhcp: boolean,
    pools?: SubnetRow['pools'],
  ): SubnetRow => {
    const block = parseBlock(cidr);
    if (block === undefined) throw new Error(`${cidr} is no block of addresses`);
    const gateway = defaultGateway(block);
    return subnets.insert({
      ...newRow(world, { projectId: of.projectId, description: '' }),
      name: `${of.name}-subnet`,
      networkId: of.id,
      version: 4,
      cidr,
      gateway,
      dhcp,
      pools: pools ?? defaultPools(block, gateway),
      nameservers: [],
      routes: [],
      serviceTypes: [],
      raMode: null,
      addressMode: null,
    });
  };

  const external = network(tenants.admin, 'public', {
    external: true,
    isDefault: true,
    mtu: 1500,
    segment: { type: 'flat', physical: 'public', id: null },
  });
  // What is above can be reserved.
  subnet(external, '172.24.4.0/24', false, [{ start: '172.24.4.2', end: '172.24.4.240' }]);
  const inner = subnet(network(tenants.demo, 'private', {}), '10.1.0.0/26', true);
  const router = routers.insert({
    ...newRow(world, { projectId: tenants.demo, description: '' }),
    revision: 4,
    name: 'router',
    adminStateUp: true,
    gateway: { networkId: external.id, snat: true },
    routes: [],
  });
  devicePorts.make(
    { networkId: external.id, projectId: '', deviceId: router.id, deviceOwner: gatewayOwner },
    undefined,
  );
  devicePorts.make(
    {
      networkId: inner.networkId,
      projectId: tenants.demo,
      deviceId: router.id,
      deviceOwner: interfaceOwner,
    },
    [{ subnetId: inner.id, address: inner.gateway ?? '' }],
  );
}
