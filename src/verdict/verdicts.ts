/** The words of a verdict, and which of two is worse. */

/** Of an example that was run; worst first. */
export const exampleVerdicts = ['error', 'fail', 'inconclusive', 'pass', 'not-applicable'] as const;
export type ExampleVerdict = (typeof exampleVerdicts)[number];

/** Of a requirement; worst first. Only a requirement with parts is `not-covered` beside others. */
export const requirementVerdicts = [
  'error',
  'fail',
  'inconclusive',
  'not-covered',
  'not-selected',
  'pass',
  'not-applicable',
] as const;
export type RequirementVerdict = (typeof requirementVerdicts)[number];

/** Of the whole run. */
export const overallVerdicts = [
  'conformant',
  'non-conformant',
  'partial',
  'incomplete',
  'error',
] as const;
export type OverallVerdict = (typeof overallVerdicts)[number];

/** Undefined when there is none. */
export function worst<V extends RequirementVerdict>(verdicts: Iterable<V>): V | undefined {
  let found: V | undefined;
  for (const verdict of verdicts) {
    if (found === undefined || rank(verdict) < rank(found)) found = verdict;
  }
  return found;
}

const rank = (verdict: RequirementVerdict): number => requirementVerdicts.indexOf(verdict);

/** How often each verdict occurs; all of `of` are keys, also those that do not occur. */
export function countVerdicts<V extends string>(
  of: readonly V[],
  verdicts: Iterable<V>,
): Readonly<Record<V, number>> {
  const counts = Object.fromEntries(of.map((verdict) => [verdict, 0])) as Record<V, number>;
  for (const verdict of verdicts) counts[verdict] += 1;
  return counts;
}
