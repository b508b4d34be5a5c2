/**
 * A name server, asked as the resolvers of workloads do (RFC 1035, RFC 6891, RFC 7766): recursion is always desired
 * (RFC 1123 §6.1.3.1), which servers that only know their own zones pass over, and without which others refuse.
 */
import {
  decodeDns,
  type DnsMessage,
  type DnsQuestion,
  emptyMessage,
  encodeDns,
  reverseName,
} from '../../contract/enabler-services/dns.ts';
import { dnsText } from '../../contract/enabler-services/dns-text.ts';
import { Malformed } from '../../contract/enabler-services/malformed.ts';
import { Unreachable, Violation } from '../../failures.ts';
import { askByDatagram, type DatagramOptions, type Try } from '../../transport/ask-datagram.ts';
import { askOverStream } from '../../transport/ask-stream.ts';
import type { DatagramCarrier } from '../../transport/datagram-line.ts';
import { hostPort } from '../../transport/host-port.ts';
import { type Forgery, type Trouble, troubled } from '../../transport/trouble.ts';

export { canonicalName, sameName } from '../../contract/enabler-services/dns.ts';

export const dnsPort = 53;

/** A set of records that a target description says the name servers have. */
export interface KnownRecords {
  /** Of type PTR: the address. */
  readonly name: string;
  readonly type: string;
  /** In the form of zone files, names without the last dot. */
  readonly data?: readonly string[] | undefined;
  /** How many there are, where they are not all written down. */
  readonly count?: number | undefined;
  readonly 'too-long-for'?: 'datagrams' | 'small-datagrams' | undefined;
}

export interface NameAnswer extends DnsMessage {
  readonly server: string;
  readonly over: 'udp' | 'tcp';
  /** In bytes. */
  readonly size: number;
}

export interface NameWish {
  /** Says that we take datagrams of this size, in this version of the extension. */
  readonly edns?: { readonly version: number; readonly udpSize: number };
  /** Takes an answer that is cut, and does not ask again over TCP. */
  readonly cut?: boolean;
  /** Asks over TCP at once. */
  readonly overTcp?: boolean;
  /** What the network does to the first datagram. */
  readonly trouble?: Trouble;
}

export interface NameServer {
  /** As in the target description. */
  readonly address: string;
  /**
   * The whole answer, whatever it says; one that is cut is had over TCP.
   * @throws Unreachable when nothing comes
   * @throws Violation when all that comes is no answer to this question
   */
  ask(question: DnsQuestion, wish?: NameWish): Promise<NameAnswer>;
}

export interface NameOptions extends DatagramOptions {
  readonly carrier: DatagramCarrier;
  /** 64 bits that nobody can guess. */
  readonly random: () => bigint;
}

const tries = 3;
const timeoutMs = 2_000;

/** The question that has these records for an answer. */
export const questionFor = ({ name, type }: Pick<KnownRecords, 'name' | 'type'>): DnsQuestion => ({
  name: type === 'PTR' ? reverseName(name) : name,
  type,
});

export function openNameServer(address: string, options: NameOptions): NameServer {
  const { carrier, random } = options;
  const { host, port } = hostPort(address, dnsPort);

  const frame = (question: DnsQuestion, wish: NameWish) => ({
    protocol: 'DNS',
    server: address,
    expected: `an answer to the question for ${question.name} ${question.type}`,
    again: [
      `dig @${host} -p ${String(port)} ${question.name} ${question.type}`,
      wish.edns === undefined ? '+noedns' : `+edns=${String(wish.edns.version)}`,
      ...(wish.overTcp === true ? ['+tcp'] : []),
    ].join(' '),
    tries,
    timeoutMs,
    ask: () => query(question, wish, Number(random() & 0xffffn)),
  });

  const overTcp = async (question: DnsQuestion, wish: NameWish): Promise<NameAnswer> => {
    const framed = frame(question, { ...wish, overTcp: true });
    const answer = await askOverStream(carrier.overStream, options, framed);
    if (answer.truncated) {
      throw new Violation({
        expected: `the whole answer for ${question.name} over TCP from ${address}`,
        observed: 'it says there, too, that it is cut',
      });
    }
    return { ...answer, server: address, over: 'tcp' };
  };

  return {
    address,
    async ask(asked, wish = {}) {
      const question = { ...asked, name: asked.name.replace(/\.$/, '') };
      if (wish.overTcp === true) return overTcp(question, wish);
      const { trouble } = wish;
      const open = trouble === undefined ? carrier.open : troubled(carrier.open, trouble, forgery);
      const answer = await askByDatagram(open, options, frame(question, wish));
      if (answer.truncated && wish.cut !== true) {
        return overTcp(question, wish).catch((error: unknown) => {
          if (!(error instanceof Unreachable) || options.signal?.aborted === true) throw error;
          const expected = `the whole answer for ${question.name} over TCP from ${address}, which says that its datagram is cut`;
          throw new Violation({ expected, observed: error.message }, { cause: error });
        });
      }
      return { ...answer, server: address, over: 'udp' };
    },
  };
}

type Sized = DnsMessage & { readonly size: number };

function query(question: DnsQuestion, wish: NameWish, id: number): Try<Sized> {
  const { edns } = wish;
  const asked: DnsMessage = {
    ...emptyMessage,
    id,
    recursionDesired: true,
    questions: [question],
    ...(edns === undefined ? {} : { edns }),
  };
  return {
    bytes: encodeDns(asked),
    text: dnsText(asked),
    read({ bytes }) {
      const message = readable(bytes);
      if (message instanceof Malformed) {
        return { stray: `it is no message of DNS, but ${message.message}` };
      }
      const stray = whyNot(message, asked);
      if (stray !== undefined) return { stray };
      return { text: dnsText(message), value: { ...message, size: bytes.length } };
    },
  };
}

function readable(bytes: Uint8Array): DnsMessage | Malformed {
  try {
    return decodeDns(bytes);
  } catch (error) {
    if (error instanceof Malformed) return error;
    throw error;
  }
}

/** Why a message is no answer to a query. The case of the name must come back as it went. */
function whyNot(message: DnsMessage, { id, questions }: DnsMessage): string | undefined {
  if (!message.response) return 'it is a question itself';
  if (message.id !== id) return `it answers another question (its id is ${String(message.id)})`;
  const words = (all: DnsMessage['questions']): string =>
    all.map(({ name, type }) => `${name} ${type}`).join(', ');
  // Some errors are told without the question.
  if (message.questions.length === 0 && message.rcode !== 'NOERROR') return undefined;
  return words(message.questions) === words(questions)
    ? undefined
    : `it repeats the question as "${words(message.questions)}"`;
}

/** There is no such name, says who forges. */
const forged = (bytes: Uint8Array, toAnother: boolean): Uint8Array => {
  const message = readable(bytes);
  if (message instanceof Malformed) return bytes;
  const id = toAnother ? message.id ^ 1 : message.id;
  return encodeDns({
    ...message,
    id,
    rcode: 'NXDOMAIN',
    answers: [],
    authorities: [],
    additionals: [],
  });
};
const forgery: Forgery = {
  toAnother: (answer) => forged(answer, true),
  wrong: (answer) => forged(answer, false),
};
