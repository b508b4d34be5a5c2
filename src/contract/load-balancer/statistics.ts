/** What a load balancer or one of its listeners has counted. Source: Load-balancer API reference v2. */
import { z } from 'zod';

export const statistics = z.looseObject({
  bytes_in: z.int(),
  bytes_out: z.int(),
  active_connections: z.int(),
  total_connections: z.int(),
  request_errors: z.int(),
});
export type Statistics = z.infer<typeof statistics>;

export const statisticsAnswer = z.looseObject({ stats: statistics });
export type StatisticsAnswer = z.infer<typeof statisticsAnswer>;
