/** Instants as the identity service writes and reads them. */
import { badRequest } from '../kernel/fault.ts';

/** Tokens have whole seconds: `2026-01-01T00:00:00.000000Z`. */
export const instantText = (ms: number): string => `${naiveText(ms)}Z`;

/** Application credentials are without a zone: `2026-01-01T00:00:00.000000`. */
export const naiveText = (ms: number): string =>
  new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', '.000000');

const malformed =
  'Timestamp not in expected format. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.';
const past =
  "The 'expires_at' must not be before now. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.";

const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;

/**
 * Reads when something shall expire; without a zone it is UTC.
 * @throws Fault 400 when it is no instant, or lies in the past
 */
export function readExpiry(text: string, now: number): number {
  const zoned = form.exec(text);
  if (zoned === null) throw badRequest(malformed);
  const instant = Date.parse(zoned[1] === undefined ? `${text}Z` : text);
  if (Number.isNaN(instant)) throw badRequest(malformed);
  if (instant < now) throw badRequest(past);
  return instant;
}
