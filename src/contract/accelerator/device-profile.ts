/**
 * Device profiles: what a flavour may name in its extra spec `accel:device_profile`.
 * Source: Accelerator API reference v2, "Device profiles"; Cyborg 16.0.1, recorded.
 */
import { z } from 'zod';
import { changedAt, links } from './wire-types.ts';

/** The extra spec of a flavour that names one. */
export const deviceProfileSpec = 'accel:device_profile';

/** `resources:FPGA`: how many; `trait:CUSTOM_…`: `required` or `forbidden`; `accel:…`: of the driver. */
const groups = z.array(z.record(z.string(), z.string()));

export const deviceProfile = z.looseObject({
  uuid: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  groups,
  created_at: z.string(),
  updated_at: changedAt,
  links,
});
/** As creation answers; one that is shown has a key around it. */
export type DeviceProfileAnswer = z.infer<typeof deviceProfile>;

export const shownDeviceProfileAnswer = z.looseObject({ device_profile: deviceProfile });

export const deviceProfilesAnswer = z.looseObject({ device_profiles: z.array(deviceProfile) });
export type DeviceProfilesAnswer = z.infer<typeof deviceProfilesAnswer>;

/** A list, of exactly one. What else its entry has is left out of the profile. */
export const createDeviceProfileRequest = z.tuple([
  z.looseObject({
    name: z.string().regex(/^[a-zA-Z0-9-_]+$/),
    description: z.string().nullable().optional(),
    uuid: z.uuid().optional(),
    groups: groups.min(1),
  }),
]);
export type CreateDeviceProfileRequest = z.infer<typeof createDeviceProfileRequest>;
