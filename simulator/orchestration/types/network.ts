/** Networks, subnets and ports. Source: Heat resource types, "OS::Neutron". */
import { boolean, integer, list, map, oneOf, string } from '../properties.ts';
import { isMapping, type Mapping } from '../values.ts';
import { idOf, restType, same } from './rest.ts';
import type { ResourceType, Site } from './type.ts';

export const network = '/network/v2.0';

export const networkId = ({ client }: Site, nameOrId: unknown) =>
  idOf(client, `${network}/networks`, 'networks', nameOrId);
export const subnetId = ({ client }: Site, nameOrId: unknown) =>
  idOf(client, `${network}/subnets`, 'subnets', nameOrId);
export const groupId = ({ client }: Site, nameOrId: unknown) =>
  idOf(client, `${network}/security-groups`, 'security_groups', nameOrId);

export const mappings = (value: unknown): readonly Mapping[] =>
  Array.isArray(value) ? (value as readonly unknown[]).filter(isMapping) : [];
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as readonly unknown[]).map(String) : [];

/** The ids of things that are called by names or ids; nothing when none is named. */
export async function idsOf(
  field: string,
  given: unknown,
  find: (nameOrId: string) => Promise<string>,
): Promise<Mapping> {
  if (given === undefined) return {};
  const ids: string[] = [];
  for (const one of texts(given)) ids.push(await find(one));
  return { [field]: ids };
}

const named_ = { name: (site: Site, properties: Mapping) => properties['name'] ?? site.name };
const adminState = boolean('A boolean value specifying the administrative status.', {
  default: true,
  updatable: true,
});
const name = string('A string specifying a symbolic name, which is not required to be unique.', {
  updatable: true,
});

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
    name: named_.name(site, properties),
  }),
  change: (site, properties) => ({
    ...same(properties, 'admin_state_up', 'port_security_enabled', 'dns_domain'),
    name: named_.name(site, properties),
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
    name: named_.name(site, properties),
  }),
  change: (site, properties) => ({
    ...same(properties, 'enable_dhcp', 'dns_nameservers', 'allocation_pools', 'host_routes'),
    ...gateway(properties),
    name: named_.name(site, properties),
  }),
});

/** An empty text stands for no gateway. */
const gateway = (properties: Mapping): Mapping =>
  properties['gateway_ip'] === '' ? { gateway_ip: null } : same(properties, 'gateway_ip');

/** Addresses of a port; subnets may be called by name. */
export async function fixedAddresses(site: Site, given: unknown): Promise<Mapping> {
  if (given === undefined) return {};
  const addresses: Mapping[] = [];
  for (const one of mappings(given)) {
    const { subnet: wanted } = one;
    addresses.push({
      ...same(one, 'ip_address'),
      ...(wanted === undefined ? {} : { subnet_id: await subnetId(site, wanted) }),
    });
  }
  return { fixed_ips: addresses };
}

const port = restType({
  name: 'OS::Neutron::Port',
  description: 'A resource for managing Neutron ports.',
  collection: `${network}/ports`,
  key: 'port',
  properties: {
    network: string('Network this port belongs to.', { required: true }),
    name,
    fixed_ips: list('Desired IPs for this port.', {
      updatable: true,
      each: map('', {
        fields: {
          subnet: string('Subnet in which to allocate the IP address for this port.'),
          ip_address: string('IP address desired in the subnet for this port.'),
        },
      }),
    }),
    security_groups: list('Security group IDs to associate with this port.', { updatable: true }),
    admin_state_up: adminState,
    mac_address: string('MAC address to give to this port.'),
    device_id: string('Device ID of this port.', { default: '', updatable: true }),
    device_owner: string('Name of the network owning the port.', { default: '', updatable: true }),
    allowed_address_pairs: list(
      'Additional MAC/IP address pairs allowed to pass through the port.',
      {
        updatable: true,
      },
    ),
    port_security_enabled: boolean('Flag to enable/disable port security on the port.', {
      updatable: true,
    }),
    value_specs: map('Extra parameters to include in the request.', { default: {} }),
  },
  attributes: {
    name: 'Friendly name of the port.',
    network_id: 'Unique identifier for the network owning the port.',
    fixed_ips: 'Fixed IP addresses.',
    mac_address: 'MAC address of the port.',
    status: 'The status of the port.',
    admin_state_up: 'The administrative state of this port.',
    security_groups: 'A list of security groups for the port.',
    device_id: 'Unique identifier for the device.',
    device_owner: 'Name of the network owning the port.',
    tenant_id: 'Tenant owning the port.',
    allowed_address_pairs: 'Additional MAC/IP address pairs allowed to pass through a port.',
    port_security_enabled: 'Port security enabled of the port.',
    subnets: 'A list of all subnet attributes for the port.',
    network: 'The attributes of the network owning the port.',
    show: 'Detailed information about resource.',
  },
  wish: async (site, properties) => ({
    ...(properties['value_specs'] as Mapping),
    network_id: await networkId(site, properties['network']),
    ...(await portFields(site, properties)),
    ...same(properties, 'mac_address'),
  }),
  change: portFields,
});

async function portFields(site: Site, properties: Mapping): Promise<Mapping> {
  const device = ['device_id', 'device_owner'].filter((field) => properties[field] !== '');
  return {
    ...same(properties, 'admin_state_up', 'allowed_address_pairs', 'port_security_enabled'),
    ...same(properties, ...device),
    ...(await fixedAddresses(site, properties['fixed_ips'])),
    ...(await idsOf('security_groups', properties['security_groups'], (one) => groupId(site, one))),
    name: named_.name(site, properties),
  };
}

export const networkTypes: readonly ResourceType[] = [net, subnet, port];
