/** A volume as an answer shows it, by microversion and by who asks. */
import type { Volume as WireVolume } from '../../src/contract/block-storage/virtual-storage.ts';
import type { Attachments } from './attachment-table.ts';
import { instant } from './instants.ts';
import type { VolumeCall } from './microversions.ts';
import { linksOf } from './paths.ts';
import type { Volume } from './virtual-storage-table.ts';
import type { VolumeTypes } from './volume-type-table.ts';

export const zone = 'nova';
/** The service of the one back end. */
export const serviceId = '3c4f7d1e-6f0a-4f2b-9a53-0d7f0f6f9a10';

export interface VolumeViewNeeds {
  readonly attachments: Attachments;
  readonly types: VolumeTypes;
}

const linkTo = (call: VolumeCall, id: string) => linksOf(call, `volumes/${id}`);

export const volumeSummary = (call: VolumeCall, { id, name }: Volume) => ({
  id,
  name,
  links: linkTo(call, id),
});

/** Only attachments that are made are shown, not those that are reserved; the host to administrators. */
const attachmentsOf = (attachments: Attachments, volume: Volume, admin: boolean) =>
  attachments
    .list('volume', volume.id)
    .filter(({ status }) => status === 'attached')
    .map((attachment) => ({
      id: volume.id,
      attachment_id: attachment.id,
      volume_id: volume.id,
      server_id: attachment.serverId ?? '',
      host_name: admin ? attachment.host : null,
      device: attachment.device,
      attached_at: instant(attachment.attachedAt ?? 0),
    }));

/** @param how what a look at it tells beyond the answer to a creation or change */
export function volumeView(
  needs: VolumeViewNeeds,
  call: VolumeCall,
  volume: Volume,
  how: { readonly looked: boolean },
): WireVolume {
  const { minor } = call.state;
  const admin = call.caller.roles.has('admin');
  return {
    id: volume.id,
    status: volume.status,
    size: volume.size,
    availability_zone: zone,
    created_at: instant(volume.createdAt),
    updated_at: volume.updatedAt === null ? null : instant(volume.updatedAt),
    name: volume.name,
    description: volume.description,
    volume_type: needs.types.get(volume.typeId)?.name ?? null,
    snapshot_id: volume.snapshotId,
    source_volid: volume.sourceVolumeId,
    metadata: volume.metadata,
    links: linkTo(call, volume.id),
    user_id: volume.userId,
    bootable: String(volume.bootable),
    encrypted: false,
    replication_status: null,
    consistencygroup_id: null,
    multiattach: volume.multiattach,
    attachments: attachmentsOf(needs.attachments, volume, admin),
    ...(admin ? { migration_status: volume.migration } : {}),
    ...(minor < 13 ? {} : { group_id: null }),
    ...(minor < 21 || !admin ? {} : { provider_id: null }),
    ...(minor < 48
      ? {}
      : { shared_targets: false, service_uuid: volume.status === 'creating' ? null : serviceId }),
    ...(minor < 61
      ? {}
      : { ...(admin ? { cluster_name: null } : {}), volume_type_id: volume.typeId }),
    ...(minor < 65 ? {} : { consumes_quota: true }),
    ...(how.looked ? { 'os-vol-tenant-attr:tenant_id': volume.projectId } : {}),
    ...(how.looked && admin
      ? {
          'os-vol-mig-status-attr:migstat': volume.migration,
          'os-vol-mig-status-attr:name_id': null,
          'os-vol-host-attr:host': volume.pool,
        }
      : {}),
    ...(how.looked && Object.keys(volume.imageMetadata).length > 0
      ? { volume_image_metadata: volume.imageMetadata }
      : {}),
  };
}
