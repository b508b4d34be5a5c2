/** A name server with zones of its own, which also asks others for its clients (RFC 1034 §4.3.2). */
import {
  canonicalName,
  decodeDns,
  type DnsMessage,
  type DnsQuestion,
  type DnsRecord,
  emptyMessage,
  encodeDns,
  sameName,
} from '../../src/contract/enabler-services/dns.ts';
import { Malformed } from '../../src/contract/enabler-services/malformed.ts';
import type { Entry, Zone } from './zone.ts';

export interface NameServerOptions {
  /** In milliseconds; undefined: it does not run. */
  readonly uptime: () => number | undefined;
  /** As they are now. */
  readonly zones: () => readonly Zone[];
  /** What it finds out for clients that ask it to. */
  readonly elsewhere: Zone;
  readonly over: 'udp' | 'tcp';
}

type Found = Pick<DnsMessage, 'rcode' | 'answers' | 'authorities' | 'authoritative'>;

/** In seconds. */
const ttl = 3600;
/** Without the extension no datagram is longer (RFC 1035 §2.3.4), and with it none of ours. */
const smallDatagram = 512;
const largeDatagram = 1232;
const edns = { version: 0, udpSize: largeDatagram };

/** @returns undefined for what gets no answer: no message, or an answer itself */
export function createNameServer(options: NameServerOptions) {
  return (message: Uint8Array): Uint8Array | undefined => {
    if (options.uptime() === undefined || message.length < 12) return undefined;
    const query = readable(message);
    if (query === undefined) return encodeDns(brokenOff(message));
    if (query.response) return undefined;
    const answer: DnsMessage = {
      ...emptyMessage,
      id: query.id,
      response: true,
      opcode: query.opcode,
      questions: query.questions,
      recursionDesired: query.recursionDesired,
      recursionAvailable: true,
      ...(query.edns === undefined ? {} : { edns }),
      ...found(query, options),
    };
    return fitting(answer, longestOf(query, options));
  };
}

function readable(message: Uint8Array): DnsMessage | undefined {
  try {
    return decodeDns(message);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/** Of a query that cannot be read, only the id is repeated. */
const brokenOff = (message: Uint8Array): DnsMessage => ({
  ...emptyMessage,
  id: ((message[0] ?? 0) << 8) | (message[1] ?? 0),
  response: true,
  rcode: 'FORMERR',
});

const longestOf = ({ edns: theirs }: DnsMessage, { over }: NameServerOptions): number => {
  if (over === 'tcp') return 65_535;
  if (theirs === undefined) return smallDatagram;
  return Math.min(largeDatagram, Math.max(smallDatagram, theirs.udpSize));
};

/** What does not fit is left out as a whole, and said to be. */
function fitting(answer: DnsMessage, longest: number): Uint8Array {
  const whole = encodeDns(answer);
  if (whole.length <= longest) return whole;
  return encodeDns({ ...answer, answers: [], authorities: [], truncated: true });
}

function found(query: DnsMessage, { zones, elsewhere }: NameServerOptions): Found {
  const nothing = { answers: [], authorities: [], authoritative: false };
  const [question] = query.questions;
  if (query.opcode !== 0) return { ...nothing, rcode: 'NOTIMP' };
  if ((query.edns?.version ?? 0) > 0) return { ...nothing, rcode: 'BADVERS' };
  if (question === undefined || query.questions.length > 1) return { ...nothing, rcode: 'FORMERR' };
  const own = zones().find((zone) => isWithin(question.name, zone.name));
  if (own !== undefined) return { ...lookUp(question, own), authoritative: true };
  if (!query.recursionDesired || !isWithin(question.name, elsewhere.name)) {
    return { ...nothing, rcode: 'REFUSED' };
  }
  return { ...lookUp(question, elsewhere), authoritative: false };
}

const isWithin = (name: string, zone: string): boolean =>
  `.${canonicalName(name)}`.endsWith(`.${zone}`);

const soaOf = ({ name }: Zone): DnsRecord => ({
  name,
  type: 'SOA',
  ttl: 300,
  data: `ns1.${name} hostmaster.${name} 1 3600 600 604800 300`,
});

function lookUp({ name, type }: DnsQuestion, zone: Zone): Omit<Found, 'authoritative'> {
  const here = zone.entries.filter((entry) => sameName(entry.name, name));
  const asked = here.filter((entry) => entry.type === type);
  if (asked.length > 0)
    return { rcode: 'NOERROR', answers: recordsOf(asked, name), authorities: [] };
  const alias = here.filter((entry) => entry.type === 'CNAME');
  const [target] = alias.flatMap(({ data }) => data);
  if (target !== undefined) {
    const further = lookUp({ name: target, type }, zone);
    return { ...further, answers: [...recordsOf(alias, name), ...further.answers] };
  }
  const exists = zone.entries.some((entry) => isWithin(entry.name, canonicalName(name)));
  return {
    rcode: exists ? 'NOERROR' : 'NXDOMAIN',
    answers: [],
    authorities: [soaOf(zone)],
  };
}

/** @param name as it was asked for, in its case */
const recordsOf = (entries: readonly Entry[], name: string): DnsRecord[] =>
  entries.flatMap(({ type, data }) => data.map((each) => ({ name, type, ttl, data: each })));
