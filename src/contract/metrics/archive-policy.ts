/** How measures are kept: at which granularity, and aggregated how. Source: Gnocchi REST API v1, "Archive policy". */
import { z } from 'zod';

/** Spans are text: `0:01:00`, `7 days, 0:00:00`. */
export const archivePolicy = z.looseObject({
  name: z.string(),
  back_window: z.int(),
  definition: z.array(
    z.looseObject({ granularity: z.string(), points: z.int(), timespan: z.string() }),
  ),
  aggregation_methods: z.array(z.string()),
});
export type ArchivePolicy = z.infer<typeof archivePolicy>;
export const archivePolicies = z.array(archivePolicy);

/** Seconds, or text such as `1 minute`. */
const span = z.union([z.string(), z.number()]);
export const archivePolicyRequest = z.strictObject({
  name: z.string().min(1).max(255),
  back_window: z.int().min(0).optional(),
  definition: z
    .array(
      z.strictObject({
        granularity: span.optional(),
        timespan: span.optional(),
        points: z.int().min(1).optional(),
      }),
    )
    .min(1),
  aggregation_methods: z.array(z.string()).min(1).optional(),
});
