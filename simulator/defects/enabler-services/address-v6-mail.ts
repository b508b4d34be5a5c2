/** Interference with messages of servers of DHCPv6, as they come by way of one relay agent. */
import {
  type AssociatedAddress,
  type Association,
  decodeDhcp6,
  type Dhcp6Message,
  type Dhcp6Options,
  encodeDhcp6,
  type Relayed,
} from '../../../src/contract/enabler-services/dhcp6.ts';
import { Malformed } from '../../../src/contract/enabler-services/malformed.ts';
import type { Door } from '../defect.ts';
import { createInterference } from './interference.ts';

export const ofAddresses6 = ({ server }: Door): boolean => server.endsWith(':547');

function decode(bytes: Uint8Array): Relayed {
  const relayed = decodeDhcp6(bytes);
  if (!('message' in relayed)) throw new Malformed('no relay agent’s message');
  const { message } = relayed;
  if ('message' in message) throw new Malformed('a message of several relay agents');
  return { ...relayed, message };
}

export const addresses6 = createInterference<Relayed>({
  here: ofAddresses6,
  decode,
  encode: encodeDhcp6,
});

export const withMessage6 = (relayed: Relayed, change: Partial<Dhcp6Message>): Relayed => ({
  ...relayed,
  message: { ...relayed.message, ...change },
});
export const withOptions6 = (relayed: Relayed, options: Dhcp6Options): Relayed =>
  withMessage6(relayed, { options: { ...relayed.message.options, ...options } });

/** Changes what is said of the client's association, where anything is. */
export function withAssociation(relayed: Relayed, change: Partial<Association>): Relayed {
  const { associations } = relayed.message.options;
  if (associations === undefined) return relayed;
  return withOptions6(relayed, {
    associations: associations.map((each) => ({ ...each, ...change })),
  });
}
/** Changes each address that is offered or given. */
export function withAddress(relayed: Relayed, change: Partial<AssociatedAddress>): Relayed {
  const [first] = relayed.message.options.associations ?? [];
  if (first === undefined) return relayed;
  return withAssociation(relayed, {
    addresses: first.addresses.map((each) => ({ ...each, ...change })),
  });
}

export const statusOf = ({ message: { options } }: Relayed): string | undefined =>
  (options.status ?? options.associations?.[0]?.status)?.code;
