/** How the metric service refuses; what it describes may have parts. Source: Gnocchi, REST API. */
import { z } from 'zod';

export const metricError = z.looseObject({
  code: z.int(),
  title: z.string(),
  description: z.union([z.string(), z.looseObject({ cause: z.string() })]),
});

/** What an error says. */
export const metricFaultText = ({ description, title }: z.infer<typeof metricError>): string =>
  (typeof description === 'string' ? description : description.cause) || title;
