/** How alarming refuses: what one of its two frameworks says, wrapped once more. Source: Aodh, its middleware. */
import { z } from 'zod';

const ofTypes = z.looseObject({ faultcode: z.string(), faultstring: z.string() });
/** Who may not, and paths that do not exist. */
const ofRouting = z.looseObject({ code: z.int(), title: z.string(), description: z.string() });

export const alarmingError = z.looseObject({ error_message: z.union([ofTypes, ofRouting]) });

export const alarmingFaultText = ({
  error_message: said,
}: z.infer<typeof alarmingError>): string =>
  'faultstring' in said ? String(said.faultstring) : String(said['description']);
