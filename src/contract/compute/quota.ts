/** Quotas of compute, and limits. Source: Compute API reference, "Quota sets", "Limits". */
import { z } from 'zod';
import { judged } from './formats.ts';
import { wireBoolean } from './wire-types.ts';

/** What every microversion has; before 2.57 there is more. */
export const quotaSet = z.looseObject({
  /** The tenant; not in the answer to a change. */
  id: z.string().optional(),
  cores: z.int(),
  instances: z.int(),
  ram: z.int(),
  key_pairs: z.int(),
  metadata_items: z.int(),
  server_groups: z.int(),
  server_group_members: z.int(),
});
/** `GET …`, and the answer to `PUT`. */
export const quotaAnswer = z.looseObject({ quota_set: quotaSet });
export type QuotaAnswer = z.infer<typeof quotaAnswer>;

const used = z.looseObject({ limit: z.int(), in_use: z.int(), reserved: z.int() });
/** `GET …/detail`: each quota with its usage. */
export const quotaDetailsAnswer = z.looseObject({
  quota_set: z.looseObject({
    id: z.string(),
    cores: used,
    instances: used,
    ram: used,
    /** Key pairs belong to users: the tenant's number says nothing. */
    key_pairs: used,
  }),
});
export type QuotaDetailsAnswer = z.infer<typeof quotaDetailsAnswer>;

/** -1 or more, or its digits in a string. */
const limit = judged((value, refuse): number => {
  if (typeof value === 'string' && !/^-?[0-9]+$/.test(value)) {
    return refuse("does not match '^-?[0-9]+$'");
  }
  const number = typeof value === 'string' ? Number(value) : value;
  if (!Number.isInteger(number)) return refuse("is not of type 'integer', 'string'");
  if (Number(number) < -1) return refuse('is less than the minimum of -1');
  if (Number(number) > 2 ** 31 - 1) return refuse('is greater than the maximum of 2147483647');
  return Number(number);
}).optional();

const quota257 = z.strictObject({
  cores: limit,
  instances: limit,
  ram: limit,
  key_pairs: limit,
  metadata_items: limit,
  server_groups: limit,
  server_group_members: limit,
  force: wireBoolean.optional(),
});
const quota236 = quota257.extend({
  injected_files: limit,
  injected_file_content_bytes: limit,
  injected_file_path_bytes: limit,
});
const quota = quota236.extend({
  fixed_ips: limit,
  floating_ips: limit,
  security_groups: limit,
  security_group_rules: limit,
});
export type UpdateQuotaRequest = {
  readonly quota_set: Partial<Record<keyof z.output<typeof quota>, number | boolean | undefined>>;
};

/** `PUT /os-quota-sets/{project}`. */
export const updateQuotaRequest = (minor: number): z.ZodType<UpdateQuotaRequest> =>
  z.strictObject({ quota_set: minor < 36 ? quota : minor < 57 ? quota236 : quota257 });

/** `GET /limits`. */
export const limitsAnswer = z.looseObject({
  limits: z.looseObject({
    rate: z.array(z.unknown()),
    absolute: z.looseObject({
      maxTotalInstances: z.int(),
      maxTotalCores: z.int(),
      maxTotalRAMSize: z.int(),
      totalInstancesUsed: z.int(),
      totalCoresUsed: z.int(),
      totalRAMUsed: z.int(),
    }),
  }),
});
