/** A thread of `runners.ts`: runs what it is told to, one after another. */
import { parentPort } from 'node:worker_threads';
import type { Verdicts } from '../../src/verdict/result.ts';
import { runWith } from './run-with.ts';
import type { Outcome, Told, Wish } from './runners.ts';

const told = ({ scenarios, leaks }: Verdicts): Told => ({
  scenarios: scenarios.map(({ id, kind, feature, location, clauses, verdict, explanation }) => ({
    ...{ id, kind, feature, location, clauses, verdict },
    message: explanation?.message ?? '',
  })),
  leaks,
});

parentPort?.on('message', ({ play, selection }: Wish) => {
  runWith(play, selection).then(
    (verdicts) => parentPort?.postMessage({ told: told(verdicts) } satisfies Outcome),
    (error: unknown) => parentPort?.postMessage({ error } satisfies Outcome),
  );
});
