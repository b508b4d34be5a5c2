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
