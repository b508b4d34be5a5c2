/** Devices: boards of a host. Source: Accelerator API reference v2, "Devices"; Cyborg 16.0.1, recorded. */
import { z } from 'zod';
import { changedAt, links } from './wire-types.ts';

export const device = z.looseObject({
  uuid: z.string(),
  /** `FPGA`, `GPU`, `QAT` and others. */
  type: z.string(),
  vendor: z.string(),
  model: z.string(),
  /** Both in a form of the driver's own. */
  std_board_info: z.string().nullable(),
  vendor_board_info: z.string().nullable(),
  hostname: z.string(),
  /** `enabled` or `maintaining`; from 2.3. */
  status: z.string().optional(),
  links,
  created_at: z.string(),
  updated_at: changedAt,
});
/** Answered without a key around it. */
export type DeviceAnswer = z.infer<typeof device>;

export const devicesAnswer = z.looseObject({ devices: z.array(device) });
export type DevicesAnswer = z.infer<typeof devicesAnswer>;
