/** Metrics and their measures. Source: Gnocchi, REST API v1, "Metrics" and "Measures". */
import { z } from 'zod';

/** Some answers name the resource and the archive policy, others show them. */
export const metric = z.looseObject({
  id: z.string(),
  name: z.string().nullable(),
  unit: z.string().nullable(),
  creator: z.string().nullable(),
  resource_id: z.string().nullable().optional(),
  resource: z.looseObject({ id: z.string() }).nullable().optional(),
  archive_policy_name: z.string().optional(),
  archive_policy: z.looseObject({ name: z.string() }).optional(),
});
export type Metric = z.infer<typeof metric>;
export const metricsAnswer = z.array(metric);
export type MetricsAnswer = z.infer<typeof metricsAnswer>;

/** When, over how many seconds, and what they were aggregated to; in order of time. */
export const measuresAnswer = z.array(z.tuple([z.string(), z.number(), z.number()]));
export type MeasuresAnswer = z.infer<typeof measuresAnswer>;
