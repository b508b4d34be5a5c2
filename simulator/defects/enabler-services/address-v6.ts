/** What can be wrong with a server of DHCPv6. */
import type { Relayed } from '../../../src/contract/enabler-services/dhcp6.ts';
import type { Defect, Mailbox } from '../defect.ts';
import {
  addresses6,
  ofAddresses6,
  statusOf,
  withAddress,
  withAssociation,
  withMessage6,
  withOptions6,
} from './address-v6-mail.ts';
import { atDoors, onMail } from './mail.ts';

const { answered, asked, before } = addresses6;
const wrong = (name: string, does: string, wrap: (next: Mailbox) => Mailbox): Defect =>
  onMail({ name: `addresses-v6-${name}`, does, kills: ['dhcp/v6'], mayAlsoBreak: [] }, wrap);

const another = '2001:db8:0:67::200';
const success = { code: 'Success', text: '' };
const asksAgain = ({ message: { type } }: Relayed): boolean =>
  type === 'renew' || type === 'rebind';
const withoutBinding = (answer: Relayed): Relayed =>
  withAssociation(answer, { addresses: [], status: { code: 'NoBinding', text: '' } });
/** It says that it did, and did nothing: who confirms changes nothing either. */
const ignored = (type: 'release' | 'decline') =>
  asked((request) =>
    request.message.type === type ? withMessage6(request, { type: 'confirm' }) : request,
  );

export const address6Defects: readonly Defect[] = [
  wrong(
    'answer-to-another',
    'A server of DHCPv6 answers with the transaction of another request.',
    answered((answer) => withMessage6(answer, { transaction: answer.message.transaction ^ 1 })),
  ),
  wrong(
    'other-client',
    'A server of DHCPv6 answers every client by the name of one.',
    answered((answer) => withOptions6(answer, { client: '00030001020000000001' })),
  ),
  wrong(
    'other-peer',
    'A server of DHCPv6 has relay agents bring the answers to another client.',
    answered((answer) => ({ ...answer, peerAddress: 'fe80::1' })),
  ),
  wrong(
    'without-interface',
    'A server of DHCPv6 does not give back what relay agents add.',
    answered((answer) => ({ ...answer, options: {} })),
  ),
  wrong(
    'without-server',
    'A server of DHCPv6 does not say in its answers which one it is.',
    answered((answer) => {
      const { server: _, ...options } = answer.message.options;
      return withMessage6(answer, { options });
    }),
  ),
  wrong(
    'cut-short',
    'The answers of a server of DHCPv6 end after 80 bytes.',
    atDoors(ofAddresses6, (next) => (door, message, answer) => {
      next(door, message, (bytes) => {
        answer(bytes.slice(0, 80));
      });
    }),
  ),
  wrong(
    'not-as-offered',
    'A server of DHCPv6 gives another address than it offered.',
    answered((answer, { message }) =>
      message.type === 'request' ? withAddress(answer, { address: another }) : answer,
    ),
  ),
  wrong(
    'no-time',
    'A server of DHCPv6 gives addresses for no time.',
    answered((answer) => withAddress(answer, { preferred: 0, valid: 0 })),
  ),
  wrong(
    'preferred-too-long',
    'A server of DHCPv6 has addresses preferred for longer than they are valid.',
    answered((answer) => withAddress(answer, { preferred: 100_000 })),
  ),
  wrong(
    'renewed-too-late',
    'A server of DHCPv6 has clients renew their leases after these have ended.',
    answered((answer) => withAssociation(answer, { renewalTime: 100_000, rebindingTime: 100_000 })),
  ),
  wrong(
    'renewal-refused',
    'A server of DHCPv6 refuses to renew.',
    answered((answer, request) => (asksAgain(request) ? withoutBinding(answer) : answer)),
  ),
  wrong(
    'renewed-for-less',
    'A server of DHCPv6 renews leases for half of their time.',
    answered((answer, request) => {
      if (!asksAgain(request)) return answer;
      const half = withAddress(answer, { preferred: 1800, valid: 1800 });
      return withAssociation(half, { renewalTime: 900, rebindingTime: 1440 });
    }),
  ),
  wrong(
    'any-server',
    'A server of DHCPv6 gives an address to clients that take the offer of another.',
    asked((request) =>
      request.message.type === 'request'
        ? withOptions6(request, { server: '00030001020000000067' })
        : request,
    ),
  ),
  wrong(
    'no-refusal',
    'A server of DHCPv6 lets clients keep addresses of other networks.',
    answered((answer, { message }) => {
      if (message.type === 'confirm') return withOptions6(answer, { status: success });
      return message.type === 'rebind'
        ? withAddress(answer, { preferred: 3600, valid: 3600 })
        : answer;
    }),
  ),
  wrong(
    'forgotten',
    'A server of DHCPv6 that was stopped has forgotten who has which address.',
    before(() => {
      let silent = false;
      return (request, next, answer) => {
        let heard = false;
        next(request, (message) => {
          heard = true;
          answer(silent && asksAgain(request) ? withoutBinding(message) : message);
        });
        silent ||= !heard && request.message.type === 'solicit';
      };
    }),
  ),
  wrong('release-ignored', 'A server of DHCPv6 does not take addresses back.', ignored('release')),
  wrong('decline-ignored', 'A server of DHCPv6 offers what is in use.', ignored('decline')),
  wrong(
    'exhausted-gives',
    'A server of DHCPv6 that has no address left gives one that a client has.',
    before(() => {
      let last: Relayed | undefined;
      return (request, next, answer) => {
        next(request, (message) => {
          const { associations } = last?.message.options ?? {};
          if (statusOf(message) !== 'NoAddrsAvail') {
            if (message.message.type === 'advertise') last = message;
            answer(message);
          } else if (associations !== undefined) answer(withOptions6(message, { associations }));
        });
      };
    }),
  ),
  wrong(
    'name-server',
    'A server of DHCPv6 tells another name server.',
    answered((answer) =>
      answer.message.options.nameServers === undefined
        ? answer
        : withOptions6(answer, { nameServers: ['2001:db8:ffff::53'] }),
    ),
  ),
  wrong(
    'other-network',
    'A server of DHCPv6 gives addresses of another network.',
    answered((answer) => withAddress(answer, { address: '2001:db8:0:68::1' })),
  ),
  wrong(
    'information-as-lease',
    'A server of DHCPv6 gives an address to who asks about the network only.',
    answered((answer, { message }) =>
      message.type === 'information-request'
        ? withOptions6(answer, {
            associations: [
              {
                ...{ id: 1, renewalTime: 0, rebindingTime: 0 },
                addresses: [{ address: another, preferred: 60, valid: 60 }],
              },
            ],
          })
        : answer,
    ),
  ),
];
