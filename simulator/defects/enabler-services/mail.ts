/** What the defects of servers of time, names and addresses are made of: messages are seen, changed and dropped. */
import type { Answer, Defect, Door, Fetch, Mailbox } from '../defect.ts';

const nothing = (next: Fetch): Fetch => next;

/** A defect of messages; `wrap` is called once for each run. */
export const onMail = (
  defect: Omit<Defect, 'wrap' | 'wrapMailbox'>,
  wrap: (next: Mailbox) => Mailbox,
): Defect => ({ ...defect, wrap: nothing, wrapMailbox: wrap });

/** Handles the messages of some doors, and lets the others pass. */
export const atDoors =
  (
    here: (door: Door) => boolean,
    handle: (next: Mailbox) => (door: Door, message: Uint8Array, answer: Answer) => void,
  ) =>
  (next: Mailbox): Mailbox => {
    const handled = handle(next);
    return (door, message, answer) => {
      (here(door) ? handled : next)(door, message, answer);
    };
  };
