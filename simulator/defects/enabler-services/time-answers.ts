/** What can be wrong with who is answered by a time server, and how. */
import { decodeNtp, encodeNtp, modes } from '../../../src/contract/enabler-services/ntp.ts';
import type { Defect } from '../defect.ts';
import { atDoors, onMail } from './mail.ts';
import { answeredTime, ntpSeconds, ofTime } from './time-mail.ts';

/** An example that uses an answer builds on these, too. */
const builtOn = [
  'ntp/synchronised',
  'ntp/accurate',
  'ntp/agreement',
  'ntp/authentication',
  'ntp/network-time-security',
];

const killing = (kills: readonly string[], mayAlsoBreak: readonly string[] = builtOn) => ({
  kills,
  mayAlsoBreak,
});

export const timeAnswerDefects: readonly Defect[] = [
  onMail(
    {
      name: 'time-answer-to-another',
      does: 'A time server answers with the origin of the request before.',
      ...killing(['ntp/answers']),
    },
    (next) => {
      const last = new Map<string, bigint>();
      return atDoors(ofTime, (inner) => (door, message, answer) => {
        const { transmit } = decodeNtp(message);
        const before = last.get(door.server) ?? transmit;
        last.set(door.server, transmit);
        inner(door, message, (bytes) => {
          answer(encodeNtp({ ...decodeNtp(bytes), origin: before }));
        });
      })(next);
    },
  ),
  onMail(
    {
      name: 'time-answer-without-origin',
      does: 'A time server does not say which request it answers.',
      ...killing(['ntp/answers', 'ntp/synchronised', 'ntp/accurate', 'ntp/agreement']),
    },
    answeredTime((answer) => ({ ...answer, origin: 0n })),
  ),
  onMail(
    {
      name: 'time-answer-mode',
      does: 'A time server answers in the mode of a client.',
      ...killing(['ntp/answers']),
    },
    answeredTime((answer) => ({ ...answer, mode: modes.client })),
  ),
  onMail(
    {
      name: 'time-answer-version',
      does: 'A time server answers every request in version 4.',
      ...killing(['ntp/answers'], []),
    },
    answeredTime((answer) => ({ ...answer, version: 4 })),
  ),
  onMail(
    {
      name: 'time-answer-cut-short',
      does: 'The answers of a time server lack their last bytes.',
      ...killing(['ntp/answers']),
    },
    atDoors(ofTime, (next) => (door, message, answer) => {
      next(door, message, (bytes) => {
        answer(bytes.slice(0, 40));
      });
    }),
  ),
  onMail(
    {
      name: 'time-answer-from-elsewhere',
      does: 'A time server answers from another port than the one that was asked.',
      ...killing(['ntp/answers']),
    },
    atDoors(ofTime, (next) => (door, message, answer) => {
      next(door, message, (bytes) => {
        answer(bytes, { elsewhere: true });
      });
    }),
  ),
  onMail(
    {
      name: 'time-sent-before-received',
      does: 'A time server says that it sent its answer an hour before the request came.',
      ...killing(['ntp/answers']),
    },
    answeredTime((answer) => ({ ...answer, transmit: answer.transmit - ntpSeconds(3600) })),
  ),
  onMail(
    {
      name: 'time-silent-after-answer',
      does: 'A time server overhears three requests after each answer.',
      ...killing(['ntp/answers']),
    },
    (next) => {
      const heard = new Map<string, number>();
      return atDoors(ofTime, (inner) => (door, message, answer) => {
        const before = heard.get(door.server) ?? 0;
        heard.set(door.server, before + 1);
        if (before % 4 === 0) inner(door, message, answer);
      })(next);
    },
  ),
  onMail(
    {
      name: 'time-answers-answers',
      does: 'A time server answers what is an answer itself.',
      ...killing(['ntp/answers'], []),
    },
    atDoors(ofTime, (next) => (door, message, answer) => {
      if (message.length < 48) return;
      const packet = decodeNtp(message);
      next(door, encodeNtp({ ...packet, mode: modes.client }), answer);
    }),
  ),
  onMail(
    {
      name: 'time-answers-broken-requests',
      does: 'A time server answers requests that are cut short.',
      ...killing(['ntp/answers'], []),
    },
    atDoors(ofTime, (next) => (door, message, answer) => {
      if (message.length >= 48) next(door, message, answer);
      else {
        const whole = new Uint8Array(48);
        whole.set(message);
        next(door, whole, answer);
      }
    }),
  ),
];
