/** What measures are about. Source: Gnocchi REST API v1, "Resources". */
import { z } from 'zod';
import { namedMetricsRequest } from './metric.ts';
import { creation } from './wire-types.ts';

export const measuredResource = z.looseObject({
  ...creation,
  id: z.string(),
  original_resource_id: z.string(),
  type: z.string(),
  user_id: z.string().nullable(),
  project_id: z.string().nullable(),
  started_at: z.string(),
  ended_at: z.string().nullable(),
  revision_start: z.string(),
  revision_end: z.string().nullable(),
  /** Ids of metrics by their names. */
  metrics: z.record(z.string(), z.string()),
});
export type MeasuredResource = z.infer<typeof measuredResource>;
export const measuredResources = z.array(measuredResource);

const instant = z.union([z.string(), z.number()]);
export const resourceChange = z.looseObject({
  started_at: instant.optional(),
  ended_at: instant.nullish(),
  user_id: z.string().nullish(),
  project_id: z.string().nullish(),
  metrics: namedMetricsRequest.optional(),
});
export const resourceRequest = z.looseObject({ ...resourceChange.shape, id: z.string() });

export const resourceType = z.looseObject({
  name: z.string(),
  state: z.string(),
  attributes: z.record(z.string(), z.looseObject({ type: z.string(), required: z.boolean() })),
});
export type ResourceType = z.infer<typeof resourceType>;
export const resourceTypes = z.array(resourceType);
export const resourceTypeRequest = z.strictObject({
  name: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$/, 'is no name of a type'),
  attributes: z
    .record(
      z.string().regex(/^[a-zA-Z0-9]\w{0,62}$/),
      z.strictObject({
        type: z.enum(['string', 'uuid', 'number', 'bool', 'datetime']),
        required: z.boolean().default(true),
      }),
    )
    .default({}),
});
