/** What becomes of measures. Source: Gnocchi, REST API v1, "Archive policy". */
import { z } from 'zod';

export const archivePolicy = z.looseObject({
  name: z.string(),
  aggregation_methods: z.array(z.string()),
  /** Durations are text: `0:05:00`, `1 day, 0:00:00`. */
  definition: z.array(z.looseObject({ granularity: z.string() })),
});
export type ArchivePolicy = z.infer<typeof archivePolicy>;
export const archivePoliciesAnswer = z.array(archivePolicy);
export type ArchivePoliciesAnswer = z.infer<typeof archivePoliciesAnswer>;
