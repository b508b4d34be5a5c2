/** A time server, asked as a client of NTP does (RFC 5905 §8 and §9). */
import { Malformed } from '../../contract/enabler-services/malformed.ts';
import {
  decodeNtp,
  emptyPacket,
  encodeNtp,
  kissCodeOf,
  modes,
  type NtpPacket,
} from '../../contract/enabler-services/ntp.ts';
import { provesKey, type SymmetricKey, withMac } from '../../contract/enabler-services/ntp-mac.ts';
import {
  type AgreedKeys,
  secured,
  securedAnswer,
} from '../../contract/enabler-services/nts-exchange.ts';
import { ntpText } from '../../contract/enabler-services/ntp-text.ts';
import { millisecondsOf } from '../../contract/enabler-services/ntp-time.ts';
import { Refusal, Unreachable } from '../../failures.ts';
import { askByDatagram, type DatagramOptions, type Try } from '../../transport/ask-datagram.ts';
import type { DatagramCarrier } from '../../transport/datagram-line.ts';
import { hostPort } from '../../transport/host-port.ts';
import { type Forgery, type Trouble, troubled } from '../../transport/trouble.ts';

export type { SymmetricKey } from '../../contract/enabler-services/ntp-mac.ts';
export type { AgreedKeys } from '../../contract/enabler-services/nts-exchange.ts';
export { keyAlgorithms } from '../../contract/enabler-services/ntp-mac.ts';

export const ntpPort = 123;

/** What a server said, and what follows from the four times of the exchange. */
export interface TimeAnswer {
  readonly server: string;
  readonly version: number;
  /** 0 none, 1 and 2 a leap second is announced, 3 not synchronised. */
  readonly leap: number;
  readonly stratum: number;
  readonly kiss?: string;
  /** By how much the server's clock is ahead of ours, in milliseconds; half of the round trip is in doubt. */
  readonly offset: number;
  /** On the way there and back, in milliseconds; as far as the server tells the truth. */
  readonly delay: number;
  /** The same and what the server took, in milliseconds: what we have seen ourselves. */
  readonly roundTrip: number;
  /** How far the server may be from its reference clock, in milliseconds (RFC 5905 §11.2). */
  readonly rootDistance: number;
  /** In milliseconds since the epoch, as the next two; absent where the server does not say when it was set. */
  readonly set?: number;
  readonly received: number;
  readonly sent: number;
  /** For requests to come, of who was asked with keys that were agreed upon. */
  readonly cookies: readonly Uint8Array[];
}

export interface TimeWish {
  readonly version?: 3 | 4;
  /** Asks with the proof that we know the key, and takes only an answer that proves it too. */
  readonly key?: SymmetricKey;
  /** Takes whatever proof comes: an answer with any shows that the request was taken as authentic. */
  readonly anyProof?: boolean;
  /** Asks with keys that were agreed upon, and takes only an answer that proves them. */
  readonly agreed?: AgreedKeys;
  /** What the network does to the first datagram. */
  readonly trouble?: Trouble;
}

export interface TimeServer {
  /** As in the target description. */
  readonly address: string;
  /**
   * One answer. A server that asks for patience (`RATE`) gets it, and is asked once more.
   * @throws Unreachable when nothing comes, or it goes on asking for patience
   * @throws Violation when all that comes is no answer to this request
   * @throws Refusal when the server says that it does not serve us (`DENY`, `RSTR`), or that the
   *   request is not authentic (crypto-NAK, `NTSN`)
   */
  ask(wish?: TimeWish): Promise<TimeAnswer>;
  /** Sends what is no request of a client. @returns whether anything came back */
  provoke(what: Provocation): Promise<boolean>;
}

export const provocations = ['an answer', 'a request that is cut short'] as const;
export type Provocation = (typeof provocations)[number];

export interface TimeOptions extends DatagramOptions {
  readonly carrier: DatagramCarrier;
  /** In milliseconds: how long nothing must happen before it counts as silence. */
  readonly silence: number;
  /** 64 bits that nobody can guess. */
  readonly random: () => bigint;
}

const tries = 3;
const timeoutMs = 1_500;
/** The least time for which a server that asks for patience is left alone. */
const patience = 16_000;

export function openTimeServer(address: string, options: TimeOptions): TimeServer {
  const { carrier, clock, random, silence } = options;
  const { host, port } = hostPort(address, ntpPort);
  const frame = {
    protocol: 'NTP',
    server: address,
    expected: 'an answer to a client’s request',
    again: `chronyd -Q -t 5 'server ${host} port ${String(port)} iburst maxsamples 1'`,
    timeoutMs,
  };

  const askOnce = async (wish: TimeWish): Promise<Answered> => {
    const { version = 4, key, anyProof = false, agreed, trouble } = wish;
    const open = trouble === undefined ? carrier.open : troubled(carrier.open, trouble, forgery);
    const answer = await askByDatagram(open, options, {
      ...frame,
      tries,
      ask: (now) =>
        request(address, { version, key, anyProof, agreed, now, transmit: random() }, random),
    });
    if (answer !== notAuthentic) return answer;
    throw new Refusal(
      'unauthenticated',
      0,
      'the time server says that the request is not authentic',
    );
  };

  return {
    address,
    async ask(wish = {}) {
      let answer = await askOnce(wish);
      if (answer.kiss === 'RATE') {
        await clock.sleep(Math.max(patience, 2 ** answer.poll * 1000));
        answer = await askOnce(wish);
      }
      const { kiss } = answer;
      if (kiss === 'RATE') throw new Unreachable(`NTP ${address}: it asks to be asked less often`);
      if (kiss === 'DENY' || kiss === 'RSTR') {
        throw new Refusal('forbidden', 0, `the time server says ${kiss}`);
      }
      return answer;
    },
    async provoke(what) {
      const plain = { ...emptyPacket, transmit: random() };
      const sent = {
        'an answer': encodeNtp({ ...plain, mode: modes.server, stratum: 2 }),
        'a request that is cut short': encodeNtp(plain).slice(0, 44),
      }[what];
      const read = () => ({ text: 'an answer', value: true });
      return askByDatagram(carrier.open, options, {
        ...frame,
        tries: 1,
        timeoutMs: silence,
        ask: () => ({ bytes: sent, text: what, read }),
      }).catch((error: unknown) => {
        if (error instanceof Unreachable) return false;
        throw error;
      });
    },
  };
}

