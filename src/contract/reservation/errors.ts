/**
 * How the reservation service refuses. What it judges has a code, a message and a name, which is mostly the
 * code again; what the framework beneath it judges has an `error` and a message.
 * Source: Blazar 17.0.0 (2026.1), recorded.
 */
import { z } from 'zod';

const judged = z.looseObject({
  error_code: z.int(),
  error_message: z.string(),
  error_name: z.union([z.int(), z.string()]),
});
const ofFramework = z.looseObject({ error: z.int(), error_message: z.string() });

export const reservationError = z.union([judged, ofFramework]);
