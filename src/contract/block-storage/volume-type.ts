/** Volume types. Source: Block Storage API reference v3, "Volume types". */
import { z } from 'zod';
import { wireBoolean } from '../compute/wire-types.ts';

export const volumeType = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  is_public: z.boolean(),
  extra_specs: z.record(z.string(), z.string()).optional(),
});
export const volumeTypeAnswer = z.looseObject({ volume_type: volumeType });
export type VolumeTypeAnswer = z.infer<typeof volumeTypeAnswer>;
export const volumeTypesAnswer = z.looseObject({ volume_types: z.array(volumeType) });
export type VolumeTypesAnswer = z.infer<typeof volumeTypesAnswer>;

/** `POST /types`. */
export const createVolumeTypeRequest = z.strictObject({
  volume_type: z.strictObject({
    name: z.string().min(1, { error: 'is too short' }).max(255, { error: 'is too long' }),
    description: z.string().nullable().optional(),
    extra_specs: z.record(z.string(), z.string().nullable()).nullable().optional(),
    'os-volume-type-access:is_public': wireBoolean.optional(),
  }),
});
