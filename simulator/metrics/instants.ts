/** Instants as the metrics service reads and writes them. */

/** `2026-01-01T00:00:00+00:00`, with a fraction when there is one. */
export function isoInstant(at: number): string {
  const text = new Date(at).toISOString().slice(0, -1);
  return `${text.endsWith('.000') ? text.slice(0, -4) : `${text}000`}+00:00`;
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const span = /^([+-]?\s*\d+(?:\.\d+)?)\s*(s|m|h|d|w)\w*$/;

/** A span of time in seconds: `60`, `1 minute`, `-10 seconds`; undefined when it is none. */
export function secondsOf(text: string): number | undefined {
  const plain = text.trim() === '' ? NaN : Number(text);
  if (Number.isFinite(plain)) return plain;
  const [, amount = '', unit = ''] = span.exec(text.trim().toLowerCase()) ?? [];
  const factor = units[unit];
  return factor === undefined ? undefined : Number(amount.replaceAll(/\s/g, '')) * factor;
}

/** The last that 64 bits of nanoseconds hold, as the service keeps instants. */
const last = Date.UTC(2262, 0, 1);
const possible = (at: number): number | undefined => (at >= 0 && at < last ? at : undefined);

/**
 * Seconds since the epoch, ISO 8601 (UTC without a zone), or a span from now.
 * @returns milliseconds since the epoch; undefined when it is none of them
 */
export function instantOf(value: string | number, now: number): number | undefined {
  const plain = typeof value === 'number' ? value : value.trim() === '' ? NaN : Number(value);
  if (Number.isFinite(plain)) return possible(Math.round(plain * 1000));
  const text = String(value).trim();
  if (text === 'now') return now;
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) {
    const hasZone = /(?:z|[+-]\d{2}:?\d{2})$/i.test(text.slice(10));
    const utc = text.length === 10 || hasZone ? text : `${text}Z`;
    return possible(Date.parse(utc.replace(' ', 'T')));
  }
  const seconds = secondsOf(text);
  return seconds === undefined ? undefined : possible(now + seconds * 1000);
}
