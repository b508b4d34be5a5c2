/** How keys for NTP are agreed upon: records over TLS (RFC 8915 §4). */
import { Malformed } from './malformed.ts';

/** The name of the protocol in TLS, and its port. */
export const ntsProtocol = 'ntske/1';
/** AEAD_AES_SIV_CMAC_256, which all must know (§5.1), and NTPv4. */
export const aesSivCmac256 = 15;
export const ntpVersion4 = 0;

export const recordTypes = {
  end: 0,
  protocols: 1,
  error: 2,
  warning: 3,
  algorithms: 4,
  cookie: 5,
  server: 6,
  port: 7,
} as const;

export interface KeyRecord {
  readonly type: number;
  /** Who does not know it must not go on. */
  readonly critical: boolean;
  readonly body: Uint8Array;
}

const criticalBit = 0x8000;
const headLength = 4;

/** @throws Malformed that says where it breaks off */
export function decodeRecords(bytes: Uint8Array): readonly KeyRecord[] {
  const buffer = Buffer.from(bytes);
  const records: KeyRecord[] = [];
  let at = 0;
  while (records.at(-1)?.type !== recordTypes.end || records.length === 0) {
    if (buffer.length < at + headLength) {
      throw new Malformed(`${String(buffer.length)} bytes, and the end of the records is missing`);
    }
    const first = buffer.readUInt16BE(at);
    const end = at + headLength + buffer.readUInt16BE(at + 2);
    if (end > buffer.length)
      throw new Malformed(`a record at byte ${String(at)} that is cut short`);
    records.push({
      type: first & ~criticalBit,
      critical: (first & criticalBit) !== 0,
      body: Uint8Array.from(buffer.subarray(at + headLength, end)),
    });
    at = end;
  }
  if (at < buffer.length) throw new Malformed(`it goes on after its end at byte ${String(at)}`);
  return records;
}

export const encodeRecords = (records: readonly KeyRecord[]): Uint8Array =>
  Buffer.concat(
    records.map(({ type, critical, body }) => {
      const head = Buffer.alloc(headLength);
      head.writeUInt16BE(critical ? type | criticalBit : type);
      head.writeUInt16BE(body.length, 2);
      return Buffer.concat([head, body]);
    }),
  );

/** Numbers of 16 bits, as most records hold. */
export const numbersOf = (body: Uint8Array): readonly number[] => {
  const buffer = Buffer.from(body);
  return Array.from({ length: Math.floor(buffer.length / 2) }, (_, n) =>
    buffer.readUInt16BE(2 * n),
  );
};
export const numbered = (type: number, numbers: readonly number[], critical = true): KeyRecord => {
  const body = Buffer.alloc(2 * numbers.length);
  numbers.forEach((number, n) => body.writeUInt16BE(number, 2 * n));
  return { type, critical, body };
};
export const endRecord: KeyRecord = {
  type: recordTypes.end,
  critical: true,
  body: new Uint8Array(0),
};

/** What both sides take from TLS for one direction (§5.1). */
export const exporterLabel = 'EXPORTER-network-time-security';
export const exporterContext = (direction: 'c2s' | 's2c'): Uint8Array =>
  Uint8Array.of(0, ntpVersion4, 0, aesSivCmac256, direction === 'c2s' ? 0 : 1);

/** What records say, for people; keys and cookies are not told. */
export const recordsText = (records: readonly KeyRecord[]): string =>
  records
    .map(({ type, body }) => {
      const [name = `record ${String(type)}`] =
        Object.entries(recordTypes).find(([, number]) => number === type) ?? [];
      if (type === recordTypes.cookie) return `cookie of ${String(body.length)} bytes`;
      if (type === recordTypes.server) return `server ${Buffer.from(body).toString('latin1')}`;
      return [name, ...numbersOf(body)].join(' ');
    })
    .join('\n');
