/** What can be wrong with what an address server gives, to whom, and for how long. */
import type { DhcpMessage } from '../../../src/contract/enabler-services/dhcp.ts';
import type { Defect } from '../defect.ts';
import {
  addressClauses,
  answeredAddresses,
  askedAddresses,
  asksAgain,
  beforeAddresses,
  granted,
  grants,
  withOptions,
} from './address-mail.ts';
import { onMail } from './mail.ts';

const kills = (...clauses: string[]) => ({ kills: clauses, mayAlsoBreak: [] as string[] });
const others = (clause: string): string[] => addressClauses.filter((each) => each !== clause);
const another = '192.0.2.200';

/** What a server has granted last, for answers that it would not give. */
const remembering = (
  handle: (
    request: DhcpMessage,
    answer: DhcpMessage | undefined,
    last: DhcpMessage | undefined,
  ) => DhcpMessage | undefined,
) =>
  beforeAddresses(() => {
    let last: DhcpMessage | undefined;
    return (request, next, answer) => {
      let own: DhcpMessage | undefined;
      next(request, (message) => {
        own = message;
        if (grants(message)) last = message;
      });
      const told = handle(request, own, last);
      if (told !== undefined) answer(told);
    };
  });

export const addressLeaseDefects: readonly Defect[] = [
  onMail(
    {
      name: 'addresses-not-as-offered',
      does: 'An address server gives another address than it offered.',
      kills: ['dhcp/lease', 'dhcp/port-addresses'],
      mayAlsoBreak: ['dhcp/renewal', 'dhcp/release', 'dhcp/uniqueness', 'dhcp/configuration'],
    },
    answeredAddresses((answer, request) =>
      answer.options.type === 'ack' && grants(answer) && !asksAgain(request)
        ? { ...answer, yourAddress: another }
        : answer,
    ),
  ),
  onMail(
    {
      name: 'addresses-no-time',
      does: 'An address server gives addresses for no time.',
      kills: ['dhcp/lease', 'dhcp/renewal'],
      mayAlsoBreak: ['dhcp/release', 'dhcp/port-addresses'],
    },
    answeredAddresses((answer) =>
      grants(answer) ? withOptions(answer, { leaseTime: 0 }) : answer,
    ),
  ),
  onMail(
    {
      name: 'addresses-renewed-too-late',
      does: 'An address server has clients renew their leases after these have ended.',
      kills: ['dhcp/lease', 'dhcp/renewal'],
      mayAlsoBreak: ['dhcp/release', 'dhcp/port-addresses'],
    },
    answeredAddresses((answer) =>
      grants(answer) ? withOptions(answer, { renewalTime: 100_000 }) : answer,
    ),
  ),
  onMail(
    {
      name: 'addresses-renewal-refused',
      does: 'An address server refuses to renew.',
      ...kills('dhcp/renewal'),
    },
    answeredAddresses((answer, { clientAddress, options }) =>
      options.type === 'request' && clientAddress !== '0.0.0.0'
        ? withOptions(answer, { type: 'nak' })
        : answer,
    ),
  ),
  onMail(
    {
      name: 'addresses-renewed-for-less',
      does: 'An address server renews leases for half of their time.',
      ...kills('dhcp/renewal'),
    },
    answeredAddresses((answer, request) => {
      if (!asksAgain(request) || !grants(answer)) return answer;
      return withOptions(answer, { leaseTime: 1800, renewalTime: 900, rebindingTime: 1500 });
    }),
  ),
  onMail(
    {
      name: 'addresses-renewed-to-another',
      does: 'An address server gives another address to who renews.',
      kills: ['dhcp/renewal'],
      mayAlsoBreak: ['dhcp/uniqueness'],
    },
    answeredAddresses((answer, request) =>
      asksAgain(request) && grants(answer) ? { ...answer, yourAddress: another } : answer,
    ),
  ),
  onMail(
    {
      name: 'addresses-release-ignored',
      does: 'An address server does not take addresses back.',
      kills: ['dhcp/release'],
      mayAlsoBreak: others('dhcp/release'),
    },
    askedAddresses((request) => (request.options.type === 'release' ? undefined : request)),
  ),
  onMail(
    {
      name: 'addresses-decline-ignored',
      does: 'An address server goes on offering what is in use.',
      ...kills('dhcp/decline'),
    },
    askedAddresses((request) => (request.options.type === 'decline' ? undefined : request)),
  ),
  onMail(
    {
      name: 'addresses-given-twice',
      does: 'An address server gives what another client has to who asks for it.',
      kills: ['dhcp/uniqueness', 'dhcp/refusal'],
      mayAlsoBreak: [],
    },
    remembering((request, answer, last) => {
      const { requestedAddress } = request.options;
      const refused = answer?.options.type === 'nak';
      return refused && last !== undefined && requestedAddress !== undefined
        ? granted(last, request, requestedAddress)
        : answer;
    }),
  ),
  onMail(
    {
      name: 'addresses-same-for-all',
      does: 'An address server gives every client the same address.',
      kills: ['dhcp/uniqueness'],
      mayAlsoBreak: others('dhcp/uniqueness'),
    },
    remembering((request, answer, last) => {
      const { type } = request.options;
      const grantable = type === 'discover' || (type === 'request' && !asksAgain(request));
      return grantable && last !== undefined ? granted(last, request, another) : answer;
    }),
  ),
  onMail(
    {
      name: 'addresses-exhausted-gives',
      does: 'An address server that has no address left gives one that a client has.',
      kills: ['dhcp/uniqueness'],
      // While it is stopped, too.
      mayAlsoBreak: ['dhcp/lease', 'dhcp/renewal'],
    },
    remembering((request, answer, last) => {
      const { type, requestedAddress = last?.yourAddress } = request.options;
      const wanting = answer === undefined && type === 'discover';
      const refused = answer?.options.type === 'nak' && !asksAgain(request);
      return (wanting || refused) && last !== undefined && requestedAddress !== undefined
        ? granted(last, request, requestedAddress)
        : answer;
    }),
  ),
  onMail(
    {
      name: 'addresses-port-otherwise',
      does: 'An address server gives a port another address than the network did.',
      ...kills('dhcp/port-addresses'),
    },
    beforeAddresses(() => (request, next, answer) => {
      const { relayAgent } = request;
      next({ ...request, relayAgent: '192.0.2.1' }, (message) => {
        answer({ ...message, relayAgent });
      });
    }),
  ),
];
