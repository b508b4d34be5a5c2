/**
 * Virtual storage (volumes on the wire).
 * Source: Block Storage API reference v3, "Volumes" and "Volume actions", microversions 3.0 to 3.71.
 */
import { z } from 'zod';
import { wireBoolean, wireInteger } from '../compute/wire-types.ts';

const links = z.array(z.looseObject({ rel: z.string(), href: z.string() }));

/** To which server a volume is attached. */
export const volumeAttachment = z.looseObject({
  id: z.string(),
  attachment_id: z.string(),
  volume_id: z.string(),
  server_id: z.string(),
  device: z.string().nullable(),
});

/** A volume in full; `size` is in GiB. */
export const volume = z.looseObject({
  id: z.string(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  status: z.string(),
  size: z.int(),
  /** "true" or "false". */
  bootable: z.string(),
  multiattach: z.boolean(),
  volume_type: z.string().nullable(),
  availability_zone: z.string().nullable(),
  created_at: z.string(),
  user_id: z.string(),
  snapshot_id: z.string().nullable(),
  source_volid: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
  attachments: z.array(volumeAttachment),
  links,
  /** Where it is, and how its last migration goes: for administrators. */
  'os-vol-host-attr:host': z.string().nullable().optional(),
  'os-vol-mig-status-attr:migstat': z.string().nullable().optional(),
});
export type Volume = z.infer<typeof volume>;

export const volumeAnswer = z.looseObject({ volume });
export type VolumeAnswer = z.infer<typeof volumeAnswer>;

/** `GET /volumes/detail`. The link is there when the page is full. */
export const volumesAnswer = z.looseObject({
  volumes: z.array(volume),
  volumes_links: links.optional(),
});
export type VolumesAnswer = z.infer<typeof volumesAnswer>;

/** `GET /volumes`. */
export const volumeSummariesAnswer = z.looseObject({
  volumes: z.array(z.looseObject({ id: z.string(), name: z.string().nullable(), links })),
  volumes_links: links.optional(),
});
export type VolumeSummariesAnswer = z.infer<typeof volumeSummariesAnswer>;

const text = z.string().nullable().optional();
export const metadata = z.record(z.string(), z.string());

const newVolume = z.strictObject({
  size: z.union([z.null(), wireInteger(1, "'integer', 'string', 'null'")]).optional(),
  name: text,
  display_name: text,
  description: text,
  display_description: text,
  volume_type: text,
  snapshot_id: text,
  source_volid: text,
  imageRef: text,
  image_id: text,
  backup_id: text,
  consistencygroup_id: text,
  source_replica: text,
  group_id: text,
  availability_zone: text,
  metadata: metadata.nullable().optional(),
  multiattach: wireBoolean.optional(),
});

/** `POST /volumes` from 3.53 on; without a size it is as large as what it is made from. */
export const createVolumeRequest353 = z.looseObject({ volume: newVolume });
/** Before, fields that are not known are passed over. */
export const createVolumeRequest = z.looseObject({ volume: newVolume.loose() });

const change = z.strictObject({
  name: text,
  display_name: text,
  description: text,
  display_description: text,
  metadata: metadata.optional(),
});

/** `PUT /volumes/{id}` from 3.53 on. */
export const updateVolumeRequest353 = z.strictObject({
  volume: change.refine((fields) => Object.keys(fields).length > 0, {
    error: 'is not valid under any of the given schemas',
  }),
});
export const updateVolumeRequest = z.looseObject({ volume: change.loose() });

/** `POST /volumes/{id}/action`, one of them. */
export const extendRequest = z.looseObject({
  'os-extend': z.strictObject({ new_size: wireInteger(1) }),
});
export const migrateRequest = z.looseObject({
  'os-migrate_volume': z.strictObject({
    host: z.string().min(1).max(255),
    force_host_copy: wireBoolean.optional(),
    lock_volume: wireBoolean.optional(),
  }),
});
export const setBootableRequest = z.looseObject({
  'os-set_bootable': z.strictObject({ bootable: wireBoolean }),
});
export const resetStatusRequest = z.looseObject({
  'os-reset_status': z.strictObject({
    status: z.string().nullable().optional(),
    attach_status: z.string().nullable().optional(),
    migration_status: z.string().nullable().optional(),
  }),
});
