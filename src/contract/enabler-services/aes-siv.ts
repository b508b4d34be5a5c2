/** AEAD_AES_SIV_CMAC_256 (RFC 5297), which node:crypto does not have. */
import { createCipheriv, timingSafeEqual } from 'node:crypto';
import { aes128Cmac, doubled } from './cmac.ts';

const blockLength = 16;
/** One half is for the proof, the other for the encryption. */
export const sivKeyLength = 32;

const mixed = (one: Uint8Array, other: Uint8Array): Buffer =>
  Buffer.from(one.map((byte, n) => byte ^ (other[n] ?? 0)));

/** The proof of all that is given (§2.4), which is the counter of the encryption, too. */
function proofOf(key: Uint8Array, beside: readonly Uint8Array[], plain: Uint8Array): Uint8Array {
  const half = key.subarray(0, blockLength);
  const sum = beside.reduce<Buffer>(
    (d, each) => mixed(doubled(d), aes128Cmac(half, each)),
    Buffer.from(aes128Cmac(half, Buffer.alloc(blockLength))),
  );
  if (plain.length >= blockLength) {
    const at = plain.length - blockLength;
    return aes128Cmac(half, Buffer.concat([plain.subarray(0, at), mixed(plain.subarray(at), sum)]));
  }
  const padded = Buffer.alloc(blockLength);
  padded.set(plain);
  padded[plain.length] = 0x80;
  return aes128Cmac(half, mixed(doubled(sum), padded));
}

function crypted(key: Uint8Array, proof: Uint8Array, bytes: Uint8Array): Buffer {
  const counter = Buffer.from(proof);
  // Two bits are left out, so that counters of 32 bits do not overflow (§2.5).
  counter[8] = (counter[8] ?? 0) & 0x7f;
  counter[12] = (counter[12] ?? 0) & 0x7f;
  return createCipheriv('aes-128-ctr', key.subarray(blockLength), counter).update(bytes);
}

/**
 * @param key of 32 bytes
 * @param beside what is proved and not encrypted, a nonce last
 */
export function seal(
  key: Uint8Array,
  beside: readonly Uint8Array[],
  plain: Uint8Array,
): Uint8Array {
  const proof = proofOf(key, beside, plain);
  return Buffer.concat([proof, crypted(key, proof, plain)]);
}

/** @returns undefined when who sealed it did not know the key, or something was changed since */
export function unseal(
  key: Uint8Array,
  beside: readonly Uint8Array[],
  sealed: Uint8Array,
): Uint8Array | undefined {
  if (sealed.length < blockLength) return undefined;
  const proof = sealed.subarray(0, blockLength);
  const plain = crypted(key, proof, sealed.subarray(blockLength));
  return timingSafeEqual(proof, proofOf(key, beside, plain)) ? plain : undefined;
}
