/** The programs of compute. Source: Compute API reference, "Compute services". */
import { z } from 'zod';
import { hostText, oneOf, shortText } from './formats.ts';
import { wireBoolean } from './wire-types.ts';

export const hostService = z.looseObject({
  /** A uuid from 2.53. */
  id: z.union([z.int(), z.string()]),
  binary: z.string(),
  host: z.string(),
  zone: z.string(),
  status: z.enum(['enabled', 'disabled']),
  state: z.enum(['up', 'down']),
  disabled_reason: z.string().nullable(),
  /** From 2.11. */
  forced_down: z.boolean().optional(),
});
export type HostService = z.infer<typeof hostService>;
export const hostServicesAnswer = z.looseObject({ services: z.array(hostService) });
export const hostServiceAnswer = z.looseObject({ service: hostService });
export type HostServiceAnswer = z.infer<typeof hostServiceAnswer>;

const which = { host: hostText, binary: z.string().min(1).max(255) };
/** `PUT /os-services/enable` and `/disable` before 2.53. */
export const switchServiceRequest = z.strictObject(which);
/** `PUT /os-services/disable-log-reason` before 2.53. */
export const disableServiceRequest = z.strictObject({
  ...which,
  disabled_reason: shortText(255).min(1, { error: 'is too short' }),
});
/** `PUT /os-services/force-down`, 2.11 to 2.52. */
export const forceDownRequest = z.strictObject({ ...which, forced_down: wireBoolean });
/** `PUT /os-services/{uuid}` from 2.53. */
export const updateServiceRequest = z.strictObject({
  status: oneOf('enabled', 'disabled').optional(),
  disabled_reason: shortText(255).min(1, { error: 'is too short' }).optional(),
  forced_down: wireBoolean.optional(),
});
