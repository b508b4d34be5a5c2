/** What a fresh world has: a network that leads out of the cloud, and one of the tenant `demo`. */
import type { World } from '../kernel/world.ts';
import type { Networks, NetworkRow } from './network-table.ts';
import { newRow } from './row.ts';
import { parseBlock } from './addresses.ts';
import { defaultGateway, defaultPools } from './subnet-range.ts';
import type { SubnetRow, Subnets } from './subnet-table.ts';

export interface SeedTenants {
  readonly admin: string;
  readonly demo: string;
}

export function seedNetworks(
  world: World,
  { networks, subnets }: { networks: Networks; subnets: Subnets },
  tenants: SeedTenants,
): { readonly external: NetworkRow; readonly subnet: SubnetRow } {
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
      portSecurity: true,
      dnsDomain: '',
      segment: { type: 'vxlan', physical: null, id: world.ids.between(1, 4000) },
      ...more,
    });
  const subnet = (of: NetworkRow, cidr: string, dhcp: boolean): SubnetRow => {
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
      pools: defaultPools(block, gateway),
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
  subnet(external, '172.24.4.0/24', false);
  const inner = network(tenants.demo, 'private', {});
  return { external, subnet: subnet(inner, '10.1.0.0/26', true) };
}
