/**
 * A server of DHCPv6, reached by way of relay agents (RFC 8415 §18.3). A port of a network gets the address
 * that the network service gave it; anybody else, in a network of the server's own, one of a pool.
 */
import { BlockList } from 'node:net';
import {
  type Association,
  decodeDhcp6,
  type Dhcp6Message,
  type Dhcp6Options,
  encodeDhcp6,
  type Relayed,
} from '../../src/contract/enabler-services/dhcp6.ts';
import { duidOf, macOf } from '../../src/contract/enabler-services/dhcp6-client.ts';
import { Malformed } from '../../src/contract/enabler-services/malformed.ts';
import type { Leases } from './leases.ts';

/** What a client is to know of a network. */
export interface NetworkConfiguration6 {
  readonly prefix: string;
  readonly nameServers: readonly string[];
  readonly domains: readonly string[];
}
export interface NetworkAddress6 extends NetworkConfiguration6 {
  readonly address: string;
}

export interface AddressServer6Options {
  /** In milliseconds; undefined: it does not run. */
  readonly uptime: () => number | undefined;
  /** What a port with this hardware address has in the subnet that holds the other address. */
  readonly portAddress: (within: string, mac: string) => NetworkAddress6 | undefined;
  readonly leases: Leases;
}

/** The network of the server's own, of a block for documentation (RFC 3849). */
export const ownNetwork6 = {
  linkAddress: '2001:db8:0:67::1',
  prefix: '2001:db8:0:67::/64',
  nameServers: ['2001:db8:0:67::53'],
  domains: ['lab.test'],
} as const;
/** How it calls itself. */
export const identifier6 = duidOf('02:00:00:00:00:67');

type Answer = Pick<Dhcp6Message, 'type' | 'options'>;

/** @returns undefined for what gets no answer */
export function createAddressServer6({ uptime, portAddress, leases }: AddressServer6Options) {
  return (message: Uint8Array): Uint8Array | undefined => {
    if (uptime() === undefined) return undefined;
    const relayed = readable(message);
    const { client } = relayed?.message.options ?? {};
    if (relayed === undefined || client === undefined) return undefined;
    const { linkAddress } = relayed;
    const port = portAddress(linkAddress, macOf(client) ?? '');
    if (port === undefined && !isIn(ownNetwork6.prefix, linkAddress)) return undefined;
    const source = port === undefined ? pooled(leases) : fixed(port);
    const answer = answerTo(relayed.message, client, source);
    return answer && encodeDhcp6(inReplyTo(relayed, client, answer));
  };
}

/** What came by way of one relay agent. */
function readable(bytes: Uint8Array): Relayed | undefined {
  try {
    const relayed = decodeDhcp6(bytes);
    if (relayed.type !== 'relay-forward') return undefined;
    const { message } = relayed;
    return 'message' in message ? undefined : { ...relayed, message };
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

const isIn = (prefix: string, address: string): boolean => {
  const [network = '', length] = prefix.split('/');
  const block = new BlockList();
  block.addSubnet(network, Number(length), 'ipv6');
  return block.check(address, 'ipv6');
};

/** Where a client's address comes from. */
interface Source extends Leases {
  readonly network: NetworkConfiguration6;
}
const pooled = (leases: Leases): Source => ({ ...leases, network: ownNetwork6 });

/** What the network service gave cannot be taken back or declined here. */
const fixed = (port: NetworkAddress6): Source => {
  const nothing = () => undefined;
  const own = () => port.address;
  return {
    network: port,
    time: 86_400,
    of: own,
    offer: own,
    give: nothing,
    release: nothing,
    decline: nothing,
  };
};

function answerTo(
  { type, options }: Dhcp6Message,
  client: string,
  source: Source,
): Answer | undefined {
  const [asked] = options.associations ?? [];
  const wish = asked?.addresses[0]?.address;
  const forUs = options.server === identifier6;
  const reply = (association?: Association, more: Dhcp6Options = {}): Answer => ({
    type: type === 'solicit' ? 'advertise' : 'reply',
    options: { ...more, ...(association === undefined ? {} : { associations: [association] }) },
  });
  const configuration = configurationOf(source.network);
  const onLink = wish === undefined || isIn(source.network.prefix, wish);
  switch (type) {
    case 'solicit':
    case 'request': {
      if (asked === undefined || (type === 'request' && !forUs)) return undefined;
      if (!onLink && type === 'request') return reply(refused(asked, 'NotOnLink'), configuration);
      const address = source.offer(client, wish);
      if (address === undefined) return reply(refused(asked, 'NoAddrsAvail'));
      if (type === 'request') source.give(client, address);
      return reply(granted(asked, address, source.time), configuration);
    }
    case 'renew':
    case 'rebind': {
      if (asked === undefined || wish === undefined || (type === 'renew' && !forUs))
        return undefined;
      if (source.of(client) === wish) {
        source.give(client, wish);
        return reply(granted(asked, wish, source.time), configuration);
      }
      if (!onLink) return reply(granted(asked, wish, 0));
      // Who has it may be known to another server.
      return type === 'rebind' ? undefined : reply(refused(asked, 'NoBinding'));
    }
    case 'confirm':
      if (wish === undefined) return undefined;
      return reply(undefined, { status: said(onLink ? 'Success' : 'NotOnLink') });
    case 'release':
    case 'decline': {
      if (asked === undefined || wish === undefined || !forUs) return undefined;
      if (source.of(client) !== wish) return reply(refused(asked, 'NoBinding'));
      source[type](client, wish);
      return reply(undefined, { status: said('Success') });
    }
    case 'information-request':
      return reply(undefined, configuration);
    default:
      return undefined;
  }
}

const said = (code: string) => ({ code, text: '' });

const refused = ({ id }: Association, code: string): Association => ({
  id,
  renewalTime: 0,
  rebindingTime: 0,
  addresses: [],
  status: said(code),
});

/** @param time in seconds */
const granted = ({ id }: Association, address: string, time: number): Association => ({
  id,
  renewalTime: time / 2,
  rebindingTime: time * 0.8,
  addresses: [{ address, preferred: time, valid: time }],
});

const configurationOf = ({ nameServers, domains }: NetworkConfiguration6): Dhcp6Options => ({
  ...(nameServers.length === 0 ? {} : { nameServers }),
  ...(domains.length === 0 ? {} : { domains }),
});

/** What belongs to the relay agent comes back as it came (RFC 8415 §19.3, RFC 8357 §4.3). */
function inReplyTo(relayed: Relayed, client: string, { type, options }: Answer): Relayed {
  const { transaction } = relayed.message;
  return {
    ...relayed,
    type: 'relay-reply',
    message: {
      type,
      transaction,
      options: { client, server: identifier6, ...options },
      others: [],
    },
  };
}
