/** What resources and metrics have in common on the wire. Source: Gnocchi REST API v1. */
import { z } from 'zod';

/** A refusal's description is text, or says cause, reason and detail. */
export const metricsRefusal = z.looseObject({
  code: z.int(),
  title: z.string(),
  description: z.union([z.string(), z.looseObject({ cause: z.string() })]),
});

/** Who made it: the account and its project. */
export const creation = {
  creator: z.string(),
  created_by_user_id: z.string().nullable(),
  created_by_project_id: z.string().nullable(),
};

/** Instant, granularity in seconds, value. */
export const aggregatedMeasure = z.tuple([z.string(), z.number(), z.number()]);
export const aggregatedMeasures = z.array(aggregatedMeasure);
export type AggregatedMeasure = z.infer<typeof aggregatedMeasure>;
