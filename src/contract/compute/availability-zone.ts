/** Zones of compute. Source: Compute API reference, "Availability zones". */
import { z } from 'zod';

export const availabilityZonesAnswer = z.looseObject({
  availabilityZoneInfo: z.array(
    z.looseObject({
      zoneName: z.string(),
      zoneState: z.looseObject({ available: z.boolean() }),
      /** Host → its programs; null without details. */
      hosts: z.record(z.string(), z.record(z.string(), z.looseObject({}))).nullable(),
    }),
  ),
});
