/** Runs of the suite in threads of their own, as many at once as there are processors: one takes about a second, and there are a thousand. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Play } from '../../src/cli/connect.ts';
import type { Verdicts } from '../../src/verdict/result.ts';

export const runnersAtOnce = availableParallelism();

export interface Wish {
  readonly play: Play;
  readonly tags?: string;
}

/** What a thread answers: {@link Verdicts}, or why there are none. */
export type Outcome = { readonly verdicts: Verdicts } | { readonly error: unknown };

export interface Runners {
  /** As `runWith` does; waits until a thread is free. */
  readonly runWith: (play: Play, tags?: string) => Promise<Verdicts>;
  readonly close: () => Promise<void>;
}

export function openRunners(): Runners {
  const threads = Array.from(
    { length: runnersAtOnce },
    () => new Worker(new URL('runner.ts', import.meta.url)),
  );
  const free = [...threads];
  const waiting: ((thread: Worker) => void)[] = [];

  const take = (): Promise<Worker> => {
    const thread = free.pop();
    if (thread !== undefined) return Promise.resolve(thread);
    return new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (thread: Worker): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(thread);
    else next(thread);
  };

  return {
    async runWith(play, tags) {
      const thread = await take();
      try {
        const outcome = await new Promise<Outcome>((resolve, reject) => {
          thread.once('message', resolve).once('error', reject);
          thread.postMessage({ play, ...(tags === undefined ? {} : { tags }) } satisfies Wish);
        });
        if ('error' in outcome) throw outcome.error;
        return outcome.verdicts;
      } finally {
        thread.removeAllListeners('error').removeAllListeners('message');
        giveBack(thread);
      }
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}
