/** Messages of DNS (RFC 1035 §4, RFC 6891): dns-packet reads and writes them, this says what they mean. */
import { type Answer, decode, encode, type OptAnswer, type Question } from 'dns-packet';
import { recordOf, textOf } from './dns-data.ts';
import { Malformed } from './malformed.ts';

export interface DnsQuestion {
  readonly name: string;
  readonly type: string;
}
export interface DnsRecord extends DnsQuestion {
  /** In seconds. */
  readonly ttl: number;
  /** See dns-data.ts; undefined for types that are not read. */
  readonly data?: string;
}

export interface DnsMessage {
  readonly id: number;
  readonly response: boolean;
  /** 0 is a query. */
  readonly opcode: number;
  /** For example `NXDOMAIN`; of what has no name the number. */
  readonly rcode: string;
  readonly authoritative: boolean;
  readonly truncated: boolean;
  readonly recursionDesired: boolean;
  readonly recursionAvailable: boolean;
  readonly questions: readonly DnsQuestion[];
  readonly answers: readonly DnsRecord[];
  readonly authorities: readonly DnsRecord[];
  readonly additionals: readonly DnsRecord[];
  /** That and how the sender takes larger datagrams. */
  readonly edns?: { readonly version: number; readonly udpSize: number };
}

/** A query without recursion for nothing yet. */
export const emptyMessage: DnsMessage = {
  id: 0,
  response: false,
  opcode: 0,
  rcode: 'NOERROR',
  authoritative: false,
  truncated: false,
  recursionDesired: false,
  recursionAvailable: false,
  questions: [],
  answers: [],
  authorities: [],
  additionals: [],
};

const headerLength = 12;
const rcodes = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
  'YXDOMAIN',
  'YXRRSET',
  'NXRRSET',
  'NOTAUTH',
  'NOTZONE',
];
const badVersion = 16;
const rcodeName = (code: number): string =>
  code === badVersion ? 'BADVERS' : (rcodes[code] ?? String(code));
const rcodeNumber = (name: string): number => {
  const at = rcodes.indexOf(name);
  if (at >= 0) return at;
  return name === 'BADVERS' ? badVersion : Number(name);
};

const bits = { answer: 15, authoritative: 10, truncated: 9, desired: 8, available: 7 } as const;

/** @throws Malformed that says where it breaks off */
export function decodeDns(bytes: Uint8Array): DnsMessage {
  const buffer = Buffer.from(bytes);
  if (buffer.length < headerLength) {
    throw new Malformed(`${String(buffer.length)} bytes, where a header has 12`);
  }
  const packet = unpack(buffer);
  const flags = buffer.readUInt16BE(2);
  const has = (bit: number): boolean => ((flags >> bit) & 1) === 1;
  const additionals = packet.additionals ?? [];
  const opt = additionals.find((each): each is OptAnswer => each.type === 'OPT');
  return {
    id: buffer.readUInt16BE(0),
    response: has(bits.answer),
    opcode: (flags >> 11) & 15,
    rcode: rcodeName((flags & 15) | ((opt?.extendedRcode ?? 0) << 4)),
    authoritative: has(bits.authoritative),
    truncated: has(bits.truncated),
    recursionDesired: has(bits.desired),
    recursionAvailable: has(bits.available),
    questions: (packet.questions ?? []).map(({ name, type }) => ({ name, type })),
    answers: (packet.answers ?? []).map(read),
    authorities: (packet.authorities ?? []).map(read),
    additionals: additionals.filter(({ type }) => type !== 'OPT').map(read),
    ...(opt === undefined
      ? {}
      : { edns: { version: opt.ednsVersion, udpSize: opt.udpPayloadSize } }),
  };
}

function unpack(buffer: Buffer) {
  let packet;
  try {
    packet = decode(buffer);
  } catch (error) {
    throw new Malformed(error instanceof Error ? error.message : String(error), { cause: error });
  }
  // The library remembers where it stopped.
  const { bytes } = decode as unknown as { readonly bytes: number };
  if (bytes === buffer.length) return packet;
  throw new Malformed(`${String(buffer.length)} bytes, and it ends after ${String(bytes)}`);
}

const read = (record: Answer): DnsRecord => {
  const data = textOf(record);
  const { name, type } = record;
  const ttl = 'ttl' in record ? (record.ttl ?? 0) : 0;
  return { name, type, ttl, ...(data === undefined ? {} : { data }) };
};

/** @throws Malformed when a record is of a type that is not written */
export function encodeDns(message: DnsMessage): Uint8Array {
  const rcode = rcodeNumber(message.rcode);
  const flag = (set: boolean, bit: number): number => (set ? 1 << bit : 0);
  const opt = message.edns === undefined ? [] : [optOf(message.edns, rcode >> 4)];
  return encode({
    type: message.response ? 'response' : 'query',
    id: message.id,
    flags:
      (message.opcode << 11) |
      flag(message.authoritative, bits.authoritative) |
      flag(message.truncated, bits.truncated) |
      flag(message.recursionDesired, bits.desired) |
      flag(message.recursionAvailable, bits.available) |
      (rcode & 15),
    questions: message.questions as Question[],
    answers: message.answers.map(write),
    authorities: message.authorities.map(write),
    additionals: [...message.additionals.map(write), ...opt],
  });
}

const write = ({ name, type, ttl, data = '' }: DnsRecord): Answer =>
  recordOf(name, type, ttl, data);

const optOf = (edns: { version: number; udpSize: number }, extendedRcode: number): OptAnswer => ({
  type: 'OPT',
  name: '.',
  udpPayloadSize: edns.udpSize,
  extendedRcode,
  ednsVersion: edns.version,
  flags: 0,
  flag_do: false,
  options: [],
});

/** The name under which the names of an address are found (RFC 1035 §3.5, RFC 3596 §2.5). */
export function reverseName(address: string): string {
  if (!address.includes(':')) return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
  const [head = '', tail] = address.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const after = groups(tail ?? '');
  const before = groups(head);
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  const digits = all.map((group) => group.padStart(4, '0')).join('');
  return `${[...digits].reverse().join('.')}.ip6.arpa`;
}

/** Names are compared without regard to case (RFC 4343). */
export const sameName = (one: string, other: string): boolean =>
  canonicalName(one) === canonicalName(other);
export const canonicalName = (name: string): string => name.toLowerCase().replace(/\.$/, '');
