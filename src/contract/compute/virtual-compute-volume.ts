/** Volumes of a server. Source: Compute API reference, "Servers with volume attachments". */
import { z } from 'zod';
import { tagText, uuidText } from './formats.ts';
import { wireBoolean } from './wire-types.ts';

export const volumeAttachment = z.looseObject({
  /** The volume's own id; gone from 2.89 on. */
  id: z.string().optional(),
  serverId: z.string(),
  volumeId: z.string(),
  device: z.string().nullable(),
  /** From 2.70. */
  tag: z.string().nullable().optional(),
  /** From 2.79. */
  delete_on_termination: z.boolean().optional(),
  /** From 2.89. */
  attachment_id: z.string().nullable().optional(),
  bdm_uuid: z.string().optional(),
});
export type VolumeAttachment = z.infer<typeof volumeAttachment>;

/** `GET …/os-volume_attachments/{volume}`, and the answer to `POST` before 2.101. */
export const volumeAttachmentAnswer = z.looseObject({ volumeAttachment });
export type VolumeAttachmentAnswer = z.infer<typeof volumeAttachmentAnswer>;

/** `GET …/os-volume_attachments`. */
export const volumeAttachmentsAnswer = z.looseObject({
  volumeAttachments: z.array(volumeAttachment),
});
export type VolumeAttachmentsAnswer = z.infer<typeof volumeAttachmentsAnswer>;

const devicePattern = '(^/dev/x{0,1}[a-z]{0,1}d{0,1})([a-z]+)[0-9]*$';
const wish = z.strictObject({
  volumeId: uuidText,
  device: z
    .string()
    .regex(new RegExp(devicePattern), { error: `does not match '${devicePattern}'` })
    .nullish(),
});
const wish249 = wish.extend({ tag: tagText.optional() });
const wish279 = wish249.extend({ delete_on_termination: wireBoolean.optional() });
const attachVolume = z.strictObject({ volumeAttachment: wish });
const attachVolume249 = z.strictObject({ volumeAttachment: wish249 });
const attachVolume279 = z.strictObject({ volumeAttachment: wish279 });
export type AttachVolumeRequest = z.output<typeof attachVolume279>;

/** `POST …/os-volume_attachments`. */
export const attachVolumeRequest = (minor: number): z.ZodType<AttachVolumeRequest> =>
  minor < 49 ? attachVolume : minor < 79 ? attachVolume249 : attachVolume279;
