/** A complex query: its parts are JSON in text. Source: Telemetry Alarming API v2 (Aodh), "Query". */
import { z } from 'zod';

export const alarmQuery = z.strictObject({
  /** `{"and": [{"=": {"state": "alarm"}}, …]}` */
  filter: z.string().optional(),
  /** `[{"timestamp": "desc"}]` */
  orderby: z.string().optional(),
  limit: z.int().min(1).optional(),
});
export const orderBy = z.array(z.record(z.string(), z.enum(['asc', 'desc', 'ASC', 'DESC'])));
