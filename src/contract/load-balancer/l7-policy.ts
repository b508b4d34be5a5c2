/** What is done with requests by what they ask for. Source: Load-balancer API reference v2, "L7 policies". */
import { z } from 'zod';
import {
  commonAttributes,
  commonWishes,
  id,
  ownerWish,
  pageLinks,
  reference,
} from './wire-types.ts';

export const actions = [
  'REDIRECT_PREFIX',
  'REDIRECT_TO_POOL',
  'REDIRECT_TO_URL',
  'REJECT',
] as const;

export const l7Policy = z.looseObject({
  ...commonAttributes,
  description: z.string().nullable(),
  listener_id: z.string(),
  action: z.string(),
  position: z.int(),
  redirect_pool_id: z.string().nullable(),
  redirect_url: z.string().nullable(),
  redirect_prefix: z.string().nullable(),
  redirect_http_code: z.int().nullable(),
  rules: z.array(reference),
});
export type L7Policy = z.infer<typeof l7Policy>;

export const l7PolicyAnswer = z.looseObject({ l7policy: l7Policy });
export const l7PoliciesAnswer = z.looseObject({
  l7policies: z.array(l7Policy),
  l7policies_links: pageLinks.optional(),
});

const changes = {
  ...commonWishes,
  redirect_pool_id: id.nullish(),
  redirect_url: z.url().nullish(),
  redirect_prefix: z.url().nullish(),
  redirect_http_code: z.literal([301, 302, 303, 307, 308]).nullish(),
  position: z.int().min(1).max(2_147_483_647).nullish(),
};
export const createL7Policy = z.strictObject({
  l7policy: z.strictObject({
    ...changes,
    ...ownerWish,
    listener_id: id,
    action: z.enum(actions),
  }),
});
export const updateL7Policy = z.strictObject({
  l7policy: z.strictObject({ ...changes, action: z.enum(actions).nullish() }),
});
