/** Metrics and their measures. Source: Gnocchi REST API v1, "Metrics". */
import { z } from 'zod';
import { archivePolicy } from './archive-policy.ts';
import { creation } from './wire-types.ts';

export const metric = z.looseObject({
  ...creation,
  id: z.string(),
  name: z.string().nullable(),
  unit: z.string().nullable(),
  resource_id: z.string().nullish(),
  archive_policy: archivePolicy.optional(),
  archive_policy_name: z.string().optional(),
});
export type Metric = z.infer<typeof metric>;
export const metrics = z.array(metric);

/** One of a resource that is made with it, or of none. */
export const metricRequest = z.strictObject({
  archive_policy_name: z.string().optional(),
  name: z.string().optional(),
  resource_id: z.string().optional(),
  unit: z.string().max(31).optional(),
});
export type MetricRequest = z.output<typeof metricRequest>;
/** By name: what is made, or the id of what there is. */
export const namedMetricsRequest = z.record(z.string(), z.union([metricRequest, z.uuid()]));

/** Instants are ISO 8601 or seconds since the epoch. */
export const measure = z.looseObject({
  timestamp: z.union([z.string(), z.number()]),
  value: z.number(),
});
export const measuresRequest = z.array(measure);
/** By the ids of metrics. */
export const measuresBatchRequest = z.record(z.string(), measuresRequest);
