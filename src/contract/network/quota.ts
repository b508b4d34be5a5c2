/** How many of each resource a tenant may have. Source: Networking API reference, "Quotas". */
import { z } from 'zod';

/** What can be limited; services with more extensions name more. */
const resources = [
  'network',
  'subnet',
  'port',
  'router',
  'floatingip',
  'security_group',
  'security_group_rule',
] as const;
export type LimitedResource = (typeof resources)[number];

const each = <S extends z.ZodType>(schema: S) =>
  z.looseObject(
    Object.fromEntries(resources.map((name) => [name, schema.optional()])) as Record<
      LimitedResource,
      z.ZodOptional<S>
    >,
  );

/** -1: as many as it likes. */
export const quotaAnswer = z.looseObject({ quota: each(z.int()) });
export type QuotaAnswer = z.infer<typeof quotaAnswer>;

/** `GET /v2.0/quotas/{project}/details` */
export const quotaDetailsAnswer = z.looseObject({
  quota: each(z.looseObject({ limit: z.int(), used: z.int(), reserved: z.int() })),
});
export type QuotaDetailsAnswer = z.infer<typeof quotaDetailsAnswer>;
