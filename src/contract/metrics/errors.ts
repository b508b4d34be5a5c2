/** How the metric service refuses; what it describes may have parts. Source: Gnocchi, REST API. */
import { z } from 'zod';

export const metricError = z.looseObject({
  code: z.int(),
  title: z.string(),
  description: z.union([z.string(), z.looseObject({ cause: z.string() })]),
});
