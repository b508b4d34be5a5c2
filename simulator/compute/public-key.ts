/**
 * Public keys as OpenSSH writes them: a type, the key in base64, and what people like to add.
 * Source: RFC 4253, section 6.6; RFC 5656, section 3.1; RFC 8709, section 4.
 */
import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';

const form = /^(\S+)[ \t]+(\S+)/;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The strings of which a key consists; undefined when it ends in the midst of one. */
function partsOf(blob: Buffer): Buffer[] | undefined {
  const parts: Buffer[] = [];
  for (let at = 0; at < blob.length;) {
    if (at + 4 > blob.length) return undefined;
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) return undefined;
    parts.push(blob.subarray(at + 4, end));
    at = end;
  }
  return parts;
}

const number = (part: Buffer | undefined) =>
  (part?.[0] === 0 ? part.subarray(1) : part)?.toString('base64url') ?? '';

/** What the parts after the type's name mean, by type; undefined when there are too few or many. */
const readers: Readonly<Record<string, (parts: readonly Buffer[]) => JsonWebKey | undefined>> = {
  'ssh-rsa': (parts) =>
    parts.length === 2 ? { kty: 'RSA', e: number(parts[0]), n: number(parts[1]) } : undefined,
  'ssh-ed25519': (parts) =>
    parts.length === 1
      ? { kty: 'OKP', crv: 'Ed25519', x: parts[0]?.toString('base64url') ?? '' }
      : undefined,
  'ecdsa-sha2-nistp256': (parts) => point(parts, 'nistp256', 'P-256', 32),
  'ecdsa-sha2-nistp384': (parts) => point(parts, 'nistp384', 'P-384', 48),
  'ecdsa-sha2-nistp521': (parts) => point(parts, 'nistp521', 'P-521', 66),
};

/** A point that is not compressed: 4, x, y. */
function point(
  [curve, at, ...rest]: readonly Buffer[],
  named: string,
  crv: string,
  size: number,
): JsonWebKey | undefined {
  if (rest.length > 0 || curve?.toString() !== named) return undefined;
  if (at?.length !== 1 + 2 * size || at[0] !== 4) return undefined;
  const [x, y] = [at.subarray(1, 1 + size), at.subarray(1 + size)];
  return { kty: 'EC', crv, x: x.toString('base64url'), y: y.toString('base64url') };
}

const isKey = (key: JsonWebKey): boolean => {
  try {
    createPublicKey({ key, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
};

/** MD5 of the key, two digits at a time; undefined when the text is no public key. */
export function fingerprintOf(text: string): string | undefined {
  const [, type = '', encoded = ''] = form.exec(text) ?? [];
  // The service itself splits at blanks only.
  if (!base64.test(encoded) || text.split(' ')[1]?.trim() !== encoded) return undefined;
  const blob = Buffer.from(encoded, 'base64');
  const [name, ...parts] = partsOf(blob) ?? [];
  const key = Object.hasOwn(readers, type) ? readers[type]?.(parts) : undefined;
  if (name?.toString() !== type || key === undefined || !isKey(key)) return undefined;
  return createHash('md5')
    .update(blob)
    .digest('hex')
    .replace(/..(?=.)/g, '$&:');
}
