/** NTP packets: header, extension fields and authentication code (RFC 5905 §7.3 and §7.5, RFC 7822). */
import { Malformed } from './malformed.ts';

export const headerLength = 48;
/** Who asks, and who answers. */
export const modes = { client: 3, server: 4 } as const;
/** A leap indicator: the server's own clock is not set. */
export const notSynchronised = 3;

export interface ExtensionField {
  readonly type: number;
  /** Without type and length; a multiple of 4 bytes, at least 12. */
  readonly body: Uint8Array;
}

export interface NtpPacket {
  /** 0 none, 1 and 2 a leap second is announced, 3 not synchronised. */
  readonly leap: number;
  readonly version: number;
  readonly mode: number;
  /** 0 none or a kiss code, 1 has a reference clock, 2–15 by way of others, 16 and more none. */
  readonly stratum: number;
  /** Logarithm to base 2 of seconds. */
  readonly poll: number;
  readonly precision: number;
  /** To the reference clock, in seconds. */
  readonly rootDelay: number;
  readonly rootDispersion: number;
  readonly referenceId: number;
  /** Timestamps; see ntp-time.ts. */
  readonly reference: bigint;
  readonly origin: bigint;
  readonly receive: bigint;
  readonly transmit: bigint;
  readonly extensions: readonly ExtensionField[];
  /** A key number of 0 without digest says that a request was not authentic (crypto-NAK). */
  readonly mac?: { readonly keyId: number; readonly digest: Uint8Array };
}

/** The header alone, all zero but what is given. */
export const emptyPacket: NtpPacket = {
  leap: 0,
  version: 4,
  mode: modes.client,
  stratum: 0,
  poll: 0,
  precision: 0,
  rootDelay: 0,
  rootDispersion: 0,
  referenceId: 0,
  reference: 0n,
  origin: 0n,
  receive: 0n,
  transmit: 0n,
  extensions: [],
};

const shortFormat = 2 ** 16;
/** Key number and digest; what is longer is an extension field (RFC 7822). */
const macLengths = [0, 4, 20, 24];

/** @throws Malformed that says where it breaks off */
export function decodeNtp(bytes: Uint8Array): NtpPacket {
  if (bytes.length < headerLength) {
    throw new Malformed(
      `${String(bytes.length)} bytes, where a header has ${String(headerLength)}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getUint8(0);
  const extensions: ExtensionField[] = [];
  let at = headerLength;
  while (bytes.length - at > 24) {
    const length = view.getUint16(at + 2);
    if (length < 16 || length % 4 !== 0 || at + length > bytes.length) {
      throw new Malformed(`an extension field at byte ${String(at)} of length ${String(length)}`);
    }
    extensions.push({ type: view.getUint16(at), body: bytes.slice(at + 4, at + length) });
    at += length;
  }
  const left = bytes.length - at;
  if (!macLengths.includes(left)) {
    throw new Malformed(
      `${String(left)} bytes after byte ${String(at)} that are no authentication`,
    );
  }
  return {
    leap: first >> 6,
    version: (first >> 3) & 7,
    mode: first & 7,
    stratum: view.getUint8(1),
    poll: view.getInt8(2),
    precision: view.getInt8(3),
    rootDelay: view.getInt32(4) / shortFormat,
    rootDispersion: view.getUint32(8) / shortFormat,
    referenceId: view.getUint32(12),
    reference: view.getBigUint64(16),
    origin: view.getBigUint64(24),
    receive: view.getBigUint64(32),
    transmit: view.getBigUint64(40),
    extensions,
    ...(left === 0 ? {} : { mac: { keyId: view.getUint32(at), digest: bytes.slice(at + 4) } }),
  };
}

/** What is too large for its field keeps its lower bits. */
export function encodeNtp(packet: NtpPacket): Uint8Array {
  const fields = packet.extensions.reduce((sum, { body }) => sum + 4 + body.length, 0);
  const { mac } = packet;
  const bytes = new Uint8Array(
    headerLength + fields + (mac === undefined ? 0 : 4 + mac.digest.length),
  );
  const view = new DataView(bytes.buffer);
  view.setUint8(0, (packet.leap << 6) | ((packet.version & 7) << 3) | (packet.mode & 7));
  view.setUint8(1, packet.stratum);
  view.setInt8(2, packet.poll);
  view.setInt8(3, packet.precision);
  view.setInt32(4, packet.rootDelay * shortFormat);
  view.setUint32(8, packet.rootDispersion * shortFormat);
  view.setUint32(12, packet.referenceId);
  view.setBigUint64(16, packet.reference);
  view.setBigUint64(24, packet.origin);
  view.setBigUint64(32, packet.receive);
  view.setBigUint64(40, packet.transmit);
  let at = headerLength;
  for (const { type, body } of packet.extensions) {
    view.setUint16(at, type);
    view.setUint16(at + 2, 4 + body.length);
    bytes.set(body, at + 4);
    at += 4 + body.length;
  }
  if (mac !== undefined) {
    view.setUint32(at, mac.keyId);
    bytes.set(mac.digest, at + 4);
  }
  return bytes;
}

/** Four letters with which a server says why it gives no time, for example `RATE` (RFC 5905 §7.4). */
export function kissCodeOf({ stratum, referenceId }: NtpPacket): string | undefined {
  if (stratum !== 0) return undefined;
  const letters = [24, 16, 8, 0].map((shift) => String.fromCharCode((referenceId >>> shift) & 255));
  const code = letters.join('').replace(/\0+$/, '');
  return /^[A-Z0-9]{3,4}$/.test(code) ? code : undefined;
}

/** The number that stands for a kiss code. */
export const referenceIdOf = (code: string): number =>
  Buffer.from(code.padEnd(4, '\0'), 'latin1').readUInt32BE(0);
