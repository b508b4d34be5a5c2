/** Interference with messages of address servers. */
import {
  decodeDhcp,
  type DhcpMessage,
  type DhcpOptions,
  encodeDhcp,
} from '../../../src/contract/enabler-services/dhcp.ts';
import type { Door } from '../defect.ts';
import { createInterference } from './interference.ts';

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

const interference = createInterference<DhcpMessage>({
  here: ofAddresses,
  decode: decodeDhcp,
  encode: encodeDhcp,
});
export const beforeAddresses = interference.before;
export const answeredAddresses = interference.answered;
export const askedAddresses = interference.asked;

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
