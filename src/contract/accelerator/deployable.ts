/**
 * Deployables: what a device can be given away in, each known to placement as a provider of resources.
 * Source: Accelerator API reference v2, "Deployables"; Cyborg 16.0.1, recorded.
 */
import { z } from 'zod';
import { changedAt, jsonText, links } from './wire-types.ts';

export const deployable = z.looseObject({
  uuid: z.string(),
  parent_id: z.int().nullable(),
  root_id: z.int().nullable(),
  name: z.string(),
  num_accelerators: z.int(),
  /** A number that no other call shows: which device has it, its name and its host only hint at. */
  device_id: z.int(),
  /** JSON: a list of objects with one key each. */
  attributes_list: z.string(),
  /** Its provider in placement; null until it has been published there. */
  rp_uuid: z.string().nullable(),
  driver_name: z.string(),
  bitstream_id: z.string().nullable(),
  links,
  created_at: z.string(),
  updated_at: changedAt,
});
/** Answered without a key around it. */
export type DeployableAnswer = z.infer<typeof deployable>;

export const deployablesAnswer = z.looseObject({ deployables: z.array(deployable) });
export type DeployablesAnswer = z.infer<typeof deployablesAnswer>;

/** What {@link deployable}'s `attributes_list` holds. */
export const attributesList = jsonText(z.array(z.record(z.string(), z.string())));

/** `PATCH /deployables/{uuid}/program`: exactly one entry is looked at. */
export const programRequest = z
  .array(
    z.looseObject({
      path: z.string(),
      op: z.literal('replace'),
      value: z.array(z.looseObject({ image_uuid: z.string() })).min(1),
    }),
  )
  .min(1);
export type ProgramRequest = z.infer<typeof programRequest>;
