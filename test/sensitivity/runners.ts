/** Runs of the suite in threads of their own, as many at once as there are processors: one takes about a second, and there are a thousand. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Play } from '../../src/cli/connect.ts';
import type { Selection } from '../../src/cli/suite.ts';
import type { ScenarioResult, Verdicts } from '../../src/verdict/result.ts';

export const runnersAtOnce = availableParallelism();

export interface Wish {
  readonly play: Play;
  readonly selection: Selection;
}

/** Of verdicts what the proof looks at: to hand the rest to another thread takes longer than a run. */
export interface Told {
  readonly scenarios: readonly (Pick<
    ScenarioResult,
    'id' | 'kind' | 'feature' | 'location' | 'clauses' | 'verdict'
  > & { readonly message: string })[];
  readonly leaks: Verdicts['leaks'];
}
export type ToldScenario = Told['scenarios'][number];

/** What a thread answers, or why there is nothing. */
export type Outcome = { readonly told: Told } | { readonly error: unknown };

export interface Runners {
  /** As `runWith` does; waits until a thread is free. */
  readonly runWith: (play: Play, selection?: Selection) => Promise<Told>;
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
    async runWith(play, selection = {}) {
      const thread = await take();
      try {
        const outcome = await new Promise<Outcome>((resolve, reject) => {
          thread.once('message', resolve).once('error', reject);
          thread.postMessage({ play, selection } satisfies Wish);
        });
        if ('error' in outcome) throw outcome.error;
        return outcome.told;
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
