/** Times of NTP: seconds since 1900 in 32.32 fixed point, which begin anew every 136 years (RFC 5905 §6). */

const secondsTo1970 = 2_208_988_800n;
const era = 2n ** 64n;
const fraction = 2 ** 32;

/** @param ms milliseconds since 1970, with fractions */
export function timestampOf(ms: number): bigint {
  const seconds = Math.floor(ms / 1000);
  const rest = Math.floor((ms / 1000 - seconds) * fraction);
  return BigInt.asUintN(64, ((BigInt(seconds) + secondsTo1970) << 32n) + BigInt(rest));
}

/**
 * @param near milliseconds since 1970; of all eras the one is meant that comes closest
 * @returns milliseconds since 1970, with fractions
 */
export function millisecondsOf(timestamp: bigint, near: number): number {
  const distance = BigInt.asIntN(64, (timestamp % era) - timestampOf(near));
  return near + (Number(distance) / fraction) * 1000;
}
