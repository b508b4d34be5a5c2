/**
 * A question in a datagram, asked again until its answer comes. What comes and is not the answer is
 * written into the transcript and not taken; when nothing else comes, it is the target's fault.
 */
import { Unreachable, Violation } from '../failures.ts';
import type { Clock } from './clock.ts';
import type { ArrivedDatagram, OpenDatagramLine } from './datagram-line.ts';
import type { ExchangeLog } from './exchange-log.ts';
import { writeStray, writeTry } from './datagram-record.ts';
import { describeFailure } from './network-failure.ts';
import type { Redactor } from './redaction.ts';

export interface DatagramOptions {
  readonly log: ExchangeLog;
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

/** One try of a question; each has an id of its own. */
export interface Try<T> {
  readonly bytes: Uint8Array;
  /** What is asked, in words, for the transcript. */
  readonly text: string;
  /** The answer in words and as a value, or why this is not it. */
  read(datagram: ArrivedDatagram): { readonly text: string; readonly value: T } | Stray;
}
export interface Stray {
  /** Completes "what came was not taken: …". */
  readonly stray: string;
}

export interface Question<T> {
  /** Of the transcript, for example `NTP`. */
  readonly protocol: string;
  /** `host:port`. */
  readonly server: string;
  /** What is awaited, for the reader. */
  readonly expected: string;
  /** A command line that asks the same. */
  readonly again: string;
  /** @param now in milliseconds, with fractions */
  ask(now: number): Try<T>;
  /** How often it is asked before silence counts. */
  readonly tries: number;
  /** For one try, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * @throws Unreachable when nothing comes
 * @throws Violation when all that comes is no answer to this
 */
export async function askByDatagram<T>(
  open: OpenDatagramLine,
  options: DatagramOptions,
  question: Question<T>,
): Promise<T> {
  const { clock, signal } = options;
  const { server, protocol } = question;
  const title = `${protocol} ${server}`;
  const strays: string[] = [];
  const state: { current?: Pending<T>; failure?: Error } = {};

  const line = await open(server, {
    arrived(datagram) {
      const { current } = state;
      if (current === undefined) return;
      const { peer } = line;
      const seen =
        peer === undefined || datagram.from === peer
          ? current.attempt.read(datagram)
          : { stray: `it came from ${datagram.from}, and ${peer} was asked` };
      if ('stray' in seen) {
        strays.push(seen.stray);
        writeStray(options, question, datagram.from, seen.stray);
      } else if (current.answer === undefined) {
        current.answer = { text: seen.text, value: seen.value };
        current.wake.abort();
      }
    },
    failed(error) {
      state.failure = error;
      state.current?.wake.abort();
    },
  }).catch((error: unknown) => {
    throw unreachable(title, error);
  });

  try {
    for (let n = 0; n < question.tries; n += 1) {
      if (signal?.aborted === true) throw new Unreachable(`${title}: the run was interrupted`);
      const started = clock.now();
      const attempt = question.ask(line.now());
      const pending: Pending<T> = { attempt, wake: new AbortController() };
      state.current = pending;
      await line.send(attempt.bytes);
      await answered(pending, question.timeoutMs, options);
      const { answer } = pending;
      const { failure } = state;
      writeTry(options, question, {
        asked: attempt.text,
        started,
        outcome: answer ?? { error: failure?.message ?? 'no answer' },
      });
      if (answer !== undefined) return answer.value;
      if (failure !== undefined) throw unreachable(title, failure);
    }
  } finally {
    line.close();
  }
  if (strays.length > 0) {
    throw new Violation({
      expected: `${question.expected} from ${server}`,
      observed: `what came was not taken: ${[...new Set(strays)].join('; ')}`,
    });
  }
  const seconds = String(question.timeoutMs / 1000);
  throw new Unreachable(
    `${title}: no answer, asked ${String(question.tries)} times and waited ${seconds} s each time`,
  );
}

interface Pending<T> {
  readonly attempt: Try<T>;
  readonly wake: AbortController;
  answer?: { readonly text: string; readonly value: T };
}

/** A clock need not know how to be woken; what came at once is not waited for. */
async function answered<T>(
  { answer, wake }: Pending<T>,
  timeoutMs: number,
  { clock, signal }: DatagramOptions,
): Promise<void> {
  if (answer !== undefined || wake.signal.aborted) return;
  const ends = signal === undefined ? wake.signal : AbortSignal.any([wake.signal, signal]);
  await clock.sleep(timeoutMs, ends).catch((error: unknown) => {
    if (!ends.aborted) throw error;
  });
}

/** What the network says, as a failure of the target; what is none of the network is a bug. */
export const unreachable = (title: string, error: unknown): unknown => {
  const failure = describeFailure(error);
  return failure === undefined
    ? error
    : new Unreachable(`${title}: ${failure.sentence}`, { cause: error });
};
