/** Durations as they stand in files: `500ms`, `2s`, `5m`, `1.5h`. */

export const durationPattern = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)$/;

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds; the text has been checked against {@link durationPattern}. */
export function milliseconds(text: string): number {
  const [, number, unit = ''] = durationPattern.exec(text) ?? [];
  const factor = units[unit];
  if (number === undefined || factor === undefined) throw new TypeError(`no duration: ${text}`);
  return Math.round(Number(number) * factor);
}
