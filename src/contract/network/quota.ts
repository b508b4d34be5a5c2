/** How many of each resource a tenant may have. Source: Networking API reference, "Quotas". */
import { z } from 'zod';

/** -1: as many as it likes. */
export const quotaAnswer = z.looseObject({ quota: z.record(z.string(), z.int()) });
export type QuotaAnswer = z.infer<typeof quotaAnswer>;

/** `GET /v2.0/quotas/{project}/details` */
export const quotaDetailsAnswer = z.looseObject({
  quota: z.record(z.string(), z.looseObject({ limit: z.int(), used: z.int(), reserved: z.int() })),
});
export type QuotaDetailsAnswer = z.infer<typeof quotaDetailsAnswer>;
