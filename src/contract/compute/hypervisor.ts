/** Hypervisors of compute: `GET /os-hypervisors`, Compute API 2.1; in every microversion. */
import { z } from 'zod';

export const hypervisorsAnswer = z.looseObject({
  hypervisors: z.array(
    z.looseObject({
      hypervisor_hostname: z.string(),
      state: z.enum(['up', 'down']),
      status: z.enum(['enabled', 'disabled']),
    }),
  ),
});
