/** Host aggregates. Source: Compute API reference, "Host aggregates". */
import { z } from 'zod';
import { hostText, metadata } from './formats.ts';
import { printableName } from './wire-types.ts';

const described = {
  id: z.int(),
  name: z.string(),
  availability_zone: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string().nullable(),
  deleted: z.boolean(),
  deleted_at: z.string().nullable(),
  /** From 2.41. */
  uuid: z.string().optional(),
};
export const aggregate = z.looseObject({
  ...described,
  hosts: z.array(z.string()),
  metadata: z.record(z.string(), z.string()),
});
export type Aggregate = z.infer<typeof aggregate>;
export const aggregateAnswer = z.looseObject({ aggregate });
export type AggregateAnswer = z.infer<typeof aggregateAnswer>;
/** A new one has neither hosts nor metadata to show. */
export const newAggregateAnswer = z.looseObject({ aggregate: z.looseObject(described) });
export type NewAggregateAnswer = z.infer<typeof newAggregateAnswer>;
export const aggregatesAnswer = z.looseObject({ aggregates: z.array(aggregate) });
export type AggregatesAnswer = z.infer<typeof aggregatesAnswer>;

/** The name of a zone: as any other, without a colon, which would name a host. */
const zone = printableName.regex(/^[^:]*$/, { error: "does not match '^[^:]*$'" }).nullable();

/** `POST /os-aggregates` */
export const createAggregateRequest = z.strictObject({
  aggregate: z.strictObject({ name: printableName, availability_zone: zone.optional() }),
});
/** `PUT /os-aggregates/{id}` */
export const updateAggregateRequest = z.strictObject({
  aggregate: z
    .strictObject({ name: printableName.optional(), availability_zone: zone.optional() })
    .refine((wish) => Object.keys(wish).length > 0, { error: 'does not have enough properties' }),
});
/** `POST /os-aggregates/{id}/action` */
export const aggregateAction = z.union([
  z.strictObject({ add_host: z.strictObject({ host: hostText }) }),
  z.strictObject({ remove_host: z.strictObject({ host: hostText }) }),
  z.strictObject({
    set_metadata: z.strictObject({
      metadata: z.record(metadata.keyType, metadata.valueType.nullable()),
    }),
  }),
]);
