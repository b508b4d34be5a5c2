/** An address server, asked as its clients do: by way of a relay agent, or on its network (RFC 2131, RFC 8357). */
import {
  decodeDhcp,
  type DhcpMessage,
  type DhcpOptions,
  emptyMessage,
  encodeDhcp,
  type MessageType,
  noAddress,
} from '../../contract/enabler-services/dhcp.ts';
import { dhcpText } from '../../contract/enabler-services/dhcp-text.ts';
import { Malformed } from '../../contract/enabler-services/malformed.ts';
import { Refusal } from '../../failures.ts';
import { askByDatagram, type Try } from '../../transport/ask-datagram.ts';
import { tellByDatagram } from '../../transport/tell-datagram.ts';
import { type Forgery, troubled } from '../../transport/trouble.ts';
import {
  type AddressAnswer,
  type AddressServer,
  type AddressServerOptions,
  type How,
  newHardwareAddress,
  timeoutMs,
  tries,
} from '../address-server.ts';

export type * from '../address-server.ts';

export const dhcpPorts = { client: 68, server: 67 } as const;

/** How a server is reached, as a target description says it. */
export type ServerWay =
  | {
      readonly relay: {
        readonly server: string;
        /** Of the relay agent, in the network for which addresses are asked. */
        readonly giaddr: string;
        /** Where answers come, of a server that sends them to no other port than a relay agent's own. */
        readonly listen?: string | undefined;
      };
    }
  | { readonly interface: string };

/** Subnet mask, router, name servers, domain, MTU, broadcast address, lease time, server, times, routes. */
const wanted = [1, 3, 6, 15, 26, 28, 51, 54, 58, 59, 121];
/** Parts of what a relay agent adds: where the client is, and that it is not to be answered at port 67. */
const relayParts = { circuit: 1, sourcePort: 19 } as const;
const circuit = Buffer.from('nfvi-conformance').toString('hex');

type Sent = Partial<DhcpMessage> & { readonly mac: string; readonly options: DhcpOptions };

export function openAddressServer(way: ServerWay, options: AddressServerOptions): AddressServer {
  const { open, random } = options;
  const relay = 'relay' in way ? way.relay : undefined;
  const address = 'relay' in way ? way.relay.server : `interface ${way.interface}`;
  const again = (mac: string): string =>
    'relay' in way
      ? `dhcping -s ${way.relay.server.replace(/:\d+$/, '')} -g ${way.relay.giaddr} -h ${mac}`
      : `nmap --script broadcast-dhcp-discover -e ${way.interface}`;

  const complete = (sent: Sent): DhcpMessage => {
    const { clientAddress = noAddress } = sent;
    const message = {
      ...emptyMessage,
      ...sent,
      transaction: Number(random() & 0xffff_ffffn),
      // Nobody else could take what is sent to an address that nobody has yet.
      broadcast: clientAddress === noAddress,
    };
    if (relay === undefined) return message;
    const port = relay.listen === undefined ? [{ code: relayParts.sourcePort, data: '' }] : [];
    const added = [{ code: relayParts.circuit, data: circuit }, ...port];
    const withRelay = { ...message.options, relay: added };
    return { ...message, hops: 1, relayAgent: relay.giaddr, options: withRelay };
  };

  const ask = async (sent: Sent, due: readonly MessageType[], { trouble }: How = {}) => {
    const message = complete({ ...sent, options: { ...sent.options, wanted } });
    const line = trouble === undefined ? open : troubled(open, trouble, forgery);
    const started = options.clock.now();
    const answer = await askByDatagram(line, options, {
      protocol: 'DHCP',
      server: address,
      expected: `an answer (${due.join(' or ')}) to the ${String(sent.options.type)} of ${sent.mac}`,
      again: again(sent.mac),
      tries,
      timeoutMs,
      ask: () => {
        // One transaction, however often it is asked: an answer that was slow is as good.
        const seconds = Math.floor((options.clock.now() - started) / 1000);
        return request({ ...message, seconds }, due);
      },
    });
    if (answer.type !== 'nak') return answer;
    const said = answer.reason ?? 'it cannot have that address';
    throw new Refusal('invalid', 0, `${address} to ${sent.mac}: ${said}`);
  };
  const tell = (sent: Sent): Promise<void> => {
    const message = complete(sent);
    const bytes = encodeDhcp(message);
    const text = dhcpText(message);
    const about = { protocol: 'DHCP', server: address, again: again(sent.mac) };
    return tellByDatagram(open, options, { ...about, bytes, text });
  };
  const given = ['ack', 'nak'] as const;

  return {
    address,
    byRelay: relay !== undefined,
    ownAddress: options.ownAddress ?? relay?.giaddr,
    elsewhere: { address: nowhere, server: nowhere },
    newClient: () => newHardwareAddress(random),
    discover: (mac, requestedAddress, how) =>
      ask(
        {
          mac,
          options: {
            type: 'discover',
            ...(requestedAddress === undefined ? {} : { requestedAddress }),
          },
        },
        ['offer'],
        how,
      ),
    take: ({ mac, address: requestedAddress, server }, how) =>
      ask({ mac, options: { type: 'request', requestedAddress, server } }, given, how),
    confirm: (mac, requestedAddress, how) =>
      ask({ mac, options: { type: 'request', requestedAddress } }, given, how),
    renew: ({ mac, address: clientAddress }, how) =>
      ask({ mac, clientAddress, options: { type: 'request' } }, given, how),
    inform: (mac, clientAddress, how) =>
      ask({ mac, clientAddress, options: { type: 'inform' } }, ['ack'], how),
    release: ({ mac, address: clientAddress, server }) =>
      tell({ mac, clientAddress, options: { type: 'release', server } }),
    decline: ({ mac, address: requestedAddress, server }) =>
      tell({ mac, options: { type: 'decline', requestedAddress, server } }),
    behind: (giaddr) =>
      'relay' in way
        ? openAddressServer({ relay: { ...way.relay, giaddr } }, options)
        : openAddressServer(way, options),
  };
}

