/** AES-128-CMAC (RFC 4493), which node:crypto does not have. */
import { createCipheriv } from 'node:crypto';

const blockLength = 16;

/** Double in the field of a block of 16 bytes: one bit to the left, and what falls out comes back. */
export function doubled(block: Uint8Array): Buffer {
  const out = Buffer.alloc(blockLength);
  for (let n = 0; n < blockLength; n += 1) {
    out[n] = ((block[n] ?? 0) << 1) | ((block[n + 1] ?? 0) >> 7);
  }
  if (((block[0] ?? 0) & 0x80) !== 0) out[blockLength - 1] = (out[blockLength - 1] ?? 0) ^ 0x87;
  return out;
}

/** @param key of 16 bytes */
export function aes128Cmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  const encrypt = (mode: 'ecb' | 'cbc', data: Uint8Array): Buffer => {
    const cipher = createCipheriv(
      `aes-128-${mode}`,
      key,
      mode === 'ecb' ? null : Buffer.alloc(blockLength),
    ).setAutoPadding(false);
    return Buffer.concat([cipher.update(data), cipher.final()]);
  };
  const first = doubled(encrypt('ecb', Buffer.alloc(blockLength)));
  const whole = message.length > 0 && message.length % blockLength === 0;
  const length = Math.max(1, Math.ceil(message.length / blockLength)) * blockLength;
  const padded = Buffer.alloc(length);
  padded.set(message);
  if (!whole) padded[message.length] = 0x80;
  const mask = whole ? first : doubled(first);
  for (let n = 0; n < blockLength; n += 1) {
    const at = length - blockLength + n;
    padded[at] = (padded[at] ?? 0) ^ (mask[n] ?? 0);
  }
  return encrypt('cbc', padded).subarray(-blockLength);
}
