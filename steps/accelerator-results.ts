/** What a channel makes of an item, computed by other means than the accelerator's. */
import { createDecipheriv, createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

/** What is needed beside the payload by operations that seal; others take no notice. */
export const sealing = { key: Buffer.alloc(32, 7), iv: Buffer.alloc(12, 9) };
/** So many KiB. */
export const large = (size: number): Buffer => Buffer.alloc(size * 1024, 'nfvi');

/** From a result to a text that can be compared. */
const results: Readonly<Record<string, (result: Buffer) => string | undefined>> = {
  copy: (result) => result.toString(),
  'sha-256': (result) => result.toString('hex'),
  deflate: (result) => unlessBroken(() => inflateRawSync(result).toString()),
  'aes-256-gcm': (result) =>
    unlessBroken(() => {
      const decipher = createDecipheriv('aes-256-gcm', sealing.key, sealing.iv);
      decipher.setAuthTag(result.subarray(-16));
      return Buffer.concat([decipher.update(result.subarray(0, -16)), decipher.final()]).toString();
    }),
};
function unlessBroken(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** What the result says; undefined when the operation does not make such a result. */
export const resultOf = (operation: string, result: Buffer): string | undefined =>
  results[operation]?.(result);

/** What the result of working on a text must say. */
export const expectedOf = (operation: string, text: string): string =>
  operation === 'sha-256' ? createHash('sha256').update(text).digest('hex') : text;
