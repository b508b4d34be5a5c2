/** Ports. Source: Heat resource types, "OS::Neutron::Port". */
import { boolean, list, map, string } from '../properties.ts';
import type { Mapping } from '../values.ts';
import { adminState, mappings, name, nameOf, network, networkId, subnetId } from './network.ts';
import { idOf, restType, same } from './rest.ts';
import type { Site } from './type.ts';

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as readonly unknown[]).map(String) : [];

const groupId = ({ client }: Site, nameOrId: unknown) =>
  idOf(client, `${network}/security-groups`, 'security_groups', nameOrId);

/** The ids of things that are called by names or ids; nothing when none is named. */
async function idsOf(
  field: string,
  given: unknown,
  find: (nameOrId: string) => Promise<string>,
): Promise<Mapping> {
  if (given === undefined) return {};
  const ids: string[] = [];
  for (const one of texts(given)) ids.push(await find(one));
  return { [field]: ids };
}

/** Addresses of a port; subnets may be called by name. */
async function fixedAddresses(site: Site, given: unknown): Promise<Mapping> {
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

export const port = restType({
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
    name: nameOf(site, properties),
  };
}
