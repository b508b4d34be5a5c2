/** What does not decide the verdict, but a reader should know. */
import { applicability } from './claims.ts';
import type { Requirement } from '../catalogue/requirement.ts';
import { weakened } from './judge-requirement.ts';
import type { ReadRun } from './read-messages.ts';
import type {
  RequirementResult,
  ResultLeak,
  ResultWarning,
  ScenarioResult,
  Verdicts,
} from './result.ts';

export function warningsOf(
  { facts, examples, warnings }: ReadRun,
  catalogue: readonly Requirement[],
  { requirements, scenarios }: Pick<Verdicts, 'requirements' | 'scenarios'>,
): readonly ResultWarning[] {
  const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  return [
    ...warnings,
    ...examples.flatMap(({ id, attempts }) =>
      attempts.flatMap((attempt) => attempt.warnings.map((w) => ({ ...w, scenario: id }))),
    ),
    ...scenarios.filter(weakened).map(weakWarning),
    ...requirements.flatMap((requirement) => levelWarning(requirement)),
    ...catalogue.flatMap((requirement, index) => {
      const { denied } = applicability(requirement, facts);
      const ran = (requirements[index]?.scenarios ?? []).map((id) => byId.get(id)?.verdict);
      if (!denied || ran.length === 0 || ran.some((verdict) => verdict !== 'pass')) return [];
      const message = `${requirement.id} is claimed not to be supported, but its examples pass`;
      return [{ message, clause: requirement.id }];
    }),
  ];
}

const weakWarning = ({ id, verdict, clauses }: ScenarioResult): ResultWarning => ({
  message:
    verdict === 'fail'
      ? `${id} failed; the chapter does not demand it, the interface's reference does`
      : `${id} could not be decided; the chapter does not demand it`,
  level: 'SHOULD',
  scenario: id,
  ...(clauses[0] === undefined ? {} : { clause: clauses[0] }),
});

const levelWarning = ({ id, level, verdict }: RequirementResult): readonly ResultWarning[] =>
  level !== 'MUST' && (verdict === 'fail' || verdict === 'inconclusive')
    ? [
        {
          message: `${id} (${level}) ${verdict === 'fail' ? 'failed' : 'could not be decided'}`,
          level,
          clause: id,
        },
      ]
    : [];

/** Everything that could not be removed, with who made it. */
export const leaksOf = ({ examples, leaks }: ReadRun): readonly ResultLeak[] => [
  ...leaks,
  ...examples.flatMap(({ id, attempts }) =>
    attempts.flatMap((attempt) => attempt.leaks.map((leak) => ({ ...leak, scenario: id }))),
  ),
];
