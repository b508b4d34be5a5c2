/** How the compute service refuses: one key that names the kind. Source: Compute API guide, "Faults". */
import { z } from 'zod';

export const faultKinds = [
  'badRequest',
  'unauthorized',
  'forbidden',
  'itemNotFound',
  'badMethod',
  'conflictingRequest',
  'overLimit',
  'badMediaType',
  'notImplemented',
  'serviceUnavailable',
  'computeFault',
] as const;
export type FaultKind = (typeof faultKinds)[number];

const said = z.looseObject({ code: z.int(), message: z.string() });

export const computeError = z
  .partialRecord(z.enum(faultKinds), said)
  .refine((kinds) => Object.keys(kinds).length === 1, { error: 'must have exactly one kind' });

/** What stands before a service answers in its stead when the token is missing or invalid. */
export const tokenRefusal = z.looseObject({
  error: z.looseObject({ code: z.int(), title: z.string(), message: z.string() }),
});
