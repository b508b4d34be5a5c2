/** Routers and floating addresses. Source: Heat resource types, "OS::Neutron". */
import { boolean, list, map, string } from '../properties.ts';
import { isMapping, type Mapping } from '../values.ts';
import { name, nameOf, network, networkId, subnetId } from './network.ts';
import { idOf, restType, same } from './rest.ts';
import type { ResourceType, Site } from './type.ts';

const shown = { show: 'Detailed information about resource.' };

async function routerFields(site: Site, properties: Mapping): Promise<Mapping> {
  const gateway = properties['external_gateway_info'];
  const info = isMapping(gateway)
    ? {
        external_gateway_info: {
          network_id: await networkId(site, gateway['network']),
          ...same(gateway, 'enable_snat', 'external_fixed_ips'),
        },
      }
    : {};
  return {
    ...info,
    ...same(properties, 'admin_state_up'),
    name: nameOf(site, properties),
  };
}

const router = restType({
  name: 'OS::Neutron::Router',
  description: 'A resource that implements Neutron router.',
  collection: `${network}/routers`,
  key: 'router',
  properties: {
    name,
    external_gateway_info: map('External network gateway configuration for a router.', {
      updatable: true,
      fields: {
        network: string('ID or name of the external network for the gateway.', { required: true }),
        enable_snat: boolean('Enables Source NAT on the router gateway.'),
        external_fixed_ips: list('External fixed IP addresses for the gateway.'),
      },
    }),
    admin_state_up: boolean('The administrative state of the router.', {
      default: true,
      updatable: true,
    }),
  },
  attributes: {
    status: 'The status of the router.',
    external_gateway_info: 'Gateway network for the router.',
    name: 'Friendly name of the router.',
    admin_state_up: 'Administrative state of the router.',
    tenant_id: 'Tenant owning the router.',
    ...shown,
  },
  wish: routerFields,
  change: routerFields,
});

/** What a router leads to: a subnet or a port. */
const endOf = async (site: Site, properties: Mapping): Promise<Mapping> =>
  properties['subnet'] === undefined
    ? {
        port_id: await idOf(site.client, `${network}/ports`, 'ports', properties['port']),
      }
    : { subnet_id: await subnetId(site, properties['subnet']) };

const routerInterface: ResourceType = {
  name: 'OS::Neutron::RouterInterface',
  description: 'A resource for managing Neutron router interfaces.',
  properties: {
    router: string('The router.', { required: true }),
    subnet: string('The subnet, either subnet or port should be specified.'),
    port: string('The port, either subnet or port should be specified.'),
  },
  attributes: shown,
  async create(site, properties) {
    const { client } = site;
    const routerId = await idOf(client, `${network}/routers`, 'routers', properties['router']);
    const end = await endOf(site, properties);
    await client.ask('PUT', `${network}/routers/${routerId}/add_router_interface`, end);
    const [field, id] = Object.entries(end)[0] ?? [];
    return { id: `${routerId}:${field ?? ''}=${String(id)}`, notes: { router: routerId, end } };
  },
  async remove({ client }, { id, notes }) {
    if (id === '') return;
    const path = `${network}/routers/${String(notes['router'])}/remove_router_interface`;
    await client.ask('PUT', path, notes['end'] as object, [404]);
  },
  show: () => Promise.resolve({}),
};

const floatingAddress = restType({
  name: 'OS::Neutron::FloatingIP',
  description: 'A resource for managing Neutron floating ip.',
  collection: `${network}/floatingips`,
  key: 'floatingip',
  properties: {
    floating_network: string('Network to allocate floating IP from.', { required: true }),
    floating_subnet: string('Subnet to allocate floating IP from.'),
    floating_ip_address: string('IP address of the floating IP.'),
    port_id: string(
      'ID of an existing port with at least one IP address to associate with this floating IP.',
      {
        updatable: true,
      },
    ),
    fixed_ip_address: string('IP address to use if the port has multiple addresses.', {
      updatable: true,
    }),
  },
  attributes: {
    router_id: 'ID of the router used as gateway, set when associated with a port.',
    tenant_id: 'The tenant owning this floating IP.',
    floating_network_id: 'ID of the network in which this IP is allocated.',
    fixed_ip_address: 'IP address of the associated port, if specified.',
    floating_ip_address: 'The allocated address of this IP.',
    port_id: 'ID of the port associated with this IP.',
    ...shown,
  },
  wish: async (site, properties) => ({
    floating_network_id: await networkId(site, properties['floating_network']),
    ...same(properties, 'floating_ip_address', 'port_id', 'fixed_ip_address'),
    ...(properties['floating_subnet'] === undefined
      ? {}
      : { subnet_id: await subnetId(site, properties['floating_subnet']) }),
  }),
  change: (_site, properties) => ({
    port_id: properties['port_id'] ?? null,
    ...same(properties, 'fixed_ip_address'),
  }),
});

export const routerTypes: readonly ResourceType[] = [router, routerInterface, floatingAddress];
