/** Messages of DHCPv6, and of the relay agents that carry them (RFC 8415 §8 and §9). */
import type { OtherOption } from './dhcp-field.ts';
import { number } from './dhcp-values.ts';
import { type Dhcp6Options, readOptions6, writeOptions6 } from './dhcp6-options.ts';
import { type RawOption, readRaw, writeRaw } from './dhcp6-raw.ts';
import { address6 } from './dhcp6-values.ts';
import { Malformed } from './malformed.ts';

export type { OtherOption } from './dhcp-field.ts';
export type { Dhcp6Options } from './dhcp6-options.ts';
export type { AssociatedAddress, Association, Status } from './dhcp6-values.ts';

/** What a message is for, by its number from 1 (RFC 8415 §7.3). */
export const messageTypes6 = [
  'solicit',
  'advertise',
  'request',
  'confirm',
  'renew',
  'rebind',
  'reply',
  'release',
  'decline',
  'reconfigure',
  'information-request',
] as const;
export type MessageType6 = (typeof messageTypes6)[number];
const relayTypes = { 12: 'relay-forward', 13: 'relay-reply' } as const;

export interface Dhcp6Message {
  readonly type: MessageType6;
  /** Of 24 bits; the same in a request and its answers. */
  readonly transaction: number;
  readonly options: Dhcp6Options;
  readonly others: readonly OtherOption[];
}

/** What a relay agent sends on, and gets back. */
export interface Relayed<T = Dhcp6Message> {
  readonly type: 'relay-forward' | 'relay-reply';
  /** How many relay agents it came by before. */
  readonly hops: number;
  /** An address of the network where the client is. */
  readonly linkAddress: string;
  /** From where it came, and to where it goes back. */
  readonly peerAddress: string;
  readonly message: T;
  readonly options: Dhcp6Options;
  readonly others: readonly OtherOption[];
}
export type Dhcp6Datagram = Dhcp6Message | Relayed<Dhcp6Datagram>;

const relayMessage = 9;
/** More relay agents than that are a loop (RFC 8415 §7.6). */
const mostHops = 8;
const relayHeader = 34;

/** @throws Malformed that says where it breaks off */
export const decodeDhcp6 = (bytes: Uint8Array): Dhcp6Datagram => decoded(bytes, 0);

function decoded(bytes: Uint8Array, depth: number): Dhcp6Datagram {
  const [code = 0] = bytes;
  if (code === 12 || code === 13) return decodeRelayed(bytes, relayTypes[code], depth);
  const type = messageTypes6[code - 1];
  if (type === undefined) throw new Malformed(`a message of type ${String(code)}`);
  if (bytes.length < 4) {
    throw new Malformed(`${String(bytes.length)} bytes, where a header has 4`);
  }
  const transaction = number(3).read(bytes.subarray(1, 4));
  return { type, transaction, ...readOptions6(readRaw(bytes.subarray(4))) };
}

function decodeRelayed(
  bytes: Uint8Array,
  type: Relayed['type'],
  depth: number,
): Relayed<Dhcp6Datagram> {
  if (depth > mostHops) throw new Malformed(`more than ${String(mostHops)} relay agents`);
  if (bytes.length < relayHeader) {
    throw new Malformed(`${String(bytes.length)} bytes, where a relay agent’s header has 34`);
  }
  const raw = readRaw(bytes.subarray(relayHeader));
  const [carried, ...more] = raw.filter(([code]) => code === relayMessage);
  if (carried === undefined || more.length > 0) {
    throw new Malformed(`a relay agent’s message with ${carried ? 'several' : 'none'} in it`);
  }
  return {
    type,
    hops: bytes[1] ?? 0,
    linkAddress: address6.read(bytes.subarray(2, 18)),
    peerAddress: address6.read(bytes.subarray(18, relayHeader)),
    message: decoded(carried[1], depth + 1),
    ...readOptions6(raw.filter(([code]) => code !== relayMessage)),
  };
}

/** What is too large for its field keeps its lower bits. */
export function encodeDhcp6(message: Dhcp6Datagram): Uint8Array {
  const options = writeOptions6(message.options, message.others);
  if (!('message' in message)) {
    const code = messageTypes6.indexOf(message.type) + 1;
    const head = [number(1).write(code), number(3).write(message.transaction)];
    return Uint8Array.from(Buffer.concat([...head, writeRaw(options)]));
  }
  const carried: RawOption = [relayMessage, encodeDhcp6(message.message)];
  return Uint8Array.from(
    Buffer.concat([
      Uint8Array.of(message.type === 'relay-forward' ? 12 : 13, message.hops),
      address6.write(message.linkAddress),
      address6.write(message.peerAddress),
      writeRaw([...options, carried]),
    ]),
  );
}
