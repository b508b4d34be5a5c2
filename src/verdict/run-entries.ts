/** Failures of the whole run as scenarios, so that every view shows and counts them. */
import type { RunEnd } from '../evidence.ts';
import { verdictOfThrown } from './judge-example.ts';
import type { ReadRun, RunProblem } from './read-messages.ts';
import { type ExampleVerdict, worst } from './verdicts.ts';

export interface RunEntry {
  /** Becomes the id `run/<what>`. */
  readonly what: string;
  readonly name: string;
  readonly verdict: ExampleVerdict;
  /** The most telling first. */
  readonly messages: readonly string[];
}

const names: Readonly<Record<RunProblem['where'], string>> = {
  'before-all': 'Preparing the run failed',
  'after-all': 'Ending the run failed',
  features: 'The features are not in order',
  evidence: 'The evidence of the run is not in order',
  cucumber: 'Running the examples failed',
};

const stops: Readonly<Record<NonNullable<RunEnd['stopped']>['cause'], string>> = {
  configuration: 'The configuration is not in order',
  'sign-in': 'The target is not ready for a run',
  error: 'The run could not be started',
};

/** One entry for each place where something of the run went wrong. */
export function runEntries(run: ReadRun): readonly RunEntry[] {
  const { end, examples, problems, leaks } = run;
  const entries: RunEntry[] = [];
  if (end?.stopped !== undefined) {
    const { cause, message } = end.stopped;
    const verdict = cause === 'sign-in' ? 'inconclusive' : 'error';
    entries.push({ what: cause, name: stops[cause], verdict, messages: [message] });
  }
  for (const [where, found] of Map.groupBy(problems, (problem) => problem.where)) {
    const verdict = worst(found.map(({ type }) => verdictOfThrown(type, 'run'))) ?? 'error';
    // Each worker runs the hooks of the run: the same failure need not be told twice.
    const messages = [...new Set(found.map(textOf))];
    entries.push({ what: where, name: names[where], verdict, messages });
  }
  const left = leaks.filter(({ kept }) => kept !== true);
  if (left.length > 0) {
    entries.push({
      what: 'clean-up',
      name: 'The run left something behind',
      verdict: 'inconclusive',
      messages: left.map((leak) => `${leak.resource} ${leak.id}: ${leak.reason}`),
    });
  }
  const stopped = end?.stopped !== undefined;
  if (wasInterrupted(run)) {
    entries.push({
      what: 'interrupted',
      name: 'The run did not come to its end',
      verdict: 'inconclusive',
      messages: [
        end?.interrupted === true
          ? 'the run was interrupted'
          : 'the messages end before the end of the run',
      ],
    });
  } else if (!stopped && entries.length === 0 && !examples.some(({ selected }) => selected)) {
    entries.push({
      what: 'nothing-selected',
      name: 'Nothing was selected',
      verdict: 'inconclusive',
      messages: ['no example matches the selection, so nothing is shown'],
    });
  }
  return entries;
}

/** It was told to stop, or its messages break off. A run that was stopped has its own entry. */
export function wasInterrupted({ end, complete, problems }: ReadRun): boolean {
  if (end === undefined || end.interrupted) return true;
  // Cucumber does not begin, and so does not end, when a file is no Gherkin.
  return end.stopped === undefined && !complete && !problems.some((p) => p.where === 'features');
}

const textOf = ({ type, message }: RunProblem): string =>
  type === undefined || verdictOfThrown(type, 'run') === 'inconclusive'
    ? message
    : `${type}: ${message}`;
