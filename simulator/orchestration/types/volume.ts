/** Volumes and their attachments. Source: Heat resource types, "OS::Cinder". */
import { atLeast, integer, map, string } from '../properties.ts';
import { isMapping } from '../values.ts';
import { idOf, named, restType, same } from './rest.ts';
import type { ResourceType } from './type.ts';

const volumes = '/volume/v3/volumes';
const servers = '/compute/v2.1/servers';

const volume = restType({
  name: 'OS::Cinder::Volume',
  description: 'A resource that implements Cinder volumes.',
  collection: volumes,
  key: 'volume',
  properties: {
    size: integer('The size of the volume in GB.', { updatable: true, constraints: atLeast(1) }),
    name: string('A name used to distinguish the volume.', { updatable: true }),
    description: string('A description of the volume.', { updatable: true }),
    image: string('If specified, the name or ID of the image to create the volume from.'),
    snapshot_id: string('If specified, the snapshot to create the volume from.'),
    source_volid: string('If specified, the volume to use as source.'),
    volume_type: string('If specified, the type of volume to use, mapping to a specific backend.'),
    availability_zone: string('The availability zone in which the volume will be created.'),
    metadata: map('Key/value pairs to associate with the volume.', { default: {} }),
  },
  attributes: {
    availability_zone: 'The availability zone in which the volume is located.',
    size: 'The size of the volume in GB.',
    snapshot_id: 'The snapshot the volume was created from, if any.',
    display_name: 'Name of the volume.',
    display_description: 'Description of the volume.',
    volume_type: 'The type of the volume mapping to a backend, if any.',
    metadata: 'Key/value pairs associated with the volume.',
    source_volid: 'The volume used as source, if any.',
    status: 'The current status of the volume.',
    created_at: 'The timestamp indicating volume creation.',
    encrypted: 'Boolean indicating if the volume is encrypted or not.',
    attachments: 'The list of attachments of the volume.',
    bootable: 'Boolean indicating if the volume can be booted or not.',
    show: 'Detailed information about resource.',
  },
  wish: async (site, properties) => ({
    ...same(properties, 'size', 'snapshot_id', 'source_volid', 'volume_type'),
    ...same(properties, 'availability_zone', 'description', 'metadata'),
    ...(properties['image'] === undefined
      ? {}
      : { imageRef: await idOf(site.client, '/image/v2/images', 'images', properties['image']) }),
    name: properties['name'] ?? site.name,
  }),
  states: { ready: 'available', broken: 'error' },
  lingers: true,
});

const attachment: ResourceType = {
  name: 'OS::Cinder::VolumeAttachment',
  description: 'Resource for associating volume to instance.',
  properties: {
    instance_uuid: string('The ID of the server to which the volume attaches.', { required: true }),
    volume_id: string('The ID of the volume to be attached.', { required: true }),
    mountpoint: string('The location where the volume is exposed on the instance.'),
  },
  attributes: { show: 'Detailed information about resource.' },
  async create({ client }, properties) {
    const { body } = await client.ask(
      'POST',
      `${servers}/${String(properties['instance_uuid'])}/os-volume_attachments`,
      { volumeAttachment: named(properties, { volume_id: 'volumeId', mountpoint: 'device' }) },
    );
    const made = body['volumeAttachment'];
    return { id: isMapping(made) ? String(made['id']) : String(properties['volume_id']) };
  },
  async ready({ client }, { properties }) {
    const { body } = await client.ask('GET', `${volumes}/${String(properties['volume_id'])}`);
    return isMapping(body['volume']) && body['volume']['status'] === 'in-use';
  },
  async remove({ client }, { id, properties }) {
    if (id === '') return;
    const server = `${servers}/${String(properties['instance_uuid'])}`;
    const path = `${server}/os-volume_attachments/${String(properties['volume_id'])}`;
    await client.ask('DELETE', path, undefined, [404]);
  },
  async gone({ client }, { properties }) {
    const path = `${volumes}/${String(properties['volume_id'])}`;
    const { body } = await client.ask('GET', path, undefined, [404]);
    return !isMapping(body['volume']) || body['volume']['status'] !== 'detaching';
  },
  show: () => Promise.resolve({}),
};

export const volumeTypes: readonly ResourceType[] = [volume, attachment];
