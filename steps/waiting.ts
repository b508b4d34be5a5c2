/** Waiting for a state, with a deadline, on the injected clock. */
import { DeadlinePassed } from '../src/failures.ts';
import type { Clock } from '../src/transport/clock.ts';

export interface Wait<T> {
  /** What is awaited, for the reader: "the flavour to be gone". */
  readonly what: string;
  /** Looks once. */
  readonly look: () => Promise<T>;
  readonly done: (seen: T) => boolean;
  /** The state in a word or two, for the reader. */
  readonly state: (seen: T) => string;
  readonly clock: Clock;
  /** In milliseconds. */
  readonly within: number;
}

/** First pause, growth and longest pause: most targets are ready at once, slow ones are not pressed. */
const schedule = { first: 50, growth: 1.6, longest: 5_000 } as const;

/**
 * Looks until it is done.
 * @throws DeadlinePassed that names the states seen, in order, each once in a row
 */
export async function until<T>(wait: Wait<T>): Promise<T> {
  const end = wait.clock.now() + wait.within;
  const states: string[] = [];
  let pause: number = schedule.first;
  for (;;) {
    const seen = await wait.look();
    if (wait.done(seen)) return seen;
    const state = wait.state(seen);
    if (states.at(-1) !== state) states.push(state);
    const left = end - wait.clock.now();
    if (left <= 0) {
      throw new DeadlinePassed({
        expected: `${wait.what} within ${String(wait.within / 1000)} s`,
        observed: `only ${states.join(' → ')}`,
      });
    }
    await wait.clock.sleep(Math.min(pause, left));
    pause = Math.min(pause * schedule.growth, schedule.longest);
  }
}
