/** Servers. Source: Heat resource types, "OS::Nova::Server". */
import { ResourceFailure } from '../client.ts';
import { boolean, integer, list, map, oneOf, string } from '../properties.ts';
import { isMapping, type Mapping } from '../values.ts';
import { mappings, networkId } from './network.ts';
import { idOf, named, restType, same } from './rest.ts';
import type { ResourceType, Site } from './type.ts';

const compute = '/compute/v2.1';

const imageId = ({ client }: Site, nameOrId: unknown) =>
  idOf(client, '/image/v2/images', 'images', nameOrId);

/** Flavours have no filter by name. */
async function flavorId({ client }: Site, nameOrId: unknown): Promise<string> {
  const { body } = await client.ask('GET', `${compute}/flavors`);
  const found = mappings(body['flavors']).find(
    ({ id, name }) => id === nameOrId || name === nameOrId,
  );
  if (found !== undefined) return String(found['id']);
  throw new ResourceFailure(`EntityNotFound: The Flavor (${String(nameOrId)}) could not be found.`);
}

async function nics(site: Site, given: unknown): Promise<Mapping> {
  if (given === undefined) return {};
  const networks: Mapping[] = [];
  for (const one of mappings(given)) {
    const wanted = one['network'] ?? one['uuid'];
    networks.push({
      ...named(one, { port: 'port', fixed_ip: 'fixed_ip' }),
      ...(one['port'] === undefined && wanted !== undefined
        ? { uuid: await networkId(site, wanted) }
        : {}),
    });
  }
  return { networks };
}

const disks = (given: unknown): Mapping => {
  if (given === undefined) return {};
  const devices = mappings(given).map((one) => {
    const [source, id] =
      one['volume_id'] !== undefined
        ? ['volume', one['volume_id']]
        : one['image'] !== undefined
          ? ['image', one['image']]
          : one['snapshot_id'] !== undefined
            ? ['snapshot', one['snapshot_id']]
            : ['blank', undefined];
    return {
      source_type: source,
      ...(id === undefined ? {} : { uuid: id }),
      destination_type:
        one['volume_id'] === undefined ? (one['destination_type'] ?? 'volume') : 'volume',
      boot_index: one['boot_index'] ?? 0,
      delete_on_termination: one['delete_on_termination'] ?? false,
      ...named(one, { volume_size: 'volume_size', device_name: 'device_name' }),
    };
  });
  return { block_device_mapping_v2: devices };
};

const plainServer = restType({
  name: 'OS::Nova::Server',
  description: 'A resource for managing Nova instances.',
  collection: `${compute}/servers`,
  key: 'server',
  properties: {
    name: string('Server name.'),
    flavor: string('The ID or name of the flavor to boot onto.', { required: true }),
    image: string('The ID or name of the image to boot with.'),
    key_name: string('Name of keypair to inject into the server.'),
    networks: list('An ordered list of nics to be added to this server.', {
      each: map('', {
        fields: {
          network: string('Name or ID of network to create a port on.'),
          uuid: string('ID of network to create a port on.'),
          port: string('ID of an existing port to associate with this server.'),
          fixed_ip: string(
            'Fixed IP address to specify for the port created on the requested network.',
          ),
        },
      }),
    }),
    security_groups: list('List of security group names or IDs.', { default: [] }),
    block_device_mapping_v2: list('Block device mappings v2 for this server.', {
      each: map('', {
        fields: {
          volume_id: string('The volume_id can be boot or non-boot device to the server.'),
          image: string('The ID or name of the image to create a volume from.'),
          snapshot_id: string('The ID of the snapshot to create a volume from.'),
          volume_size: integer('Size of the block device in GB.'),
          boot_index: integer('Integer used for ordering the boot disks.'),
          destination_type: string('Where the device goes.', {
            constraints: oneOf('volume', 'local'),
          }),
          delete_on_termination: boolean(
            'Indicate whether the volume should be deleted when the server is terminated.',
          ),
          device_name: string('A device name where the volume will be attached in the system.'),
        },
      }),
    }),
    availability_zone: string('Name of the availability zone for server placement.'),
    metadata: map('Arbitrary key/value metadata to store for this server.'),
    scheduler_hints: map(
      'Arbitrary key-value pairs specified by the client to help boot a server.',
    ),
    user_data: string('User data script to be executed by cloud-init.'),
    user_data_format: string('How the user_data should be formatted for the server.', {
      default: 'HEAT_CFNTOOLS',
      constraints: oneOf('HEAT_CFNTOOLS', 'RAW', 'SOFTWARE_CONFIG'),
    }),
    config_drive: boolean('If True, enable config drive on the server.'),
  },
  attributes: {
    name: 'Name of the server.',
    addresses: 'A dict of all network addresses with corresponding port_id.',
    networks:
      'A dict of assigned network addresses of the form: {"public": [ip1, ip2...], "private": [ip3, ip4]}.',
    first_address: 'Convenience attribute to fetch the first assigned network address.',
    instance_name: 'AWS compatible instance name.',
    accessIPv4: 'The manually assigned alternative public IPv4 address of the server.',
    accessIPv6: 'The manually assigned alternative public IPv6 address of the server.',
    console_urls: "URLs of server's consoles.",
    show: 'Detailed information about resource.',
  },
  async wish(site, properties) {
    const image = properties['image'];
    const data = properties['user_data'];
    const groups = properties['security_groups'];
    return {
      ...same(properties, 'key_name', 'availability_zone', 'metadata', 'config_drive'),
      ...(image === undefined ? {} : { imageRef: await imageId(site, image) }),
      ...(await nics(site, properties['networks'])),
      ...disks(properties['block_device_mapping_v2']),
      ...(typeof data === 'string' ? { user_data: Buffer.from(data).toString('base64') } : {}),
      ...(Array.isArray(groups) && groups.length > 0
        ? { security_groups: groups.map((group) => ({ name: String(group) })) }
        : {}),
      flavorRef: await flavorId(site, properties['flavor']),
      name: properties['name'] ?? site.name,
    };
  },
  beside: (properties) => named(properties, { scheduler_hints: 'os:scheduler_hints' }),
  states: { ready: 'active', broken: 'error' },
  lingers: true,
});

const addressesOf = (server: Mapping): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(isMapping(server['addresses']) ? server['addresses'] : {}).map(
      ([network, addresses]) => [network, mappings(addresses).map(({ addr }) => String(addr))],
    ),
  );

/** Suspending a stack suspends its servers; compute tells when that is done. */
const statusAfter = { SUSPEND: 'SUSPENDED', RESUME: 'ACTIVE' } as const;

export const server: ResourceType = {
  ...plainServer,
  async show(site, built) {
    const shown = await plainServer.show(site, built);
    const networks = addressesOf(shown);
    return { ...shown, networks, first_address: Object.values(networks)[0]?.[0] ?? '' };
  },
  async act({ client }, { id }, action) {
    if (action === 'CHECK') return true;
    const path = `${compute}/servers/${id}`;
    const { body } = await client.ask('GET', path);
    const { status } = isMapping(body['server']) ? body['server'] : {};
    if (status === statusAfter[action]) return true;
    // While it is on its way, compute refuses the same wish again.
    await client.ask('POST', `${path}/action`, { [action.toLowerCase()]: null }, [409]);
    return false;
  },
};
