/** Members of a pool. Source: Load-balancer API reference v2, "Members". */
import { z } from 'zod';
import {
  commonAttributes,
  commonWishes,
  id,
  ipAddress,
  ownerWish,
  pageLinks,
  port,
  weight,
} from './wire-types.ts';

export const member = z.looseObject({
  ...commonAttributes,
  address: z.string(),
  protocol_port: z.int(),
  weight: z.int(),
  backup: z.boolean(),
  subnet_id: z.string().nullable(),
  monitor_address: z.string().nullable(),
  monitor_port: z.int().nullable(),
});
export type Member = z.infer<typeof member>;

export const memberAnswer = z.looseObject({ member });
export const membersAnswer = z.looseObject({
  members: z.array(member),
  members_links: pageLinks.optional(),
});

const { name, admin_state_up, tags } = commonWishes;
const changes = {
  name,
  admin_state_up,
  tags,
  weight: weight.nullish(),
  backup: z.boolean().nullish(),
  monitor_address: ipAddress.nullish(),
  monitor_port: port.nullish(),
};
export const createMember = z.strictObject({
  member: z.strictObject({
    ...changes,
    ...ownerWish,
    address: ipAddress,
    protocol_port: port,
    subnet_id: id.nullish(),
  }),
});
export const updateMember = z.strictObject({ member: z.strictObject(changes) });
