/** What can be wrong with time servers with which keys are agreed upon. */
import {
  decodeNtp,
  encodeNtp,
  kissCodeOf,
  type NtpPacket,
} from '../../../src/contract/enabler-services/ntp.ts';
import { field, ntsFields, proved } from '../../../src/contract/enabler-services/nts-fields.ts';
import {
  aesSivCmac256,
  decodeRecords,
  encodeRecords,
  numbered,
  numbersOf,
  recordTypes,
} from '../../../src/contract/enabler-services/nts-records.ts';
import type { Defect, Door, Mailbox } from '../defect.ts';
import { atDoors, onMail } from './mail.ts';
import { ofTime } from './time-mail.ts';

const kills = { kills: ['ntp/network-time-security'], mayAlsoBreak: [] };

const ofKeys = ({ over }: Door): boolean => over === 'tls';

/** Changes what goes back to who has agreed upon keys. */
const answeredSecurely = (
  change: (answer: NtpPacket, request: NtpPacket) => NtpPacket,
): ((next: Mailbox) => Mailbox) =>
  atDoors(ofTime, (next) => (door, message, answer) => {
    next(door, message, (bytes, dispatch) => {
      const packet = decodeNtp(bytes);
      const changed = packet.extensions.length === 0 ? packet : change(packet, decodeNtp(message));
      answer(encodeNtp(changed), dispatch);
    });
  });

export const agreedKeyDefects: readonly Defect[] = [
  onMail(
    {
      name: 'time-agreed-not-proved',
      does: 'A time server does not prove that it knows the keys that were agreed upon.',
      ...kills,
    },
    answeredSecurely((answer) => ({
      ...answer,
      extensions: answer.extensions.filter(({ type }) => type !== ntsFields.authenticator),
    })),
  ),
  onMail(
    {
      name: 'time-agreed-proof-of-another',
      does: 'A time server proves other times than those that it gives.',
      ...kills,
    },
    answeredSecurely((answer) => ({ ...answer, transmit: answer.transmit + 1n })),
  ),
  onMail(
    {
      name: 'time-agreed-identifier',
      does: 'A time server answers each request under the same identifier.',
      ...kills,
    },
    answeredSecurely((answer) => ({
      ...answer,
      extensions: answer.extensions.map((each) =>
        each.type === ntsFields.identifier ? field(each.type, new Uint8Array(32)) : each,
      ),
    })),
  ),
  onMail(
    {
      name: 'time-agreed-not-checked',
      does: 'A time server checks neither cookies nor proofs.',
      ...kills,
    },
    (next) => {
      const serverKeys = new Map<string, Uint8Array>();
      return (door, message, answer) => {
        if (ofKeys(door)) serverKeys.set(door.server, message.slice(32, 64));
        const key = serverKeys.get(door.server);
        next(door, message, (bytes, dispatch) => {
          const refused = ofTime(door) && kissCodeOf(decodeNtp(bytes)) === 'NTSN';
          if (!refused || key === undefined) {
            answer(bytes, dispatch);
            return;
          }
          const { extensions, ...plain } = decodeNtp(message);
          next(door, encodeNtp({ ...plain, extensions: [] }), (unproved) => {
            const same = extensions.filter(({ type }) => type === ntsFields.identifier);
            const packet = { ...decodeNtp(unproved), extensions: same };
            answer(encodeNtp(proved(packet, key, new Uint8Array(16))), dispatch);
          });
        });
      };
    },
  ),
  onMail(
    {
      name: 'time-agreed-cookie-again',
      does: 'A key server gives the same cookie eight times.',
      ...kills,
    },
    atDoors(ofKeys, (next) => (door, message, answer) => {
      next(door, message, (bytes) => {
        const records = decodeRecords(bytes);
        const first = records.find(({ type }) => type === recordTypes.cookie);
        const same = records.map((each) =>
          each.type === recordTypes.cookie ? (first ?? each) : each,
        );
        answer(encodeRecords(same));
      });
    }),
  ),
  onMail(
    {
      name: 'time-agreed-any-algorithm',
      does: 'A key server agrees upon whatever algorithm it is offered.',
      ...kills,
    },
    atDoors(ofKeys, (next) => (door, message, answer) => {
      const head = message.subarray(0, 66);
      const asked = decodeRecords(message.subarray(66));
      const offered = asked.find(({ type }) => type === recordTypes.algorithms);
      const usual = asked.map((each) =>
        each === offered ? numbered(each.type, [aesSivCmac256]) : each,
      );
      next(door, Buffer.concat([head, encodeRecords(usual)]), (bytes) => {
        const chosen = decodeRecords(bytes).map((each) =>
          each.type === recordTypes.algorithms
            ? numbered(each.type, numbersOf(offered?.body ?? new Uint8Array()))
            : each,
        );
        answer(encodeRecords(chosen));
      });
    }),
  ),
];
