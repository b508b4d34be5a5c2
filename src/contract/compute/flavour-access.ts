/** Which tenants a private flavour is granted to. Source: Compute API reference, "Flavors access". */
import { z } from 'zod';

/** `GET …/os-flavor-access` and the answer to both actions. */
export const flavorAccessAnswer = z.looseObject({
  flavor_access: z.array(z.looseObject({ flavor_id: z.string(), tenant_id: z.string() })),
});
export type FlavorAccessAnswer = z.infer<typeof flavorAccessAnswer>;

const tenant = z.strictObject({
  tenant: z.string().min(1, { error: 'is too short' }).max(255, { error: 'is too long' }),
});

/** `POST /flavors/{id}/action`. */
export const addTenantAccessRequest = z.strictObject({ addTenantAccess: tenant });
/** `POST /flavors/{id}/action`. */
export const removeTenantAccessRequest = z.strictObject({ removeTenantAccess: tenant });
