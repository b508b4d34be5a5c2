/** What can be wrong with the clocks of time servers, and with what they say of them. */
import {
  notSynchronised,
  type NtpPacket,
  referenceIdOf,
} from '../../../src/contract/enabler-services/ntp.ts';
import type { Defect } from '../defect.ts';
import { atDoors, onMail } from './mail.ts';
import { answeredTime, ntpSeconds, shifted } from './time-mail.ts';

const others = ['ntp/answers'];

const unset = (answer: NtpPacket): NtpPacket => ({
  ...answer,
  leap: notSynchronised,
  stratum: 0,
  referenceId: 0,
});

export const timeClockDefects: readonly Defect[] = [
  onMail(
    {
      name: 'time-stratum',
      does: 'A time server has stratum 16.',
      kills: ['ntp/synchronised'],
      mayAlsoBreak: others,
    },
    answeredTime((answer) => ({ ...answer, stratum: 16 })),
  ),
  onMail(
    {
      name: 'time-not-synchronised',
      does: 'A time server says that it is not synchronised.',
      kills: ['ntp/synchronised'],
      mayAlsoBreak: others,
    },
    answeredTime(unset),
  ),
  onMail(
    {
      name: 'time-leap-indicator',
      does: 'A time server has a stratum, and a leap indicator that says that it is not synchronised.',
      kills: ['ntp/synchronised'],
      mayAlsoBreak: others,
    },
    answeredTime((answer) => ({ ...answer, leap: notSynchronised })),
  ),
  onMail(
    {
      name: 'time-kiss-of-death',
      does: 'A time server turns every client away.',
      kills: ['ntp/answers', 'ntp/synchronised', 'ntp/accurate', 'ntp/agreement'],
      mayAlsoBreak: ['ntp/authentication'],
    },
    answeredTime((answer) => ({ ...unset(answer), referenceId: referenceIdOf('DENY') })),
  ),
  onMail(
    {
      name: 'time-root-distance',
      does: 'A time server has not heard of its reference clock for hours.',
      kills: ['ntp/synchronised'],
      mayAlsoBreak: others,
    },
    answeredTime((answer) => ({ ...answer, rootDispersion: 16 })),
  ),
  onMail(
    {
      name: 'time-set-in-the-future',
      does: 'A time server was last set tomorrow.',
      kills: ['ntp/synchronised'],
      mayAlsoBreak: others,
    },
    answeredTime((answer) => ({ ...answer, reference: answer.reference + ntpSeconds(86_400) })),
  ),
  onMail(
    {
      name: 'time-ahead',
      does: 'The clocks of all time servers are 5 s ahead.',
      kills: ['ntp/accurate', 'ntp/answers'],
      mayAlsoBreak: ['ntp/synchronised', 'ntp/authentication'],
    },
    answeredTime((answer) => shifted(answer, ntpSeconds(5))),
  ),
  onMail(
    {
      name: 'time-apart',
      does: 'One time server is 0.8 s ahead, another 0.8 s behind.',
      kills: ['ntp/agreement'],
      mayAlsoBreak: [],
    },
    atDoors(
      ({ server }) => server.endsWith(':123'),
      (next) => (door, message, answer) => {
        const by = ntpSeconds(door.server.startsWith('time-1') ? 0.8 : -0.8);
        answeredTime((packet) => shifted(packet, by))(next)(door, message, answer);
      },
    ),
  ),
  onMail(
    {
      name: 'time-stands-still',
      does: 'The clock of a time server stands still once it was looked at.',
      kills: ['ntp/accurate'],
      mayAlsoBreak: ['ntp/answers', 'ntp/synchronised', 'ntp/agreement', 'ntp/authentication'],
    },
    (next) => {
      let first: NtpPacket | undefined;
      return answeredTime((answer) => {
        first ??= answer;
        const { receive, transmit, reference } = first;
        return { ...answer, receive, transmit, reference };
      })(next);
    },
  ),
  onMail(
    {
      name: 'time-lost-at-restart',
      does: 'A time server that was stopped never finds the time again.',
      kills: ['ntp/synchronised'],
      mayAlsoBreak: others,
    },
    (next) => {
      let lost = false;
      return answeredTime((answer) => {
        lost ||= answer.leap === notSynchronised;
        return lost ? unset(answer) : answer;
      })(next);
    },
  ),
];
