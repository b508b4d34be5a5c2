/** Quotas of a tenant. Source: Block Storage API reference v3, "Quota sets extension", "Limits". */
import { z } from 'zod';

/** `GET /os-quota-sets/{tenant}`: −1 stands for no limit. */
export const quotaSetAnswer = z.looseObject({
  quota_set: z.looseObject({ volumes: z.int(), gigabytes: z.int(), snapshots: z.int() }),
});

const usage = z.looseObject({ limit: z.int(), in_use: z.int(), reserved: z.int() });
/** The same with `?usage=True`. */
export const quotaUsageAnswer = z.looseObject({
  quota_set: z.looseObject({ volumes: usage, gigabytes: usage, snapshots: usage }),
});
