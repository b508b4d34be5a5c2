/** What records hold, as text in the form of zone files (RFC 1035 §5.1), names without the last dot. */
import type { Answer } from 'dns-packet';
import { Malformed } from './malformed.ts';

/** The types of records whose data are read and written. */
export const dataTypes = ['A', 'AAAA', 'NS', 'CNAME', 'PTR', 'MX', 'SRV', 'TXT', 'SOA'] as const;
export type DataType = (typeof dataTypes)[number];
const isDataType = (type: string): type is DataType => dataTypes.some((each) => each === type);

/** Undefined for types that are not read. */
export function textOf(record: Answer): string | undefined {
  switch (record.type) {
    case 'A':
    case 'AAAA':
    case 'NS':
    case 'CNAME':
    case 'PTR':
      return record.data;
    case 'MX':
      return `${String(record.data.preference)} ${record.data.exchange}`;
    case 'SRV': {
      const { priority, weight, port, target } = record.data;
      return `${String(priority)} ${String(weight)} ${String(port)} ${target}`;
    }
    case 'SOA': {
      const { mname, rname, serial, refresh, retry, expire, minimum } = record.data;
      return [mname, rname, serial, refresh, retry, expire, minimum].join(' ');
    }
    case 'TXT':
      return [record.data].flat().map(quoted).join(' ');
    default:
      return undefined;
  }
}

/** Bytes outside printable ASCII as three decimal digits. */
const quoted = (string: string | Buffer): string => {
  const characters = [...Buffer.from(string)].map((byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
    return `\\${String(byte).padStart(3, '0')}`;
  });
  return `"${characters.join('')}"`;
};

/** @throws Malformed when the text is not that of such a record */
export function recordOf(name: string, type: string, ttl: number, text: string): Answer {
  const common = { name, ttl };
  const words = text.split(' ');
  const [first = '', second = '', third = '', fourth = ''] = words;
  if (!isDataType(type)) throw new Malformed(`records of type ${type} are not written`);
  switch (type) {
    case 'MX':
      return { ...common, type, data: { preference: Number(first), exchange: second } };
    case 'SRV': {
      const [priority, weight, port] = [first, second, third].map(Number);
      return { ...common, type, data: { priority, weight, port: port ?? 0, target: fourth } };
    }
    case 'SOA': {
      const [serial, refresh, retry, expire, minimum] = words.slice(2).map(Number);
      const times = { serial, refresh, retry, expire, minimum };
      return { ...common, type, data: { mname: first, rname: second, ...times } };
    }
    case 'TXT':
      return { ...common, type, data: [...text.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(unquoted) };
    default:
      return { ...common, type, data: text };
  }
}

const unquoted = ([, inner = '']: RegExpMatchArray): Buffer => {
  const bytes: number[] = [];
  for (const [, decimal, escaped, plain = ''] of inner.matchAll(/\\(\d{3})|\\(.)|([^\\])/gs)) {
    bytes.push(decimal === undefined ? (escaped ?? plain).charCodeAt(0) : Number(decimal));
  }
  return Buffer.from(bytes);
};
