/**
 * An address server, reached by way of relay agents (RFC 2131 §4.3). A port of a network gets the address
 * that the network service gave it; anybody else, in a network of the server's own, one of a pool.
 */
import {
  decodeDhcp,
  type DhcpMessage,
  type DhcpOptions,
  emptyMessage,
  encodeDhcp,
  type MessageType,
  noAddress,
} from '../../src/contract/enabler-services/dhcp.ts';
import { Malformed } from '../../src/contract/enabler-services/malformed.ts';
import type { Leases } from './leases.ts';

/** What a client is to know of a network. */
export interface NetworkConfiguration {
  readonly mask: string;
  readonly gateway: string | undefined;
  readonly nameServers: readonly string[];
  readonly routes: readonly { readonly destination: string; readonly via: string }[];
  readonly mtu: number;
}
export interface NetworkAddress extends NetworkConfiguration {
  readonly address: string;
}

export interface AddressServerOptions {
  /** In milliseconds; undefined: it does not run. */
  readonly uptime: () => number | undefined;
  /** What a port with this hardware address has in the subnet that holds the other address. */
  readonly portAddress: (within: string, mac: string) => NetworkAddress | undefined;
  readonly leases: Leases;
}

/** The network of the server's own, of a block for documentation (RFC 5737). */
export const ownNetwork = {
  relayAgent: '192.0.2.1',
  mask: '255.255.255.0',
  gateway: '192.0.2.1',
  nameServers: ['192.0.2.53'],
  routes: [{ destination: '198.51.100.0/24', via: '192.0.2.254' }],
  mtu: 1450,
} as const;
/** How it calls itself. */
const identifier = '192.0.2.2';

type Answer = Partial<DhcpMessage> & { readonly options: DhcpOptions };

/** @returns undefined for what gets no answer */
export function createAddressServer({ uptime, portAddress, leases }: AddressServerOptions) {
  return (message: Uint8Array): Uint8Array | undefined => {
    if (uptime() === undefined) return undefined;
    const request = readable(message);
    if (request === undefined || request.reply) return undefined;
    const { mac, relayAgent } = request;
    const port = portAddress(relayAgent, mac);
    if (port === undefined && relayAgent !== ownNetwork.relayAgent) return undefined;
    const answer = answerTo(request, port === undefined ? pooled(leases) : fixed(port));
    return answer && encodeDhcp(inReplyTo(request, answer));
  };
}

function readable(message: Uint8Array): DhcpMessage | undefined {
  try {
    return decodeDhcp(message);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/** Where a client's address comes from. */
interface Source extends Omit<Leases, 'time'> {
  readonly network: NetworkConfiguration;
  readonly time: number;
}
const pooled = (leases: Leases): Source => ({ ...leases, network: ownNetwork });

/** What the network service gave cannot be taken back or declined here. */
const fixed = (port: NetworkAddress): Source => {
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

function answerTo(request: DhcpMessage, source: Source): Answer | undefined {
  const { mac, clientAddress, options } = request;
  const { type, requestedAddress = noAddress, server } = options;
  switch (type) {
    case 'discover': {
      const address = source.offer(mac, options.requestedAddress);
      return address === undefined ? undefined : granted('offer', address, source);
    }
    case 'request': {
      // It has chosen another's offer.
      if (server !== undefined && server !== identifier) return undefined;
      const wanted = clientAddress === noAddress ? requestedAddress : clientAddress;
      if (source.of(mac) !== wanted) return refused(wanted);
      source.give(mac, wanted);
      return granted('ack', wanted, source);
    }
    case 'inform':
      return clientAddress === noAddress
        ? undefined
        : { clientAddress, options: { type: 'ack', ...configuration(source.network) } };
    case 'release':
      source.release(mac, clientAddress);
      return undefined;
    case 'decline':
      source.decline(mac, requestedAddress);
      return undefined;
    default:
      return undefined;
  }
}

const granted = (type: MessageType, yourAddress: string, { network, time }: Source): Answer => ({
  yourAddress,
  options: {
    type,
    leaseTime: time,
    renewalTime: time / 2,
    rebindingTime: (time * 7) / 8,
    ...configuration(network),
  },
});

const refused = (address: string): Answer => ({
  options: { type: 'nak', reason: `${address} is not yours` },
});

/** Who is told of ways looks at no router: the way to everywhere is one of them (RFC 3442). */
function configuration({
  mask,
  gateway,
  nameServers,
  routes,
  mtu,
}: NetworkConfiguration): DhcpOptions {
  const everywhere = gateway === undefined ? [] : [{ destination: '0.0.0.0/0', via: gateway }];
  return {
    mask,
    mtu,
    ...(gateway === undefined ? {} : { routers: [gateway] }),
    ...(nameServers.length === 0 ? {} : { nameServers }),
    ...(routes.length === 0 ? {} : { routes: [...everywhere, ...routes] }),
  };
}

/** What belongs to the relay agent and the client's own name come back as they came (RFC 3046, RFC 6842). */
function inReplyTo(request: DhcpMessage, answer: Answer): DhcpMessage {
  const { transaction, broadcast, relayAgent, mac } = request;
  const { clientId, relay } = request.options;
  return {
    ...emptyMessage,
    ...{ transaction, broadcast, relayAgent, mac },
    ...answer,
    reply: true,
    options: {
      ...answer.options,
      server: identifier,
      ...(clientId === undefined ? {} : { clientId }),
      ...(relay === undefined ? {} : { relay }),
    },
  };
}
