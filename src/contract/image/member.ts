/** Tenants with which an image is shared. Source: Image service API reference v2, "Sharing". */
import { z } from 'zod';

export const memberStatuses = ['pending', 'accepted', 'rejected'] as const;
export type MemberStatus = (typeof memberStatuses)[number];

export const imageMember = z.looseObject({
  member_id: z.string(),
  image_id: z.string(),
  status: z.enum(memberStatuses),
  created_at: z.string(),
  updated_at: z.string(),
  schema: z.string(),
});
export type ImageMember = z.infer<typeof imageMember>;

export const imageMembersAnswer = z.looseObject({
  members: z.array(imageMember),
  schema: z.string(),
});
export type ImageMembersAnswer = z.infer<typeof imageMembersAnswer>;
