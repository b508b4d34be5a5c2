/** The data of images that a run makes: told by its size alone, so that its sums can be computed again. */
import { createHash } from 'node:crypto';
import type { Image } from '../contract/image/image.ts';

/** So many bytes, no two neighbours of which are equal: what is cut or moved has other sums. */
export function contentOf(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i += 1) bytes[i] = i * 31 + (i >>> 8);
  return bytes;
}

/** Nothing larger is compared: it is not of a run. */
const largest = 16 * 1024 * 1024;
const known = new Map<string, string>();

function sumOf(algorithm: string, bytes: number): string {
  const key = `${algorithm} ${String(bytes)}`;
  const sum = known.get(key) ?? createHash(algorithm).update(contentOf(bytes)).digest('hex');
  known.set(key, sum);
  return sum;
}

/** What features call data whose sums are those of what was given. */
export const intact = 'as it was given';
const damaged = 'other than it was given';

/** Compares data that was had back with what was given. */
export const compareContent = (data: Uint8Array): string =>
  Buffer.compare(data, contentOf(data.byteLength)) === 0 ? intact : damaged;

/**
 * Compares the sums that the service shows with our own. MD5 is in `checksum`; which algorithm the
 * other one has, the cloud chooses and says.
 * @returns undefined for what has no data yet, or more than a run ever gives
 */
export function judgeContent({ size, checksum, ...image }: Image): string | undefined {
  const { os_hash_algo: algorithm, os_hash_value: value } = image;
  if (size === null || size > largest) return undefined;
  if (checksum === null && value === null) return damaged;
  const md5IsRight = checksum === null || checksum === sumOf('md5', size);
  const otherIsRight = value === null || algorithm === null || value === sumOf(algorithm, size);
  return md5IsRight && otherIsRight ? intact : damaged;
}
