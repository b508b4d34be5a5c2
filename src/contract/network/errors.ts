/** How the network service refuses. Source: Networking API reference, "Faults"; recorded. */
import { z } from 'zod';

export const networkError = z.looseObject({
  NeutronError: z.looseObject({ type: z.string(), message: z.string(), detail: z.string() }),
});
export type NetworkError = z.infer<typeof networkError>;
