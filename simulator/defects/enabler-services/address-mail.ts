/** Interference with messages of address servers. */
import {
  decodeDhcp,
  type DhcpMessage,
  type DhcpOptions,
  encodeDhcp,
} from '../../../src/contract/enabler-services/dhcp.ts';
import { Malformed } from '../../../src/contract/enabler-services/malformed.ts';
import type { Answer, Door, Mailbox } from '../defect.ts';
import { atDoors } from './mail.ts';

export const ofAddresses = ({ server }: Door): boolean => server.endsWith(':67');

/** What has examples; all of them begin with a lease. */
export const addressClauses: readonly string[] = [
  'dhcp/lease',
  'dhcp/configuration',
  'dhcp/renewal',
  'dhcp/release',
  'dhcp/uniqueness',
  'dhcp/refusal',
  'dhcp/decline',
  'dhcp/information',
  'dhcp/port-addresses',
];

/** What is asked, and how it goes on to the server and back. */
type Handle = (
  request: DhcpMessage,
  next: (request: DhcpMessage, answered: (answer: DhcpMessage) => void) => void,
  answer: (answer: DhcpMessage) => void,
) => void;

/** Stands before the server, for what it can read; `handle` is called once for each run. */
export const beforeAddresses =
  (handle: () => Handle): ((next: Mailbox) => Mailbox) =>
  (next) => {
    const handled = handle();
    return atDoors(ofAddresses, (inner) => (door: Door, bytes: Uint8Array, answer: Answer) => {
      const asked = readable(bytes);
      if (asked === undefined) {
        inner(door, bytes, answer);
        return;
      }
      handled(
        asked,
        (request, answered) => {
          inner(door, encodeDhcp(request), (back) => {
            answered(decodeDhcp(back));
          });
        },
        (message) => {
          answer(encodeDhcp(message));
        },
      );
    })(next);
  };

function readable(bytes: Uint8Array): DhcpMessage | undefined {
  try {
    return decodeDhcp(bytes);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/** Changes what goes back. */
export const answeredAddresses = (
  change: (answer: DhcpMessage, request: DhcpMessage) => DhcpMessage | undefined,
) =>
  beforeAddresses(() => (request, next, answer) => {
    next(request, (message) => {
      const changed = change(message, request);
      if (changed !== undefined) answer(changed);
    });
  });

/** Changes what is asked; what becomes undefined is not heard. */
export const askedAddresses = (change: (request: DhcpMessage) => DhcpMessage | undefined) =>
  beforeAddresses(() => (request, next, answer) => {
    const changed = change(request);
    if (changed !== undefined) next(changed, answer);
  });

export const withOptions = (message: DhcpMessage, options: DhcpOptions): DhcpMessage => ({
  ...message,
  options: { ...message.options, ...options },
});

/** Offers and leases: they have an address and a time. */
export const grants = ({ options: { leaseTime } }: DhcpMessage): boolean => leaseTime !== undefined;

/** Whether a client asks for what it has had before: without the name of a server. */
export const asksAgain = ({ options: { type, server } }: DhcpMessage): boolean =>
  type === 'request' && server === undefined;

/** The same to another client, in answer to its request. */
export const granted = (
  like: DhcpMessage,
  { mac, transaction, options: { type } }: DhcpMessage,
  yourAddress: string,
): DhcpMessage => ({
  ...withOptions(like, { type: type === 'discover' ? 'offer' : 'ack' }),
  mac,
  transaction,
  yourAddress,
});
