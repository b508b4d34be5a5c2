/** Pools of storage. Source: Block Storage API reference v3, "Back-end storage pools". */
import { z } from 'zod';

/** `GET /scheduler-stats/get_pools`; `capabilities` with `?detail=true`. */
export const poolsAnswer = z.looseObject({
  pools: z.array(
    z.looseObject({
      /** `host@backend#pool`. */
      name: z.string(),
      capabilities: z.looseObject({}).optional(),
    }),
  ),
});
export type PoolsAnswer = z.infer<typeof poolsAnswer>;

/** What a pool has; in words where it has no end or does not know it. */
const gibibytes = z.union([z.number(), z.string()]).optional();
/** `GET /scheduler-stats/get_pools?detail=true` */
export const poolsWithCapacityAnswer = z.looseObject({
  pools: z.array(
    z.looseObject({
      name: z.string(),
      capabilities: z.looseObject({
        total_capacity_gb: gibibytes,
        free_capacity_gb: gibibytes,
      }),
    }),
  ),
});
