/** Hypervisors of compute. Source: Compute API reference, "Hypervisors". */
import { z } from 'zod';

const described = {
  hypervisor_hostname: z.string(),
  state: z.enum(['up', 'down']),
  status: z.enum(['enabled', 'disabled']),
};
/** `GET /os-hypervisors`, in every microversion. */
export const hypervisorsAnswer = z.looseObject({
  hypervisors: z.array(z.looseObject(described)),
});

/** `GET /os-hypervisors/detail`, 2.53 to 2.87: afterwards it tells no capacity. */
export const hypervisorsWithCapacityAnswer = z.looseObject({
  hypervisors: z.array(
    z.looseObject({
      ...described,
      id: z.string(),
      service: z.looseObject({ host: z.string() }),
      vcpus: z.int(),
      vcpus_used: z.int(),
      /** MiB */
      memory_mb: z.int(),
      memory_mb_used: z.int(),
      /** GiB */
      local_gb: z.int(),
      local_gb_used: z.int(),
    }),
  ),
  hypervisors_links: z.array(z.looseObject({ rel: z.string(), href: z.string() })).optional(),
});
