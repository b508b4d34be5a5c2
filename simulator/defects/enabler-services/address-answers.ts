/** What can be wrong with who is answered by an address server, and how. */
import type { Defect } from '../defect.ts';
import {
  addressClauses,
  answeredAddresses,
  askedAddresses,
  asksAgain,
  beforeAddresses,
  grants,
  ofAddresses,
  withOptions,
} from './address-mail.ts';
import { atDoors, onMail } from './mail.ts';

const killing = (...kills: string[]) => ({
  kills,
  mayAlsoBreak: addressClauses.filter((clause) => !kills.includes(clause)),
});

export const addressAnswerDefects: readonly Defect[] = [
  onMail(
    {
      name: 'addresses-answer-to-another',
      does: 'An address server answers with the transaction of another request.',
      ...killing('dhcp/lease', 'dhcp/configuration'),
    },
    answeredAddresses((answer) => ({ ...answer, transaction: (answer.transaction ^ 1) >>> 0 })),
  ),
  onMail(
    {
      name: 'addresses-other-client',
      does: 'An address server sends the answers for every client to one.',
      ...killing('dhcp/lease'),
    },
    answeredAddresses((answer) => ({ ...answer, mac: '02:00:00:00:00:01' })),
  ),
  onMail(
    {
      name: 'addresses-answer-cut-short',
      does: 'The answers of an address server end after 250 bytes.',
      ...killing('dhcp/lease'),
    },
    atDoors(ofAddresses, (next) => (door, message, answer) => {
      next(door, message, (bytes) => {
        answer(bytes.slice(0, 250));
      });
    }),
  ),
  onMail(
    {
      name: 'addresses-answer-from-elsewhere',
      does: 'An address server answers relay agents from another port than the one that was asked.',
      ...killing('dhcp/lease'),
    },
    atDoors(ofAddresses, (next) => (door, message, answer) => {
      next(door, message, (bytes) => {
        answer(bytes, { elsewhere: true });
      });
    }),
  ),
  onMail(
    {
      name: 'addresses-without-server',
      does: 'An address server does not say in its answers which one it is.',
      ...killing('dhcp/lease'),
    },
    answeredAddresses((answer) => {
      const { server: _, ...options } = answer.options;
      return { ...answer, options };
    }),
  ),
  onMail(
    {
      name: 'addresses-silent-after-offer',
      does: 'An address server overhears three requests after each offer.',
      ...killing('dhcp/lease'),
    },
    beforeAddresses(() => {
      let deaf = 0;
      return (request, next, answer) => {
        deaf -= 1;
        if (deaf >= 0) return;
        if (request.options.type === 'discover') deaf = 3;
        next(request, answer);
      };
    }),
  ),
  onMail(
    {
      name: 'addresses-asked-again-refused',
      does: 'An address server refuses what it has given when it is asked for it once more.',
      ...killing('dhcp/lease'),
    },
    beforeAddresses(() => {
      const known = new Set<number>();
      return (request, next, answer) => {
        next(request, (message) => {
          const again = request.options.type === 'request' && known.has(request.transaction);
          known.add(request.transaction);
          answer(again ? withOptions(message, { type: 'nak' }) : message);
        });
      };
    }),
  ),
  onMail(
    {
      name: 'addresses-any-server',
      does: 'An address server gives an address to clients that take the offer of another.',
      kills: ['dhcp/lease'],
      mayAlsoBreak: [],
    },
    askedAddresses((request) =>
      request.options.type === 'request' && !asksAgain(request)
        ? withOptions(request, { server: '192.0.2.2' })
        : request,
    ),
  ),
  onMail(
    {
      name: 'addresses-no-refusal',
      does: 'An address server is silent where it has to refuse.',
      kills: ['dhcp/refusal'],
      mayAlsoBreak: [],
    },
    answeredAddresses((answer) => (answer.options.type === 'nak' ? undefined : answer)),
  ),
  onMail(
    {
      name: 'addresses-information-as-lease',
      does: 'An address server gives an address to who asks about the network only.',
      kills: ['dhcp/information'],
      mayAlsoBreak: [],
    },
    answeredAddresses((answer, { options }) =>
      options.type === 'inform' ? withOptions(answer, { leaseTime: 3600 }) : answer,
    ),
  ),
  onMail(
    {
      name: 'addresses-forgotten',
      does: 'An address server that was stopped has forgotten who has which address.',
      kills: ['dhcp/renewal', 'dhcp/uniqueness'],
      mayAlsoBreak: [],
    },
    beforeAddresses(() => {
      let silent = false;
      return (request, next, answer) => {
        let heard = false;
        next(request, (message) => {
          heard = true;
          const forgotten = silent && asksAgain(request) && grants(message);
          answer(forgotten ? withOptions(message, { type: 'nak' }) : message);
        });
        silent ||= !heard && request.options.type === 'discover';
      };
    }),
  ),
];
