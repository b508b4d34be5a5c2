/** What servers of DHCPv6 answer: what belongs to a request, and what it says (RFC 8415 §16 and §18.2.10). */
import {
  decodeDhcp6,
  type Dhcp6Datagram,
  type Dhcp6Message,
  type Dhcp6Options,
  encodeDhcp6,
  type MessageType6,
  type Relayed,
} from '../contract/enabler-services/dhcp6.ts';
import { dhcp6Text } from '../contract/enabler-services/dhcp6-text.ts';
import { Malformed } from '../contract/enabler-services/malformed.ts';
import type { Try } from '../transport/ask-datagram.ts';
import type { Forgery } from '../transport/trouble.ts';
import type { AddressAnswer } from './address-server.ts';

/** Each client has one interface. */
export const associationId = 1;
const none = '::';

/** What an answer must be, and whether it is about an address. */
export interface Due {
  readonly type: MessageType6;
  readonly address: boolean;
}

interface Answered {
  readonly told: AddressAnswer;
  readonly options: Dhcp6Options;
}

export function request(asked: Relayed, mac: string, due: Due): Try<Answered> {
  return {
    bytes: encodeDhcp6(asked),
    text: dhcp6Text(asked),
    read({ bytes }) {
      const relayed = readable(bytes);
      if (relayed instanceof Malformed) {
        return { stray: `it is no message of DHCPv6, but ${relayed.message}` };
      }
      if (!('message' in relayed) || 'message' in relayed.message) {
        return { stray: 'it is not for one relay agent' };
      }
      const { message } = relayed;
      const stray = notForUs(relayed, asked) ?? whyNot(message, asked.message, due);
      if (stray !== undefined) return { stray };
      const told = answerOf(mac, message.options);
      return { text: dhcp6Text(relayed), value: { told, options: message.options } };
    },
  };
}

function readable(bytes: Uint8Array): Dhcp6Datagram | Malformed {
  try {
    return decodeDhcp6(bytes);
  } catch (error) {
    if (error instanceof Malformed) return error;
    throw error;
  }
}

/** Why a message is none to this relay agent. */
function notForUs(
  { type, linkAddress, peerAddress, options }: Relayed<Dhcp6Datagram>,
  asked: Relayed,
): string | undefined {
  if (type !== 'relay-reply') return 'it is a request itself';
  if (linkAddress !== asked.linkAddress) return `it is for another network (${linkAddress})`;
  if (peerAddress !== asked.peerAddress) return `it is for another client (${peerAddress})`;
  return options.interfaceId === asked.options.interfaceId
    ? undefined
    : 'it does not give back the relay agent’s interface';
}

/** Why a message is no answer to a client. */
function whyNot(message: Dhcp6Message, asked: Dhcp6Message, due: Due): string | undefined {
  const { client = 'nobody', server, status, associations = [] } = message.options;
  if (message.transaction !== asked.transaction) {
    return `it answers another request (its transaction is ${message.transaction.toString(16)})`;
  }
  if (client !== asked.options.client) return `it is for another client (${client})`;
  if (message.type !== due.type) return `it is of type ${message.type}, and ${due.type} is due`;
  if (server === undefined) return 'it does not say which server it comes from';
  const own = associations.find(({ id }) => id === associationId);
  if (due.address && own === undefined && (status?.code ?? 'Success') === 'Success') {
    return 'it says nothing of the client’s association';
  }
  const wrong = own?.addresses.find(({ preferred, valid }) => preferred > valid);
  // Clients pass it over (RFC 8415 §21.6).
  return wrong && `${wrong.address} is preferred for longer than it is valid`;
}

/** The first address of the client's association; times of 0 are left to the client. */
function answerOf(mac: string, { associations = [], ...options }: Dhcp6Options): AddressAnswer {
  const own = associations.find(({ id }) => id === associationId);
  const [first] = own?.addresses ?? [];
  const { nameServers, domains, server = '' } = options;
  return {
    mac,
    address: first?.address ?? none,
    server,
    ...(first === undefined ? {} : { leaseTime: first.valid }),
    ...(own?.renewalTime ? { renewalTime: own.renewalTime } : {}),
    ...(own?.rebindingTime ? { rebindingTime: own.rebindingTime } : {}),
    ...(nameServers === undefined ? {} : { nameServers }),
    ...(domains === undefined ? {} : { domains }),
  };
}

/** What a server says against it: for the whole, for the association, or by taking an address away. */
export function refusalIn(
  { told, options }: Answered,
  asked: MessageType6,
  due: Due,
): string | undefined {
  const own = options.associations?.find(({ id }) => id === associationId);
  const [first] = own?.addresses ?? [];
  const said = [options.status, own?.status, first?.status].find(
    (status) => status !== undefined && status.code !== 'Success',
  );
  if (said !== undefined) return `${said.code} ${said.text}`.trimEnd();
  if (!due.address) return undefined;
  if (told.address === none) return 'it gives no address';
  const again = asked === 'renew' || asked === 'rebind';
  return again && told.leaseTime === 0 ? `${told.address} is not to be used any more` : undefined;
}

/** Of a block for documentation (RFC 3849): nobody is given it. */
const forgedAddress = '2001:db8:ffff::66';
const forged = (bytes: Uint8Array, toAnother: boolean): Uint8Array => {
  const relayed = readable(bytes);
  if (relayed instanceof Malformed || !('message' in relayed)) return bytes;
  const { message } = relayed;
  if ('message' in message) return bytes;
  const associations = message.options.associations?.map((each) => ({
    ...each,
    addresses: each.addresses.map((one) => ({ ...one, address: forgedAddress })),
  }));
  const options =
    associations === undefined ? message.options : { ...message.options, associations };
  const transaction = toAnother ? message.transaction ^ 1 : message.transaction;
  return encodeDhcp6({ ...relayed, message: { ...message, transaction, options } });
};
export const forgery: Forgery = {
  toAnother: (answer) => forged(answer, true),
  wrong: (answer) => forged(answer, false),
};
