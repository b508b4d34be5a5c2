/** Attachments of volumes to servers. Source: Block Storage API reference v3, "Attachments", from 3.27. */
import { z } from 'zod';

export const attachment = z.looseObject({
  id: z.string(),
  volume_id: z.string(),
  instance: z.string().nullable(),
  /** `reserved`, `attaching`, `attached` … */
  status: z.string(),
});
export const attachmentAnswer = z.looseObject({ attachment });
export type AttachmentAnswer = z.infer<typeof attachmentAnswer>;
export const attachmentsAnswer = z.looseObject({ attachments: z.array(attachment) });
export type AttachmentsAnswer = z.infer<typeof attachmentsAnswer>;

const connector = z.record(z.string(), z.unknown());

/** `POST /attachments`; with a connector the volume is attached at once. */
export const createAttachmentRequest = z.strictObject({
  attachment: z.strictObject({
    volume_uuid: z.string(),
    instance_uuid: z.string().nullable().optional(),
    connector: connector.nullable().optional(),
    mode: z.enum(['rw', 'ro']).nullable().optional(),
  }),
});
/** `PUT /attachments/{id}`. */
export const updateAttachmentRequest = z.strictObject({
  attachment: z.strictObject({ connector: connector.optional() }),
});
