/** One cause often fails many examples: a reader wants to read it once. */
import type { ScenarioResult } from './result.ts';

/** What differs from example to example though the cause is one: names of a run, ids, request ids. */
const own =
  /\bcft-[\w-]+|\breq-[0-9a-f-]+|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\b[0-9a-f]{32}\b/g;

function causeOf({ verdict, deviation, explanation }: ScenarioResult): string {
  if (explanation === undefined) return verdict;
  const { message, expected = message, observed = '', exchange } = explanation;
  const known = deviation === undefined ? '' : 'known';
  return [verdict, known, expected, observed, exchange?.request ?? ''].join('\n').replace(own, '*');
}

/** The scenarios by cause, in the order in which the causes first occur. */
export const byCause = (scenarios: readonly ScenarioResult[]): readonly ScenarioResult[][] => [
  ...Map.groupBy(scenarios, causeOf).values(),
];
