/** Networks and subnets. Source: Heat resource types, "OS::Neutron". */
import { boolean, integer, list, map, oneOf, string } from '../properties.ts';
import { isMapping, type Mapping } from '../values.ts';
import { idOf, restType, same } from './rest.ts';
import type { ResourceType, Site } from './type.ts';

export const network = '/network/v2.0';

export const networkId = ({ client }: Site, nameOrId: unknown) =>
  idOf(client, `${network}/networks`, 'networks', nameOrId);
export const subnetId = ({ client }: Site, nameOrId: unknown) =>
  idOf(client, `${network}/subnets`, 'subnets', nameOrId);

export const mappings = (value: unknown): readonly Mapping[] =>
  Array.isArray(value) ? (value as readonly unknown[]).filter(isMapping) : [];
export const nameOf = (site: Site, properties: Mapping): unknown => properties['name'] ?? site.name;
export const adminState = boolean('A boolean value specifying the administrative status.', {
  default: true,
  updatable: true,
});
export const name = string(
  'A string specifying a symbolic name, which is not required to be unique.',
  {
    updatable: true,
  },
);

const net = restType({
  name: 'OS::Neutron::Net',
  description: 'A resource for managing Neutron net.',
  collection: `${network}/networks`,
  key: 'network',
  properties: {
    name,
    admin_state_up: adminState,
    shared: boolean('Whether this network should be shared across all tenants.', {
      default: false,
      updatable: true,
    }),
    port_security_enabled: boolean('Flag to enable/disable port security on the network.', {
      updatable: true,
    }),
    dns_domain: string('DNS domain associated with this network.', { updatable: true }),
    availability_zone_hints: list('Availability zone candidates for the network.'),
    value_specs: map('Extra parameters to include in the request.', { default: {} }),
  },
  attributes: {
    status: 'The status of the network.',
    name: 'The name of the network.',
    subnets: 'Subnets of this network.',
    admin_state_up: 'The administrative status of the network.',
    tenant_id: 'The tenant owning this network.',
    port_security_enabled: 'Port security enabled of the network.',
    mtu: 'The maximum transmission unit size(in bytes) for the network.',
    qos_policy_id: 'The QoS policy ID attached to this network.',
    l2_adjacency:
      'A boolean value for L2 adjacency, True means that you can expect L2 connectivity throughout the Network.',
    segments: 'The segments of this network.',
    show: 'Detailed information about resource.',
  },
  wish: (site, properties) => ({
    ...(properties['value_specs'] as Mapping),
    ...same(properties, 'admin_state_up', 'port_security_enabled', 'dns_domain'),
    ...same(properties, 'availability_zone_hints'),
    ...(properties['shared'] === true ? { shared: true } : {}),
    name: nameOf(site, properties),
  }),
  change: (site, properties) => ({
    ...same(properties, 'admin_state_up', 'port_security_enabled', 'dns_domain'),
    name: nameOf(site, properties),
  }),
});

const subnet = restType({
  name: 'OS::Neutron::Subnet',
  description: 'A resource for managing Neutron subnets.',
  collection: `${network}/subnets`,
  key: 'subnet',
  properties: {
    network: string('The ID of the attached network.', { required: true }),
    cidr: string('The CIDR.'),
    name,
    ip_version: integer('The IP version, which is 4 or 6.', {
      default: 4,
      constraints: oneOf(4, 6),
    }),
    gateway_ip: string(
      'The gateway IP address. Set to any of [ null | ~ | "" ] to create/update a subnet without a gateway.',
      {
        updatable: true,
      },
    ),
    enable_dhcp: boolean('Set to true if DHCP is enabled and false if DHCP is disabled.', {
      default: true,
      updatable: true,
    }),
    dns_nameservers: list('A specified set of DNS name servers to be used.', {
      default: [],
      updatable: true,
    }),
    allocation_pools: list('The start and end addresses for the allocation pools.', {
      updatable: true,
      each: map('', {
        fields: {
          start: string('Start address for the allocation pool.', { required: true }),
          end: string('End address for the allocation pool.', { required: true }),
        },
      }),
    }),
    host_routes: list('A list of host route dictionaries for the subnet.', { updatable: true }),
    ipv6_ra_mode: string('IPv6 RA (Router Advertisement) mode.'),
    ipv6_address_mode: string('IPv6 address mode.'),
  },
  attributes: {
    name: 'Friendly name of the subnet.',
    network_id: 'Parent network of the subnet.',
    tenant_id: 'Tenant owning the subnet.',
    allocation_pools: 'Ip allocation pools and their ranges.',
    gateway_ip: "Ip of the subnet's gateway.",
    host_routes: 'Additional routes for this subnet.',
    ip_version: 'Ip version for the subnet.',
    cidr: 'CIDR block notation for this subnet.',
    dns_nameservers: 'List of dns nameservers.',
    enable_dhcp: "'true' if DHCP is enabled for this subnet; 'false' otherwise.",
    show: 'Detailed information about resource.',
  },
  wish: async (site, properties) => ({
    ...same(properties, 'cidr', 'ip_version', 'enable_dhcp', 'dns_nameservers'),
    ...same(properties, 'allocation_pools', 'host_routes', 'ipv6_ra_mode', 'ipv6_address_mode'),
    ...gateway(properties),
    network_id: await networkId(site, properties['network']),
    name: nameOf(site, properties),
  }),
  change: (site, properties) => ({
    ...same(properties, 'enable_dhcp', 'dns_nameservers', 'allocation_pools', 'host_routes'),
    ...gateway(properties),
    name: nameOf(site, properties),
  }),
});

/** An empty text stands for no gateway. */
const gateway = (properties: Mapping): Mapping =>
  properties['gateway_ip'] === '' ? { gateway_ip: null } : same(properties, 'gateway_ip');

export const networkTypes: readonly ResourceType[] = [net, subnet];
