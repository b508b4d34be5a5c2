/** Measures put together. Source: Gnocchi REST API v1, "Dynamic aggregates". */
import { z } from 'zod';
import { aggregatedMeasures } from './wire-types.ts';

/** `["metric", name, aggregation]`, or `["aggregate", aggregation, …]` of those. */
export const aggregatesRequest = z.strictObject({
  operations: z.union([z.array(z.unknown()).min(2), z.string()]),
  resource_type: z.string().optional(),
  search: z.unknown().optional(),
});

/** By `aggregated`, or by resource, metric and aggregation. */
export const aggregatesAnswer = z.looseObject({
  measures: z.union([
    z.looseObject({ aggregated: aggregatedMeasures }),
    z.record(z.string(), z.record(z.string(), z.unknown())),
  ]),
});
