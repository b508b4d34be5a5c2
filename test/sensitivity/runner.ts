/** A thread of `runners.ts`: runs what it is told to, one after another. */
import { parentPort } from 'node:worker_threads';
import { runWith } from './run-with.ts';
import type { Outcome, Wish } from './runners.ts';

parentPort?.on('message', ({ play, tags }: Wish) => {
  runWith(play, tags).then(
    (verdicts) => parentPort?.postMessage({ verdicts } satisfies Outcome),
    (error: unknown) => parentPort?.postMessage({ error } satisfies Outcome),
  );
});
