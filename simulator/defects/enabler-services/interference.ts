/** Interference with the messages of one kind of server, as what they say. */
import { Malformed } from '../../../src/contract/enabler-services/malformed.ts';
import type { Answer, Door, Mailbox } from '../defect.ts';
import { atDoors } from './mail.ts';

export interface Codec<M> {
  readonly here: (door: Door) => boolean;
  /** @throws Malformed for what is none of these messages */
  readonly decode: (bytes: Uint8Array) => M;
  readonly encode: (message: M) => Uint8Array;
}

/** What is asked, and how it goes on to the server and back. */
export type Handle<M> = (
  request: M,
  next: (request: M, answered: (answer: M) => void) => void,
  answer: (answer: M) => void,
) => void;

export function createInterference<M>({ here, decode, encode }: Codec<M>) {
  const readable = (bytes: Uint8Array): M | undefined => {
    try {
      return decode(bytes);
    } catch (error) {
      if (error instanceof Malformed) return undefined;
      throw error;
    }
  };
  /** Stands before the server, for what it can read; `handle` is called once for each run. */
  const before =
    (handle: () => Handle<M>): ((next: Mailbox) => Mailbox) =>
    (next) => {
      const handled = handle();
      return atDoors(here, (inner) => (door: Door, bytes: Uint8Array, answer: Answer) => {
        const asked = readable(bytes);
        if (asked === undefined) {
          inner(door, bytes, answer);
          return;
        }
        handled(
          asked,
          (request, answered) => {
            inner(door, encode(request), (back) => {
              answered(decode(back));
            });
          },
          (message) => {
            answer(encode(message));
          },
        );
      })(next);
    };
  return {
    before,
    /** Changes what goes back; what becomes undefined does not. */
    answered: (change: (answer: M, request: M) => M | undefined) =>
      before(() => (request, next, answer) => {
        next(request, (message) => {
          const changed = change(message, request);
          if (changed !== undefined) answer(changed);
        });
      }),
    /** Changes what is asked; what becomes undefined is not heard. */
    asked: (change: (request: M) => M | undefined) =>
      before(() => (request, next, answer) => {
        const changed = change(request);
        if (changed !== undefined) next(changed, answer);
      }),
  };
}
