/** Extra specs of a flavour. Source: Compute API reference, "Flavors extra-specs". */
import { z } from 'zod';

const key = z.string().regex(/^[a-zA-Z0-9-_:. ]{1,255}$/);
const value = z.union([z.string().max(255, { error: 'is too long' }), z.number()]);

/** `GET …/os-extra_specs`. */
export const extraSpecsAnswer = z.looseObject({ extra_specs: z.record(z.string(), z.string()) });
export type ExtraSpecsAnswer = z.infer<typeof extraSpecsAnswer>;

/** `POST …/os-extra_specs`; the answer repeats it. */
export const createExtraSpecsRequest = z.strictObject({ extra_specs: z.record(key, value) });

/** `PUT …/os-extra_specs/{key}`: exactly one entry; the answer repeats it. */
export const updateExtraSpecRequest = z
  .record(key, value)
  .refine((specs) => Object.keys(specs).length > 0, { error: 'does not have enough properties' })
  .refine((specs) => Object.keys(specs).length < 2, { error: 'has too many properties' });
