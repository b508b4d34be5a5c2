/** How long to wait before an overloaded target is asked again (RFC 9110 §10.2.3, 503 and 429). */

const first = 500;
const longest = 8_000;
/** A target that says 0 must not be hammered. */
const shortest = 100;

/**
 * Milliseconds until the next try.
 * @param tries how many were made
 * @param now the clock's instant, for a date in a header
 */
export function waitBeforeRetry(
  headers: Readonly<Record<string, string>>,
  tries: number,
  now: number,
): number {
  const said = headers['retry-after']?.trim();
  if (said !== undefined && /^\d{1,9}$/.test(said)) return Math.max(shortest, Number(said) * 1000);
  const until = said === undefined ? NaN : Date.parse(said);
  if (!Number.isNaN(until)) {
    // The date is by the target's clock, and so is its Date header.
    const there = Date.parse(headers['date'] ?? '');
    return Math.max(shortest, until - (Number.isNaN(there) ? now : there));
  }
  return Math.min(longest, first * 2 ** (tries - 1));
}
