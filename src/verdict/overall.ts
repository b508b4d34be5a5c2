/** The verdict of the whole run, and its exit code. */
import type { ReadRun } from './read-messages.ts';
import type { RequirementResult, ScenarioResult, Verdicts } from './result.ts';
import type { OverallVerdict, RequirementVerdict } from './verdicts.ts';

export interface Judged {
  readonly run: ReadRun;
  readonly requirements: readonly RequirementResult[];
  readonly scenarios: readonly ScenarioResult[];
  /** The list of known deviations is out of date. */
  readonly stale: boolean;
}

type Overall = Pick<Verdicts, 'verdict' | 'exitCode' | 'because'>;

export function overall(judged: Judged): Overall {
  const found = decide(judged);
  const wanted = judged.run.facts.requireConformant;
  if (found.exitCode !== 0 || !wanted || found.verdict === 'conformant') return found;
  return { ...found, exitCode: 5, because: `${found.because}, and --require-conformant is given` };
}

function decide({ run, requirements, scenarios, stale }: Judged): Overall {
  const must = requirements.filter(({ level }) => level === 'MUST');
  const count = (wanted: RequirementVerdict): number =>
    must.filter(({ verdict }) => verdict === wanted).length;
  const ofRun = scenarios.filter(({ kind }) => kind === 'run');
  const cause = run.end?.stopped?.cause;
  if (cause === 'configuration') return over('error', 2, 'the configuration is not in order');
  if (cause === 'sign-in' || signInFailed(run)) {
    return over(
      'incomplete',
      3,
      'the target is not ready: nobody can sign in, or a service that is needed is silent',
    );
  }
  const errors = scenarios.filter(({ verdict }) => verdict === 'error').length;
  if (errors > 0)
    return over('error', 4, `${some(errors, 'scenario')} ended with an error of this tool`);

  const failed = count('fail');
  const unknown = must.filter((r) => r.verdict === 'fail' && !r.knownDeviation).length;
  const open = count('inconclusive');
  const unfinished = ofRun.length > 0;
  const missing = must.filter(isMissing).length;
  const verdict = verdictWithoutErrors({
    failed,
    open: open + (unfinished ? 1 : 0),
    missing,
    passed: count('pass'),
  });
  if (unknown > 0) return over(verdict, 1, `${some(unknown, 'MUST requirement')} failed`);
  if (stale) return over(verdict, 1, 'the list of known deviations is out of date');
  if (unfinished) return over(verdict, 5, ofRun.map(({ name }) => name.toLowerCase()).join('; '));
  if (open > 0) return over(verdict, 5, `${some(open, 'MUST requirement')} could not be decided`);
  if (verdict === 'incomplete') return over(verdict, 5, 'no MUST requirement was shown to pass');
  if (failed > 0) {
    return over(verdict, 0, `${some(failed, 'MUST requirement')} failed, each a known deviation`);
  }
  if (missing > 0) {
    return over(
      verdict,
      0,
      `${some(missing, 'MUST requirement')} without an example, or not selected`,
    );
  }
  return over(verdict, 0, 'every MUST requirement that applies passed');
}

/** A failure is certain, whatever else could not be decided. */
function verdictWithoutErrors(counts: {
  readonly failed: number;
  readonly open: number;
  readonly missing: number;
  readonly passed: number;
}): OverallVerdict {
  const { failed, open, missing, passed } = counts;
  if (failed > 0) return 'non-conformant';
  if (open > 0) return 'incomplete';
  if (missing > 0) return 'partial';
  return passed > 0 ? 'conformant' : 'incomplete';
}

/** Nothing is known of a requirement that applies to this target. */
export const isMissing = ({ applies, verdict }: RequirementResult): boolean =>
  applies && (verdict === 'not-covered' || verdict === 'not-selected');

const signInFailed = ({ problems }: ReadRun): boolean =>
  problems.some(({ type }) => type === 'SignInError');

const over = (
  verdict: OverallVerdict,
  exitCode: Overall['exitCode'],
  because: string,
): Overall => ({ verdict, exitCode, because });

const some = (count: number, what: string): string =>
  `${String(count)} ${what}${count === 1 ? '' : 's'}`;
