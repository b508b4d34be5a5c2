/**
 * The version document of the accelerator service, in a form of its own.
 * Source: Cyborg 16.0.1 (2026.1), recorded.
 */
import { z } from 'zod';
import { links } from './wire-types.ts';

export const acceleratorVersion = z.looseObject({
  id: z.string(),
  status: z.string(),
  min_version: z.string(),
  max_version: z.string(),
  links,
});
/** `GET /v2`; at the root the same stands in `versions`. */
export type AcceleratorVersionAnswer = z.infer<typeof acceleratorVersion>;
