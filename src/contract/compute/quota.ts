/** What a tenant may have of compute. Source: Compute API reference, "Quota sets". */
import { z } from 'zod';

const detail = z.looseObject({ limit: z.int(), in_use: z.int() });

/** `GET /os-quota-sets/{tenant}/detail`. Key pairs belong to users, so that none are counted here. */
export const quotaDetailsAnswer = z.looseObject({
  quota_set: z.looseObject({ instances: detail, cores: detail, ram: detail, key_pairs: detail }),
});

/** `PUT /os-quota-sets/{tenant}`; the answer has the same form. */
export const quotaChanged = z.looseObject({ quota_set: z.looseObject({ instances: z.int() }) });
