/** What metrics are of. Source: Gnocchi, REST API v1, "Resources". */
import { z } from 'zod';

export const measuredResource = z.looseObject({
  id: z.string(),
  type: z.string(),
  project_id: z.string().nullable(),
  user_id: z.string().nullable(),
  /** Ids of metrics by their names. */
  metrics: z.record(z.string(), z.string()),
});
export type MeasuredResource = z.infer<typeof measuredResource>;
