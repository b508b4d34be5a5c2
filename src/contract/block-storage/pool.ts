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
