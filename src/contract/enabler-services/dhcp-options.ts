/** The options of DHCPv4 that are read and written (RFC 2132, RFC 3442, RFC 3046), by the names they have here. */
import { at, type Field, type OtherOption, readField } from './dhcp-field.ts';
import {
  address,
  addresses,
  codes,
  hexadecimal,
  number,
  routes,
  subOptions,
  text,
  type Value,
} from './dhcp-values.ts';
import { Malformed } from './malformed.ts';

/** What a message is for, by its number from 1 (RFC 2132 §9.6). */
export const messageTypes = [
  'discover',
  'offer',
  'request',
  'decline',
  'ack',
  'nak',
  'release',
  'inform',
] as const;
export type MessageType = (typeof messageTypes)[number];

const messageType: Value<MessageType> = {
  read(bytes) {
    const type = messageTypes[number(1).read(bytes) - 1];
    if (type !== undefined) return type;
    throw new Malformed(`a message of type ${String(bytes[0])}`);
  },
  write: (type) => number(1).write(messageTypes.indexOf(type) + 1),
};

export const fields = {
  mask: at(1, address),
  routers: at(3, addresses),
  nameServers: at(6, addresses),
  hostName: at(12, text),
  domain: at(15, text),
  mtu: at(26, number(2)),
  broadcastAddress: at(28, address),
  requestedAddress: at(50, address),
  /** In seconds. */
  leaseTime: at(51, number(4)),
  type: at(53, messageType),
  server: at(54, address),
  /** The codes of options that a client asks for. */
  wanted: at(55, codes),
  /** Why something is refused, in words. */
  reason: at(56, text),
  /** When to renew a lease, and when with any server: in seconds from its beginning. */
  renewalTime: at(58, number(4)),
  rebindingTime: at(59, number(4)),
  clientId: at(61, hexadecimal),
  routes: at(121, routes),
  relay: at(82, subOptions),
} as const;

type Fields = typeof fields;
export type OptionName = keyof Fields;
/** What a message says beyond its header; what it does not say is absent. */
export type DhcpOptions = {
  readonly [N in OptionName]?: ReturnType<Fields[N]['read']>;
};

export const optionNames = Object.keys(fields) as readonly OptionName[];
const nameOf = new Map<number, OptionName>(optionNames.map((name) => [fields[name].code, name]));

/** @throws Malformed that says which option is wrong */
export function readOptions(raw: ReadonlyMap<number, Uint8Array>): {
  readonly options: DhcpOptions;
  readonly others: readonly OtherOption[];
} {
  const options: Record<string, unknown> = {};
  const others: OtherOption[] = [];
  for (const [code, bytes] of raw) {
    const name = nameOf.get(code);
    if (name === undefined) others.push({ code, data: hexadecimal.read(bytes) });
    else options[name] = readField<unknown>(fields[name], bytes);
  }
  return { options, others };
}

/** The type comes first and what relay agents add last (RFC 3046 §2.1), the rest by its code. */
const rank = (code: number): number => {
  if (code === fields.type.code) return 0;
  return code === fields.relay.code ? 256 : code;
};

/** In the order in which they are sent. */
export function writeOptions(
  options: DhcpOptions,
  others: readonly OtherOption[],
): readonly (readonly [code: number, bytes: Uint8Array])[] {
  const named = optionNames.flatMap((name): [number, Uint8Array][] => {
    const field: Field<unknown> = fields[name];
    const value = options[name];
    return value === undefined ? [] : [[field.code, field.write(value)]];
  });
  return [
    ...named,
    ...others.map(({ code, data }): [number, Uint8Array] => [code, hexadecimal.write(data)]),
  ].toSorted(([one], [other]) => rank(one) - rank(other));
}
