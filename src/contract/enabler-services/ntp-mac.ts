/** Authentication of NTP by keys that both sides share (RFC 5905 §7.3, RFC 8573). */
import { createHash, timingSafeEqual } from 'node:crypto';
import { aes128Cmac } from './cmac.ts';
import { encodeNtp, type NtpPacket } from './ntp.ts';

export const keyAlgorithms = ['md5', 'sha1', 'sha256', 'aes-128-cmac'] as const;
export type KeyAlgorithm = (typeof keyAlgorithms)[number];

export interface SymmetricKey {
  readonly id: number;
  readonly algorithm: KeyAlgorithm;
  /** Of `aes-128-cmac` 16 bytes. */
  readonly secret: Uint8Array;
}

/** Version 4 has room for so many bytes; longer digests lose their end (RFC 7822). */
const longestDigest = 20;

function digestOf(packet: NtpPacket, { algorithm, secret }: SymmetricKey): Uint8Array {
  const { mac: _, ...plain } = packet;
  const bytes = encodeNtp(plain);
  if (algorithm === 'aes-128-cmac') return aes128Cmac(secret, bytes);
  return createHash(algorithm).update(secret).update(bytes).digest().subarray(0, longestDigest);
}

/** The packet with the proof that its sender knows the key. */
export const withMac = (packet: NtpPacket, key: SymmetricKey): NtpPacket => ({
  ...packet,
  mac: { keyId: key.id, digest: digestOf(packet, key) },
});

/** Whether the sender of the packet knows the key. */
export function provesKey(packet: NtpPacket, key: SymmetricKey): boolean {
  const { mac } = packet;
  if (mac?.keyId !== key.id) return false;
  const due = digestOf(packet, key);
  return mac.digest.length === due.length && timingSafeEqual(mac.digest, due);
}