type Answered = NtpPacket & TimeAnswer;
/** A server says so of a request whose authentication it does not accept (RFC 5905 §9.2). */
const notAuthentic = Symbol('crypto-NAK');

interface Asked {
  readonly version: number;
  readonly key: SymmetricKey | undefined;
  readonly anyProof: boolean;
  readonly agreed: AgreedKeys | undefined;
  /** In milliseconds, with fractions. */
  readonly now: number;
  /** Comes back as the origin of the answer; the server does not look at it, so that it can be anything. */
  readonly transmit: bigint;
}

function request(
  server: string,
  asked: Asked,
  random: () => bigint,
): Try<Answered | typeof notAuthentic> {
  const { version, key, agreed, transmit } = asked;
  const bare = { ...emptyPacket, version, transmit };
  const plain = agreed === undefined ? bare : secured(bare, agreed, random);
  return {
    bytes: encodeNtp(key === undefined ? plain : withMac(plain, key)),
    text: ntpText(plain),
    read({ bytes, at }) {
      const packet = readable(bytes);
      if (packet instanceof Malformed) {
        return { stray: `it is no packet of NTP, but ${packet.message}` };
      }
      const stray = whyNot(packet, asked);
      if (stray !== undefined) return { stray };
      const proof = proofIn(packet, plain, agreed);
      if ('stray' in proof) return proof;
      const refused = key !== undefined && packet.mac?.digest.length === 0;
      const value =
        refused || 'refused' in proof
          ? notAuthentic
          : { ...packet, ...facts(packet, server, asked.now, at), cookies: proof.cookies };
      return { text: ntpText(packet), value };
    },
  };
}

/** What an answer proves of keys that were agreed upon; nothing is due where there are none. */
function proofIn(
  packet: NtpPacket,
  asked: NtpPacket,
  agreed: AgreedKeys | undefined,
): ReturnType<typeof securedAnswer> {
  if (agreed === undefined) return { cookies: [] };
  try {
    return securedAnswer(packet, asked, agreed);
  } catch (error) {
    if (error instanceof Malformed) return { stray: error.message };
    throw error;
  }
}

function readable(bytes: Uint8Array): NtpPacket | Malformed {
  try {
    return decodeNtp(bytes);
  } catch (error) {
    if (error instanceof Malformed) return error;
    throw error;
  }
}

/** Why a packet is no answer to a request. */
function whyNot(
  packet: NtpPacket,
  { version, transmit, key, anyProof }: Asked,
): string | undefined {
  if (packet.mode !== modes.server)
    return `it has mode ${String(packet.mode)}, not that of a server`;
  if (packet.origin !== transmit)
    return 'it answers another request (its origin timestamp says so)';
  if (packet.version !== version) {
    return `it has version ${String(packet.version)}, and was asked in ${String(version)}`;
  }
  if (key === undefined || packet.mac?.digest.length === 0 || provesKey(packet, key))
    return undefined;
  if (anyProof && packet.mac !== undefined) return undefined;
  return `it does not prove knowledge of key ${String(key.id)}`;
}

function facts(
  packet: NtpPacket,
  server: string,
  sent: number,
  came: number,
): Omit<TimeAnswer, 'cookies'> {
  const { version, leap, stratum, rootDelay, rootDispersion } = packet;
  const received = millisecondsOf(packet.receive, came);
  const answered = millisecondsOf(packet.transmit, came);
  const kiss = kissCodeOf(packet);
  return {
    server,
    version,
    leap,
    stratum,
    ...(kiss === undefined ? {} : { kiss }),
    offset: (received - sent + (answered - came)) / 2,
    delay: came - sent - (answered - received),
    roundTrip: came - sent,
    rootDistance: (rootDelay / 2 + rootDispersion) * 1000,
    // Zero is no time (RFC 5905 §6): a server that follows itself was never set.
    ...(packet.reference === 0n ? {} : { set: millisecondsOf(packet.reference, came) }),
    received,
    sent: answered,
  };
}

const hour = 3600n << 32n;
/** An hour ahead, and perhaps the answer to another request. */
function forged(bytes: Uint8Array, toAnother: boolean): Uint8Array {
  const packet = readable(bytes);
  if (packet instanceof Malformed) return bytes;
  return encodeNtp({
    ...packet,
    receive: packet.receive + hour,
    transmit: packet.transmit + hour,
    origin: toAnother ? packet.origin ^ 1n : packet.origin,
  });
}
const forgery: Forgery = {
  toAnother: (answer) => forged(answer, true),
  wrong: (answer) => forged(answer, false),
};
