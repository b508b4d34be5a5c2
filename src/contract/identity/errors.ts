/** How the identity service refuses. Source: Identity API reference, "HTTP status codes"; OpenStack Zed, recorded. */
import { z } from 'zod';

export const identityError = z.looseObject({
  error: z.looseObject({ code: z.int(), message: z.string(), title: z.string() }),
});
export type IdentityError = z.infer<typeof identityError>;
