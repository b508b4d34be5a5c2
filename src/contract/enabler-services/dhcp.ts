/** Messages of DHCPv4: header and options (RFC 2131 §2 and §4.1, RFC 3396). */
import type { OtherOption } from './dhcp-field.ts';
import { type DhcpOptions, readOptions, writeOptions } from './dhcp-options.ts';
import { addressBytes, addressOf } from './dhcp-values.ts';
import { Malformed } from './malformed.ts';

export type { OtherOption } from './dhcp-field.ts';
export type { DhcpOptions, MessageType } from './dhcp-options.ts';
export type { Route, SubOption } from './dhcp-values.ts';

export interface DhcpMessage {
  /** Of a server. */
  readonly reply: boolean;
  /** How many relay agents it came by. */
  readonly hops: number;
  /** The same in a request and its answers. */
  readonly transaction: number;
  /** Since the client began, in seconds. */
  readonly seconds: number;
  /** The client cannot take an answer that is addressed to itself. */
  readonly broadcast: boolean;
  /** What the client has already (ciaddr). */
  readonly clientAddress: string;
  /** What the client is given (yiaddr). */
  readonly yourAddress: string;
  /** From where it loads what it boots (siaddr). */
  readonly nextServer: string;
  /** The agent by which it came and goes back (giaddr). */
  readonly relayAgent: string;
  /** The hardware address of the client, as `02:00:00:00:00:01`. */
  readonly mac: string;
  readonly options: DhcpOptions;
  readonly others: readonly OtherOption[];
}

export const noAddress = '0.0.0.0';

/** A request that says nothing yet. */
export const emptyMessage: DhcpMessage = {
  reply: false,
  hops: 0,
  transaction: 0,
  seconds: 0,
  broadcast: false,
  clientAddress: noAddress,
  yourAddress: noAddress,
  nextServer: noAddress,
  relayAgent: noAddress,
  mac: '00:00:00:00:00:00',
  options: {},
  others: [],
};

const headerLength = 236;
const cookie = 0x63825363;
/** Nothing that serves BOOTP too sends less (RFC 951 §3). */
const leastLength = 300;
const ethernet = 1;
const broadcastFlag = 0x8000;
const codes = { pad: 0, overload: 52, end: 255 } as const;
const longestPart = 255;
/** Where options may go on, in this order (RFC 2131 §4.1), and the bit that says so. */
const areas = [
  { name: 'file', bit: 1, from: 108, to: 236 },
  { name: 'sname', bit: 2, from: 44, to: 108 },
] as const;

/** @throws Malformed that says where it breaks off */
export function decodeDhcp(bytes: Uint8Array): DhcpMessage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerLength + 4) {
    throw new Malformed(`${String(bytes.length)} bytes, where a header has 240`);
  }
  if (view.getUint32(headerLength) !== cookie) throw new Malformed('a message of BOOTP');
  const operation = view.getUint8(0);
  if (operation !== 1 && operation !== 2) {
    throw new Malformed(`an operation of ${String(operation)}`);
  }
  const length = view.getUint8(2);
  if (length > 16) throw new Malformed(`a hardware address of ${String(length)} bytes`);
  const address = (at: number): string => addressOf(bytes.subarray(at, at + 4));
  return {
    reply: operation === 2,
    hops: view.getUint8(3),
    transaction: view.getUint32(4),
    seconds: view.getUint16(8),
    broadcast: (view.getUint16(10) & broadcastFlag) !== 0,
    clientAddress: address(12),
    yourAddress: address(16),
    nextServer: address(20),
    relayAgent: address(24),
    mac: [...bytes.subarray(28, 28 + length)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join(':'),
    ...readOptions(rawOptions(bytes)),
  };
}

/** Parts of one option belong together, wherever they are (RFC 3396 §5). */
function rawOptions(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const parts = new Map<number, Uint8Array[]>();
  collect(bytes.subarray(headerLength + 4), 'options', parts);
  const overload = parts.get(codes.overload)?.[0]?.[0] ?? 0;
  parts.delete(codes.overload);
  for (const { name, bit, from, to } of areas) {
    if ((overload & bit) !== 0) collect(bytes.subarray(from, to), name, parts);
  }
  return new Map([...parts].map(([code, each]) => [code, Uint8Array.from(Buffer.concat(each))]));
}

function collect(bytes: Uint8Array, name: string, parts: Map<number, Uint8Array[]>): void {
  for (let at = 0; at < bytes.length;) {
    const code = bytes[at] ?? 0;
    if (code === codes.end) return;
    if (code === codes.pad) {
      at += 1;
      continue;
    }
    const end = at + 2 + (bytes[at + 1] ?? 0);
    if (at + 1 >= bytes.length || end > bytes.length) {
      throw new Malformed(`option ${String(code)} goes beyond the end of ${name}`);
    }
    const known = parts.get(code);
    const part = bytes.subarray(at + 2, end);
    if (known === undefined) parts.set(code, [part]);
    else known.push(part);
    at = end;
  }
  throw new Malformed(`${name} without an end`);
}

/** What is too large for its field keeps its lower bits; an option that is too long is sent in parts. */
export function encodeDhcp(message: DhcpMessage): Uint8Array {
  const parts = writeOptions(message.options, message.others).flatMap(([code, bytes]) => {
    const count = Math.max(1, Math.ceil(bytes.length / longestPart));
    return Array.from({ length: count }, (_, n) => {
      const part = bytes.subarray(n * longestPart, (n + 1) * longestPart);
      return [code, part.length, ...part];
    });
  });
  const options = [...parts.flat(), codes.end];
  const bytes = new Uint8Array(Math.max(leastLength, headerLength + 4 + options.length));
  const view = new DataView(bytes.buffer);
  const mac = message.mac === '' ? [] : message.mac.split(':').map((byte) => parseInt(byte, 16));
  view.setUint8(0, message.reply ? 2 : 1);
  view.setUint8(1, ethernet);
  view.setUint8(2, mac.length);
  view.setUint8(3, message.hops);
  view.setUint32(4, message.transaction);
  view.setUint16(8, message.seconds);
  view.setUint16(10, message.broadcast ? broadcastFlag : 0);
  bytes.set(addressBytes(message.clientAddress), 12);
  bytes.set(addressBytes(message.yourAddress), 16);
  bytes.set(addressBytes(message.nextServer), 20);
  bytes.set(addressBytes(message.relayAgent), 24);
  bytes.set(mac, 28);
  view.setUint32(headerLength, cookie);
  bytes.set(options, headerLength + 4);
  return bytes;
}
