/**
 * Accelerator requests (ARQs): one accelerator each, for one server.
 * Source: Accelerator API reference v2, "Accelerator requests"; Cyborg 16.0.1, recorded.
 */
import { z } from 'zod';
import { changedAt, links } from './wire-types.ts';

export const arqStates = [
  'Initial',
  'BindStarted',
  'Bound',
  'Unbound',
  'BindFailed',
  'UnbindFailed',
  'Deleting',
] as const;
export type ArqState = (typeof arqStates)[number];

export const acceleratorRequest = z.looseObject({
  uuid: z.string(),
  state: z.enum(arqStates),
  device_profile_name: z.string(),
  /** Which group of the profile it is for. */
  device_profile_group_id: z.int(),
  hostname: z.string().nullable(),
  /** Of the deployable, in placement. */
  device_rp_uuid: z.string().nullable(),
  instance_uuid: z.string().nullable(),
  project_id: z.string().nullable(),
  /** `PCI`, `MDEV`, `TEST_PCI`; empty until it is bound. */
  attach_handle_type: z.string(),
  attach_handle_uuid: z.string().nullable(),
  attach_handle_info: z.record(z.string(), z.string()),
  links,
  created_at: z.string(),
  updated_at: changedAt,
});
/** Answered without a key around it. */
export type AcceleratorRequestAnswer = z.infer<typeof acceleratorRequest>;

export const acceleratorRequestsAnswer = z.looseObject({ arqs: z.array(acceleratorRequest) });
export type AcceleratorRequestsAnswer = z.infer<typeof acceleratorRequestsAnswer>;

export const createAcceleratorRequest = z.looseObject({ device_profile_name: z.string() });

/** The fields that a bind gives; from 2.1 administrators may give `project_id` too. */
export const bindFields = ['hostname', 'device_rp_uuid', 'instance_uuid'] as const;

/** `PATCH /accelerator_requests`: the uuid of a request → what is done with it; all `add` or all `remove`. */
export const patchAcceleratorRequests = z.record(
  z.string(),
  z.array(z.looseObject({ path: z.string(), op: z.string(), value: z.string().optional() })),
);
export type PatchAcceleratorRequests = z.infer<typeof patchAcceleratorRequests>;
