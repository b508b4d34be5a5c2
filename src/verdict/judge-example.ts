/** The verdict of one example, from what became of its steps, its hooks and its evidence. */
import { explain, type Explanation } from './explain.ts';
import type { ReadAttempt, ReadExample, ReadStep } from './read-example.ts';
import { type ExampleVerdict, worst } from './verdicts.ts';

export interface JudgedExample {
  readonly verdict: ExampleVerdict;
  readonly explanation?: Explanation;
  /** Each reason for `fail`: a known deviation must explain every one of them. */
  readonly failures: readonly string[];
}

interface Cause {
  readonly verdict: ExampleVerdict;
  readonly message: string;
  readonly step?: ReadStep;
}

/** Nothing was learnt about the target, wherever they are thrown. */
const nothingLearnt = new Set(['Unreachable', 'NoStimulus', 'NotPrepared', 'SignInError']);
/** The target answered, and wrongly; in a Given, what the example is about was not reached. */
const aboutTheTarget = new Set(['Violation', 'DeadlinePassed', 'Refusal', 'AssertionError']);

/** The verdict of what was thrown; a class that is none of failures.ts is a bug of ours. */
export function verdictOfThrown(
  type: string | undefined,
  kind: ReadStep['kind'] | 'run',
): 'fail' | 'inconclusive' | 'error' {
  if (type === undefined) return 'error';
  if (nothingLearnt.has(type)) return 'inconclusive';
  if (!aboutTheTarget.has(type)) return 'error';
  if (kind === 'Given') return 'inconclusive';
  return kind === 'When' || kind === 'Then' ? 'fail' : 'error';
}

/** Judges an example that was selected. */
export function judgeExample(example: ReadExample): JudgedExample {
  const causes = [...causesOf(example)];
  const base = example.attempts.some(isNotApplicable) ? 'not-applicable' : 'pass';
  const verdict = worst([base, ...causes.map((cause) => cause.verdict)]) ?? 'error';
  if (verdict === 'pass') return { verdict, failures: [] };
  const transcript = example.attempts.at(-1)?.transcript;
  if (verdict === 'not-applicable') {
    const reason = example.attempts.flatMap((a) => a.notApplicable)[0] ?? '';
    return { verdict, explanation: explain(reason, undefined, undefined, []), failures: [] };
  }
  const [first, ...others] = causes.filter((cause) => cause.verdict === verdict);
  const also = [...others, ...causes.filter((cause) => cause.verdict !== verdict)];
  return {
    verdict,
    explanation: explain(
      first?.message ?? '',
      first?.step,
      transcript,
      also.map(({ message }) => message),
    ),
    failures: causes.filter((c) => c.verdict === 'fail').map(({ message }) => message),
  };
}

function* causesOf({ attempts, hasSteps }: ReadExample): Generator<Cause> {
  if (!hasSteps) yield { verdict: 'error', message: 'the example has no steps' };
  if (attempts.length === 0) {
    yield { verdict: 'inconclusive', message: 'the run ended before this example began' };
  }
  if (attempts.length > 1) {
    yield { verdict: 'error', message: 'the example was retried, which hides its first result' };
  }
  for (const attempt of attempts) yield* causesOfAttempt(attempt);
}

function* causesOfAttempt(attempt: ReadAttempt): Generator<Cause> {
  let stopped = false;
  for (const step of attempt.steps) {
    const cause = causeOf(step, attempt, stopped);
    if (cause !== undefined) yield { ...cause, step };
    stopped ||= step.status !== 'passed';
  }
  if (!attempt.finished) {
    yield { verdict: 'inconclusive', message: 'the run ended in the middle of this example' };
  }
  if (attempt.notApplicable.length > 0 && !stopped) {
    const message = 'a reason why it is not applicable was attached, but its steps went on';
    yield { verdict: 'error', message };
  }
  for (const leak of attempt.leaks.filter(({ kept }) => kept !== true)) {
    const name = leak.name === undefined ? '' : ` "${leak.name}"`;
    // What did not answer has shown nothing by not taking a thing away.
    const uncertain = leak.uncertain === true;
    yield {
      verdict: uncertain ? 'inconclusive' : 'fail',
      message: `${uncertain ? 'perhaps ' : ''}left behind: ${leak.resource} ${leak.id}${name}: ${leak.reason}`,
    };
  }
  for (const message of attempt.problems) yield { verdict: 'error', message };
}

/** @param stopped an earlier step did not pass */
function causeOf(
  step: ReadStep,
  attempt: ReadAttempt,
  stopped: boolean,
): Omit<Cause, 'step'> | undefined {
  switch (step.status) {
    case 'passed':
      return undefined;
    case 'failed':
      return {
        verdict: verdictOfThrown(step.thrown?.type, step.kind),
        message: messageOf(step),
      };
    case 'skipped':
      if (stopped || (attempt.notApplicable.length > 0 && step.kind !== 'After')) return undefined;
      return { verdict: 'error', message: 'a step or hook was skipped without a reason' };
    case 'unfinished':
      // Of an attempt that was cut off nothing else can be said.
      if (!attempt.finished) return undefined;
      return { verdict: 'error', message: 'a step has no result' };
    case 'undefined':
      return { verdict: 'error', message: 'no step definition matches this sentence' };
    case 'ambiguous':
      return { verdict: 'error', message: 'several step definitions match this sentence' };
    case 'pending':
      return { verdict: 'error', message: 'the step definition is not finished' };
    case 'unknown':
      return { verdict: 'error', message: 'the result of the step is unknown' };
  }
}

/** A bug is told with the name of its class, a finding speaks for itself. */
function messageOf({ thrown }: ReadStep): string {
  if (thrown === undefined) return 'the step failed without saying why';
  const { type, message } = thrown;
  return nothingLearnt.has(type) || aboutTheTarget.has(type) ? message : `${type}: ${message}`;
}

/** Skipped with a reason, and by nothing else than that. */
const isNotApplicable = ({ notApplicable, steps }: ReadAttempt): boolean =>
  notApplicable.length > 0 && steps.some(({ status }) => status === 'skipped');
