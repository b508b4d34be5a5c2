/** The verdict engine: from what was run and what is demanded to what it means. */
import { defaultProfile, profileByName } from '../catalogue/profiles.ts';
import type { Level, Requirement } from '../catalogue/requirement.ts';
import { applicability } from './claims.ts';
import { problemsOfDeviations } from './deviations.ts';
import { exercisedIn } from './exercised.ts';
import { judgeExample } from './judge-example.ts';
import { judgeRequirement } from './judge-requirement.ts';
import { overall } from './overall.ts';
import type { ReadRun, RunProblem } from './read-messages.ts';
import type { RequirementResult, ScenarioResult, Verdicts } from './result.ts';
import { wasInterrupted } from './run-entries.ts';
import {
  exampleResult,
  groupByClause,
  judgeClaims,
  runResults,
  staticId,
} from './scenario-results.ts';
import { countVerdicts, exampleVerdicts, requirementVerdicts } from './verdicts.ts';
import { leaksOf, warningsOf } from './warnings.ts';

/**
 * Judges a run.
 * @param catalogue every requirement; ids are unique, and `worstOf` names ids among them
 */
export function judge(read: ReadRun, catalogue: readonly Requirement[]): Verdicts {
  const run = { ...read, problems: [...read.problems, ...suiteProblems(read, catalogue)] };
  const { facts, end, examples } = run;
  const profile = profileByName(facts.profile) ?? defaultProfile;
  const levelOf = (requirement: Requirement): Level => profile.levelOf(requirement);

  const selected = examples.filter((example) => example.selected);
  const judged = new Map(selected.map((example) => [example.id, judgeExample(example)]));
  const claims = judgeClaims(run, catalogue, levelOf, judged);
  const evidence = [
    ...claims.flatMap(({ result }) => result ?? []),
    ...selected.flatMap((example) => {
      const verdict = judged.get(example.id);
      return verdict === undefined ? [] : [exampleResult(example, verdict, facts)];
    }),
  ];
  const requirements = requirementResults(run, catalogue, levelOf, evidence);
  const scenarios = [...runResults(run), ...evidence];
  const deviations = problemsOfDeviations(facts, {
    known: new Set([...examples.map((e) => e.id), ...catalogue.map((r) => staticId(r.id))]),
    selected: new Map([...judged, ...claims.map((claim) => [claim.id, claim.judged] as const)]),
  });
  return {
    run: facts,
    ...(end === undefined ? {} : { finished: end.finished }),
    interrupted: wasInterrupted(run),
    ...overall({ run, requirements, scenarios, stale: deviations.some(({ stale }) => stale) }),
    totals: {
      requirements: countVerdicts(
        requirementVerdicts,
        requirements.map(({ verdict }) => verdict),
      ),
      scenarios: countVerdicts(
        exampleVerdicts,
        scenarios.map(({ verdict }) => verdict),
      ),
    },
    requirements,
    scenarios,
    leaks: leaksOf(run),
    warnings: [
      ...deviations.map(({ message }) => ({ message })),
      ...warningsOf(run, catalogue, { requirements, scenarios }),
    ],
  };
}

/** What messages alone cannot tell to be wrong. */
function suiteProblems(
  { facts, examples }: ReadRun,
  catalogue: readonly Requirement[],
): readonly RunProblem[] {
  const known = new Set(catalogue.map(({ id }) => id));
  const problems = examples.flatMap(({ uri, line, clauses }) =>
    clauses
      .filter((clause) => !known.has(clause))
      .map((clause) => `${uri}:${String(line)}: the catalogue has no requirement ${clause}`),
  );
  if (profileByName(facts.profile) === undefined) {
    problems.push(`there is no profile "${facts.profile}"`);
  }
  return problems.map((message) => ({ where: 'features', message }));
}

function requirementResults(
  { facts, examples }: ReadRun,
  catalogue: readonly Requirement[],
  levelOf: (requirement: Requirement) => Level,
  scenarios: readonly ScenarioResult[],
): readonly RequirementResult[] {
  const byId = new Map(catalogue.map((requirement) => [requirement.id, requirement]));
  const byClause = groupByClause(examples);
  const exercised = exercisedIn(scenarios);
  const done = new Map<string, RequirementResult>();
  const resultOf = (requirement: Requirement): RequirementResult => {
    const { id } = requirement;
    const parts = (requirement.worstOf ?? []).map((name) => {
      const part = byId.get(name);
      if (part === undefined) throw new Error(`requirement ${id} has the unknown part ${name}`);
      return done.get(name) ?? resultOf(part);
    });
    const result = judgeRequirement(requirement, {
      applicability: applicability(requirement, facts),
      level: levelOf(requirement),
      // Without any example the features were not even read: nothing can be said about coverage.
      examples: examples.length === 0 ? undefined : (byClause.get(id) ?? []),
      scenarios: scenarios.filter(({ clauses }) => clauses.includes(id)),
      parts,
      parameters: exercised(requirement),
    });
    done.set(id, result);
    return result;
  };
  return catalogue.map(resultOf);
}
