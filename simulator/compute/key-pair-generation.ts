/**
 * Pairs that the service makes itself, before 2.92. They are Ed25519, where a real one makes RSA: an
 * Ed25519 key is any 32 bytes, so that the same seed gives the same pair.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { Ids } from '../kernel/ids.ts';

export interface GeneratedPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

const type = 'ssh-ed25519';
const comment = 'Generated-by-Nova';

/** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410, section 7). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

const text = (part: string | Buffer): Buffer => {
  const bytes = Buffer.from(part);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

export function generateKeyPair(ids: Ids): GeneratedPair {
  const secret = Buffer.from(ids.hex32() + ids.hex32(), 'hex');
  const key = createPrivateKey({
    key: Buffer.concat([pkcs8Head, secret]),
    format: 'der',
    type: 'pkcs8',
  });
  const point = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url');
  const blob = Buffer.concat([text(type), text(point)]);
  return {
    publicKey: `${type} ${blob.toString('base64')} ${comment}`,
    privateKey: openSsh(
      blob,
      Buffer.concat([text(point), text(Buffer.concat([secret, point]))]),
      ids,
    ),
  };
}

/** The private key without a passphrase. Source: OpenSSH, PROTOCOL.key. */
function openSsh(publicKey: Buffer, pair: Buffer, ids: Ids): string {
  const check = uint32(ids.between(0, 2 ** 32 - 1));
  const inner = Buffer.concat([check, check, text(type), pair, text(comment)]);
  const padding = Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, (8 - (inner.length % 8)) % 8));
  const whole = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    text('none'),
    text('none'),
    text(''),
    uint32(1),
    text(publicKey),
    text(Buffer.concat([inner, padding])),
  ]);
  const lines = whole.toString('base64').replace(/.{70}/g, '$&\n');
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines}\n-----END OPENSSH PRIVATE KEY-----\n`;
}