function request(asked: DhcpMessage, due: readonly MessageType[]): Try<AddressAnswer> {
  return {
    bytes: encodeDhcp(asked),
    text: dhcpText(asked),
    read({ bytes }) {
      const message = readable(bytes);
      if (message instanceof Malformed) {
        return { stray: `it is no message of DHCP, but ${message.message}` };
      }
      const stray = whyNot(message, asked, due);
      if (stray !== undefined) return { stray };
      const { mac, yourAddress, options } = message;
      const { server = '' } = options;
      if (server === '') return { stray: 'it does not say which server it comes from' };
      return { text: dhcpText(message), value: { ...options, mac, address: yourAddress, server } };
    },
  };
}

function readable(bytes: Uint8Array): DhcpMessage | Malformed {
  try {
    return decodeDhcp(bytes);
  } catch (error) {
    if (error instanceof Malformed) return error;
    throw error;
  }
}

/** Why a message is no answer to a client. */
function whyNot(
  message: DhcpMessage,
  { transaction, mac, relayAgent }: DhcpMessage,
  due: readonly MessageType[],
): string | undefined {
  const { type } = message.options;
  if (!message.reply) return 'it is a request itself';
  if (message.transaction !== transaction) {
    return `it answers another request (its transaction is ${message.transaction.toString(16)})`;
  }
  if (message.mac !== mac) return `it is for another client (${message.mac})`;
  if (message.relayAgent !== relayAgent) {
    return `it is for another relay agent (${message.relayAgent})`;
  }
  if (type === undefined || !due.includes(type)) {
    return `it is of type ${type ?? 'none'}, and ${due.join(' or ')} is due`;
  }
  return undefined;
}

/** Of a block for documentation (RFC 5737): nobody is given them. */
const forgedAddress = '203.0.113.66';
const nowhere = '203.0.113.67';
const forged = (bytes: Uint8Array, toAnother: boolean): Uint8Array => {
  const message = readable(bytes);
  if (message instanceof Malformed) return bytes;
  const transaction = toAnother ? (message.transaction ^ 1) >>> 0 : message.transaction;
  return encodeDhcp({ ...message, transaction, yourAddress: forgedAddress });
};
const forgery: Forgery = {
  toAnother: (answer) => forged(answer, true),
  wrong: (answer) => forged(answer, false),
};
