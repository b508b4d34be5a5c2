/** Failures that are known, owned and dated: they stay failures, but do not fail the run. */
import type { Deviation, RunFacts } from '../evidence.ts';
import type { JudgedExample } from './judge-example.ts';

/** An entry covers the example of its id; the id of an outline covers each of its rows. */
export const covers = ({ example }: Deviation, id: string): boolean =>
  example === id || (!example.startsWith('static/') && id.startsWith(`${example}/`));

/** `expires` is the last day; the day is that on which the run began. */
export const hasExpired = ({ expires }: Deviation, { started }: RunFacts): boolean =>
  new Date(started).toISOString().slice(0, 10) > expires;

/** The entry that explains every failure of an example, if one does. */
export function deviationOf(
  id: string,
  { verdict, failures }: JudgedExample,
  facts: RunFacts,
): Deviation | undefined {
  if (verdict !== 'fail') return undefined;
  return facts.deviations.find(
    (deviation) =>
      covers(deviation, id) &&
      !hasExpired(deviation, facts) &&
      failures.every((failure) => failure.includes(deviation.expect)),
  );
}

/** What an entry is compared with. */
export interface Suite {
  /** Every example of the suite and every `static/<clause>` that there could be. */
  readonly known: ReadonlySet<string>;
  /** What was selected, with its verdict; `pass` for a claim that is in order. */
  readonly selected: ReadonlyMap<string, JudgedExample>;
}

export interface DeviationProblem {
  readonly message: string;
  /** The list is out of date: exit code 1. Otherwise the failure itself decides. */
  readonly stale: boolean;
}

/** What is wrong with the list of deviations. Entries whose example was not selected are ignored. */
export function problemsOfDeviations(facts: RunFacts, suite: Suite): readonly DeviationProblem[] {
  return facts.deviations.flatMap((deviation): DeviationProblem[] => {
    const name = `the known deviation of ${deviation.example} (owner ${deviation.owner})`;
    if (![...suite.known].some((id) => covers(deviation, id))) {
      return [{ message: `${name} names nothing in the suite`, stale: true }];
    }
    const judged = [...suite.selected].filter(([id]) => covers(deviation, id));
    if (judged.length === 0) return [];
    if (hasExpired(deviation, facts)) {
      return [{ message: `${name} expired on ${deviation.expires}`, stale: true }];
    }
    if (judged.every(([, { verdict }]) => verdict === 'pass')) {
      return [{ message: `${name} is out of date: it passes now`, stale: true }];
    }
    const failing = judged.filter(([, { verdict }]) => verdict === 'fail');
    const matched = failing.some(([id, example]) => deviationOf(id, example, facts) !== undefined);
    if (failing.length === 0 || matched) return [];
    return [
      { message: `${name}: the failure does not contain "${deviation.expect}"`, stale: false },
    ];
  });
}
