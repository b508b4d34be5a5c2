/** How alarming refuses: what its framework says, wrapped once more. Source: Aodh, its middleware. */
import { z } from 'zod';

export const alarmingError = z.looseObject({
  error_message: z.looseObject({ faultcode: z.string(), faultstring: z.string() }),
});
