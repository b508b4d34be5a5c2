/** The verdict of a requirement, from the scenarios that are evidence for it. */
import type { Level, Requirement } from '../catalogue/requirement.ts';
import type { Applicability } from './claims.ts';
import type { ReadExample } from './read-example.ts';
import type { RequirementResult, ScenarioResult } from './result.ts';
import { type RequirementVerdict, worst } from './verdicts.ts';

/** What is known when a requirement is judged. */
export interface Evidence {
  readonly applicability: Applicability;
  readonly level: Level;
  /** Examples of the suite that name it, selected or not; undefined when the suite was not read. */
  readonly examples: readonly ReadExample[] | undefined;
  /** Scenarios that were run for it, and failures of its claim. */
  readonly scenarios: readonly ScenarioResult[];
  /** Results of its parts (`worstOf`), where it has parts. */
  readonly parts: readonly RequirementResult[];
  /** Of a call of Table 6-3: which were exercised. */
  readonly parameters?: RequirementResult['parameters'] | undefined;
}

/** What such an example demands beyond the chapter does not weigh against the requirement. */
export const weakened = ({ should, verdict }: ScenarioResult): boolean =>
  should && (verdict === 'fail' || verdict === 'inconclusive');

export function judgeRequirement(requirement: Requirement, evidence: Evidence): RequirementResult {
  const { id, table, statement, clause } = requirement;
  const { applicability, level, scenarios, parts, parameters } = evidence;
  const verdict = verdictOf(evidence);
  return {
    id,
    table,
    level,
    applies: applicability.applies,
    verdict,
    statement,
    clause,
    scenarios: [...new Set([...scenarios.map((s) => s.id), ...parts.flatMap((p) => p.scenarios)])],
    ...(applicability.reason === undefined ? {} : { reason: applicability.reason }),
    knownDeviation: verdict === 'fail' && failing(evidence).every(isKnown),
    ...(parameters === undefined ? {} : { parameters }),
  };
}

const isKnown = (of: ScenarioResult | RequirementResult): boolean =>
  'deviation' in of || ('knownDeviation' in of && of.knownDeviation);

/** What makes the requirement fail. */
const failing = ({
  scenarios,
  parts,
}: Evidence): readonly (ScenarioResult | RequirementResult)[] => [
  ...scenarios.filter((scenario) => scenario.verdict === 'fail' && !weakened(scenario)),
  ...parts.filter(({ verdict }) => verdict === 'fail'),
];

function verdictOf(evidence: Evidence): RequirementVerdict {
  const { applicability, scenarios, parts } = evidence;
  const counted = scenarios.filter((scenario) => !weakened(scenario)).map((s) => s.verdict);
  const found =
    worst<RequirementVerdict>([...counted, ...parts.map(({ verdict }) => verdict)]) ??
    withoutEvidence(evidence);
  if (applicability.applies) return found;
  // What the target does not claim cannot pass, and that it fails is not hidden. Nor is that there is
  // no example, unless the target says in so many words that it would be in vain, or its kind does.
  const applicable =
    found === 'error' ||
    found === 'fail' ||
    found === 'inconclusive' ||
    (found === 'not-covered' && !applicability.denied && !applicability.notOffered);
  return applicable ? found : 'not-applicable';
}

function withoutEvidence({ examples, scenarios }: Evidence): RequirementVerdict {
  if (examples === undefined) return 'not-selected';
  const ran = new Set(scenarios.map(({ id }) => id));
  return examples.some(({ id }) => !ran.has(id)) ? 'not-selected' : 'not-covered';
}
