/** What servers of time and names may do otherwise. */
import type { Mailbox, Variation } from '../defect.ts';
import { answeredTime, ntpSeconds, shifted } from '../enabler-services/time-mail.ts';

const otherwise = (
  name: string,
  does: string,
  wrapMailbox: (next: Mailbox) => Mailbox,
): Variation => ({
  name,
  does,
  wrap: (next) => next,
  wrapMailbox,
});

export const otherServers: readonly Variation[] = [
  otherwise('servers-slow', 'Every server takes its time.', (next) => (door, message, answer) => {
    next(door, message, (bytes, dispatch) => {
      answer(bytes, { ...dispatch, afterMs: 40 });
    });
  }),
  otherwise(
    'servers-repeat-themselves',
    'Networks deliver some datagrams twice.',
    (next) => (door, message, answer) => {
      next(door, message, (bytes, dispatch) => {
        answer(bytes, dispatch);
        answer(bytes, dispatch);
      });
    },
  ),
  otherwise(
    'time-stratum-one',
    'A time server has a clock of its own, whose name is no text, and announces a leap second.',
    answeredTime((answer) =>
      answer.stratum === 0
        ? answer
        : { ...answer, stratum: 1, leap: 1, rootDelay: 0, referenceId: 0x7f7f_0101, poll: 5 },
    ),
  ),
  otherwise(
    'time-nearly-right',
    'The time is a quarter of a second ahead, which is within the limit.',
    answeredTime((answer) => shifted(answer, ntpSeconds(0.25))),
  ),
];
