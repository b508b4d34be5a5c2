/** How many alarms a tenant may have. Source: Telemetry Alarming API v2 (Aodh), "Quotas". */
import { z } from 'zod';

export const alarmQuota = z.strictObject({
  project_id: z.string(),
  quotas: z.array(z.strictObject({ resource: z.literal('alarms'), limit: z.int().min(-1) })),
});
