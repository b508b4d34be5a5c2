/** What NTS adds to packets of NTP: who asks, a cookie, and a proof over all before it (RFC 8915 §5). */
import { seal, unseal } from './aes-siv.ts';
import { Malformed } from './malformed.ts';
import { encodeNtp, type ExtensionField, type NtpPacket } from './ntp.ts';

export const ntsFields = { identifier: 0x0104, cookie: 0x0204, authenticator: 0x0404 } as const;

const headLength = 4;
/** Shorter fields than this are none (RFC 7822). */
const shortestBody = 12;
const padded = (bytes: Uint8Array, least = 0): Buffer => {
  const whole = Buffer.alloc(Math.max(least, Math.ceil(bytes.length / 4) * 4));
  whole.set(bytes);
  return whole;
};
export const field = (type: number, body: Uint8Array): ExtensionField => ({
  type,
  body: Uint8Array.from(padded(body, shortestBody)),
});
export const bodyOf = (packet: NtpPacket, type: number): Uint8Array | undefined =>
  packet.extensions.find((each) => each.type === type)?.body;

const encodeFields = (fields: readonly ExtensionField[]): Buffer =>
  Buffer.concat(
    fields.map(({ type, body }) => {
      const head = Buffer.alloc(headLength);
      head.writeUInt16BE(type);
      head.writeUInt16BE(headLength + body.length, 2);
      return Buffer.concat([head, body]);
    }),
  );
function decodeFields(buffer: Buffer): readonly ExtensionField[] {
  const fields: ExtensionField[] = [];
  for (let at = 0; at < buffer.length;) {
    const end = at + (buffer.length < at + headLength ? 0 : buffer.readUInt16BE(at + 2));
    if (end < at + headLength || end > buffer.length) {
      throw new Malformed(`an encrypted field at byte ${String(at)} that is none`);
    }
    const body = Uint8Array.from(buffer.subarray(at + headLength, end));
    fields.push({ type: buffer.readUInt16BE(at), body });
    at = end;
  }
  return fields;
}

/**
 * The packet with the proof that its sender knows the key.
 * @param nonce of 16 bytes, another one each time
 * @param hidden fields that nobody else reads
 */
export function proved(
  packet: NtpPacket,
  key: Uint8Array,
  nonce: Uint8Array,
  hidden: readonly ExtensionField[] = [],
): NtpPacket {
  const sealed = seal(key, [encodeNtp(packet), nonce], encodeFields(hidden));
  const lengths = Buffer.alloc(headLength);
  lengths.writeUInt16BE(nonce.length);
  lengths.writeUInt16BE(sealed.length, 2);
  const body = Buffer.concat([lengths, padded(nonce), padded(sealed)]);
  const { authenticator } = ntsFields;
  return { ...packet, extensions: [...packet.extensions, field(authenticator, body)] };
}

/**
 * The hidden fields of a packet whose sender knows the key; undefined: it does not prove that.
 * @throws Malformed when what is proved is no row of fields
 */
export function hiddenIn(
  packet: NtpPacket,
  key: Uint8Array,
): readonly ExtensionField[] | undefined {
  const at = packet.extensions.findIndex(({ type }) => type === ntsFields.authenticator);
  const body = Buffer.from(packet.extensions[at]?.body ?? []);
  if (body.length < headLength) return undefined;
  const nonceEnd = headLength + body.readUInt16BE(0);
  const sealedAt = headLength + Math.ceil(body.readUInt16BE(0) / 4) * 4;
  const sealedEnd = sealedAt + body.readUInt16BE(2);
  if (sealedEnd > body.length) return undefined;
  const { mac: _, ...rest } = packet;
  const before = encodeNtp({ ...rest, extensions: packet.extensions.slice(0, at) });
  const nonce = body.subarray(headLength, nonceEnd);
  const plain = unseal(key, [before, nonce], body.subarray(sealedAt, sealedEnd));
  return plain === undefined ? undefined : decodeFields(Buffer.from(plain));
}
