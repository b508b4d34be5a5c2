/** What servers are launched from and grouped by. Source: Heat resource types, "OS::Nova". */
import { boolean, integer, list, map, number, oneOf, string } from '../properties.ts';
import { named, restType, same } from './rest.ts';
import { server } from './server.ts';
import type { ResourceType } from './type.ts';

const compute = '/compute/v2.1';

const flavor = restType({
  name: 'OS::Nova::Flavor',
  description: 'A resource for creating OpenStack virtual hardware templates.',
  reserved: true,
  collection: `${compute}/flavors`,
  key: 'flavor',
  properties: {
    name: string('Name of the flavor.'),
    flavorid: string('Unique ID of the flavor.'),
    ram: integer('Memory in MB for the flavor.', { required: true }),
    vcpus: integer('Number of VCPUs for the flavor.', { required: true }),
    disk: integer('Size of local disk in GB.', { default: 0 }),
    ephemeral: integer('Size of a secondary ephemeral data disk in GB.', { default: 0 }),
    swap: integer('Swap space in MB.', { default: 0 }),
    rxtx_factor: number('RX/TX factor.', { default: 1 }),
    is_public: boolean('Scope of flavor accessibility. Public or private.', { default: true }),
    extra_specs: map('Key/Value pairs to extend the capabilities of the flavor.'),
  },
  attributes: {
    is_public: 'Whether the flavor is shared across all projects.',
    extra_specs: 'Extra specs of the flavor in key-value pairs.',
    show: 'Detailed information about resource.',
  },
  wish: (site, properties) => ({
    ...same(properties, 'ram', 'vcpus', 'disk', 'swap', 'rxtx_factor'),
    ...named(properties, {
      flavorid: 'id',
      ephemeral: 'OS-FLV-EXT-DATA:ephemeral',
      is_public: 'os-flavor-access:is_public',
    }),
    name: properties['name'] ?? site.name,
  }),
  async afterwards({ client }, id, properties) {
    const specs = properties['extra_specs'];
    if (specs === undefined) return;
    await client.ask('POST', `${compute}/flavors/${id}/os-extra_specs`, { extra_specs: specs });
  },
});

const keyPair: ResourceType = {
  ...restType({
    name: 'OS::Nova::KeyPair',
    description: 'A resource for creating Nova key pairs.',
    collection: `${compute}/os-keypairs`,
    key: 'keypair',
    idField: 'name',
    properties: {
      name: string('The name of the key pair.', { required: true }),
      public_key: string('The public key.'),
      save_private_key: boolean('True if the system should remember a generated private key.', {
        default: false,
      }),
    },
    attributes: {
      public_key: 'The public key.',
      private_key: 'The private key if it has been saved.',
      show: 'Detailed information about resource.',
    },
    wish: (_site, properties) => same(properties, 'name', 'public_key'),
  }),
};

const serverGroup = restType({
  name: 'OS::Nova::ServerGroup',
  description: 'A resource for managing a Nova server group.',
  collection: `${compute}/os-server-groups`,
  key: 'server_group',
  properties: {
    name: string('Server Group name.'),
    policies: list('A list of string policies to apply.', {
      default: ['anti-affinity'],
      constraints: oneOf('anti-affinity', 'affinity', 'soft-anti-affinity', 'soft-affinity'),
    }),
  },
  attributes: { show: 'Detailed information about resource.' },
  wish: (site, properties) => ({
    ...same(properties, 'policies'),
    name: properties['name'] ?? site.name,
  }),
});

export const computeTypes: readonly ResourceType[] = [flavor, keyPair, server, serverGroup];
