/** The three kinds of scenario of a result: examples, failures of the run, and what claims come to. */
import type { Level, Requirement } from '../catalogue/requirement.ts';
import type { RunFacts } from '../evidence.ts';
import { applicability, failureOfClaim } from './claims.ts';
import { deviationOf } from './deviations.ts';
import { explain } from './explain.ts';
import type { JudgedExample } from './judge-example.ts';
import type { ReadExample } from './read-example.ts';
import type { ReadRun } from './read-messages.ts';
import { rerunCommand } from './rerun.ts';
import type { ScenarioResult } from './result.ts';
import { runEntries } from './run-entries.ts';
import { worst } from './verdicts.ts';

export function exampleResult(
  example: ReadExample,
  judged: JudgedExample,
  facts: RunFacts,
): ScenarioResult {
  const { id, name, feature, rule, uri, line, clauses, tags, should } = example;
  const last = example.attempts.at(-1);
  return {
    kind: 'example',
    id,
    name,
    feature,
    ...(rule === undefined ? {} : { rule }),
    location: `${uri}:${String(line)}`,
    clauses,
    tags,
    should,
    ...outcome(id, judged, facts),
    rerun: rerunCommand(facts.command, id),
    started: last?.started ?? Date.parse(facts.started),
    durationMs: example.attempts.reduce((sum, { durationMs }) => sum + durationMs, 0),
    steps: last?.steps ?? [],
    ...(last?.transcript === undefined ? {} : { transcript: last.transcript }),
  };
}

/** What the run as a whole got wrong. */
export const runResults = (run: ReadRun): readonly ScenarioResult[] =>
  runEntries(run).map(({ what, name, verdict, messages: [first = name, ...also] }) => ({
    ...entry(run.facts, 'run', `run/${what}`, name),
    verdict,
    explanation: explain(first, undefined, undefined, also),
  }));

export const staticId = (clause: string): string => `static/${clause}`;

/** The claim of each requirement that was selected, in order or not. */
export interface JudgedClaim {
  readonly id: string;
  readonly judged: JudgedExample;
  readonly result?: ScenarioResult;
}

export function judgeClaims(
  { facts, examples }: ReadRun,
  catalogue: readonly Requirement[],
  levelOf: (requirement: Requirement) => Level,
  judged: ReadonlyMap<string, JudgedExample>,
): readonly JudgedClaim[] {
  const byClause = groupByClause(examples);
  const everything = judged.size > 0 && facts.selection.tags === undefined;
  return catalogue.flatMap((requirement): JudgedClaim[] => {
    const { id: clause } = requirement;
    const all = byClause.get(clause) ?? [];
    const ran = all.flatMap(({ id }) => judged.get(id) ?? []);
    if (ran.length === 0 && !(everything && all.length === 0)) return [];
    const absent = worst(ran.map(({ verdict }) => verdict)) === 'not-applicable';
    const reason = absent ? ran[0]?.explanation?.message : undefined;
    const failure = failureOfClaim(requirement, levelOf(requirement), facts, reason);
    if (failure !== undefined) {
      const message = failure.message;
      return [claimOf(clause, `The claim about ${clause} does not hold`, 'fail', message, facts)];
    }
    const { notOffered, reason: why = '' } = applicability(requirement, facts);
    if (notOffered && all.length === 0) {
      const name = `${requirement.statement} (${clause})`;
      return [claimOf(clause, name, 'not-applicable', why, facts)];
    }
    return [{ id: staticId(clause), judged: { verdict: 'pass', failures: [] } }];
  });
}

/** What is known of a requirement without any example. */
function claimOf(
  clause: string,
  name: string,
  verdict: 'fail' | 'not-applicable',
  message: string,
  facts: RunFacts,
): JudgedClaim {
  const id = staticId(clause);
  const judged: JudgedExample = {
    verdict,
    explanation: explain(message, undefined, undefined, []),
    failures: verdict === 'fail' ? [message] : [],
  };
  const result = {
    ...entry(facts, 'static', id, name),
    clauses: [clause],
    ...outcome(id, judged, facts),
  };
  return { id, judged, result };
}

/** Examples by the requirement that they name. */
export function groupByClause(
  examples: readonly ReadExample[],
): ReadonlyMap<string, readonly ReadExample[]> {
  const groups = new Map<string, ReadExample[]>();
  for (const example of examples) {
    for (const clause of example.clauses) {
      groups.set(clause, [...(groups.get(clause) ?? []), example]);
    }
  }
  return groups;
}

function outcome(
  id: string,
  judged: JudgedExample,
  facts: RunFacts,
): Pick<ScenarioResult, 'verdict' | 'explanation' | 'deviation'> {
  const deviation = deviationOf(id, judged, facts);
  return {
    verdict: judged.verdict,
    ...(judged.explanation === undefined ? {} : { explanation: judged.explanation }),
    ...(deviation === undefined ? {} : { deviation }),
  };
}

const entry = (
  facts: RunFacts,
  kind: 'run' | 'static',
  id: string,
  name: string,
): Omit<ScenarioResult, 'verdict'> => ({
  kind,
  id,
  name,
  feature: kind === 'run' ? 'The run as a whole' : 'Claims of the target',
  location: '',
  clauses: [],
  tags: [],
  should: false,
  rerun: rerunCommand(facts.command, undefined),
  started: Date.parse(facts.started),
  durationMs: 0,
  steps: [],
});
