/** What servers of time and names may do otherwise. */
import type { Mailbox, Variation } from '../defect.ts';
import { answeredNames } from '../enabler-services/name-mail.ts';
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
    'names-in-another-order',
    'A name server gives records in another order, lets them live for a minute only, and adds others.',
    answeredNames((answer) => ({
      ...answer,
      answers: [...answer.answers].reverse().map((record) => ({ ...record, ttl: 60 })),
      additionals: [{ name: 'ns1.cloud.simulator.test', type: 'A', ttl: 60, data: '192.0.2.53' }],
    })),
  ),
  otherwise(
    'names-cut-in-the-midst',
    'A name server puts a part of an answer that is cut into the datagram.',
    answeredNames((answer) =>
      answer.truncated
        ? {
            ...answer,
            answers: answer.questions.map(({ name }) => ({
              name,
              type: 'A',
              ttl: 60,
              data: '192.0.2.1',
            })),
          }
        : answer,
    ),
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
