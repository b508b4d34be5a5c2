/** What a run means. Every view is a function of this, and adds nothing of its own. */
import type { Deviation, Leak, RunFacts, Transcript } from '../evidence.ts';
import type { Level, Table } from '../catalogue/requirement.ts';
import type { ExercisedParameter } from './exercised.ts';
import type { Explanation } from './explain.ts';
import type { ReadStep } from './read-example.ts';
import type { ExampleVerdict, OverallVerdict, RequirementVerdict } from './verdicts.ts';

/**
 * An example that was selected; or an entry that stands for a failure outside of any example: of the
 * whole run (`run/…`) or of a claim (`static/<clause>`), or for an operation that this kind of target does not
 * have (`static/<clause>`, too).
 */
export interface ScenarioResult {
  readonly kind: 'example' | 'run' | 'static';
  /** Unique in the result. */
  readonly id: string;
  readonly name: string;
  readonly feature: string;
  readonly rule?: string;
  /** File and line; empty for an entry without a file. */
  readonly location: string;
  readonly verdict: ExampleVerdict;
  /** Ids of requirements. */
  readonly clauses: readonly string[];
  readonly tags: readonly string[];
  /** It carries `@level:should`: its failure warns, and weakens no requirement. */
  readonly should: boolean;
  /** Why the verdict is not `pass`. Holds text of the target. */
  readonly explanation?: Explanation;
  /** The entry of the deviations file that expects this failure. */
  readonly deviation?: Deviation;
  /** A command line that runs just this again. */
  readonly rerun: string;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly durationMs: number;
  readonly steps: readonly ReadStep[];
  readonly transcript?: Transcript;
}

export interface RequirementResult {
  readonly id: string;
  readonly table: Table;
  /** In the profile of the run. */
  readonly level: Level;
  /** False: the target does not meet its need, or claims not to support it. */
  readonly applies: boolean;
  readonly verdict: RequirementVerdict;
  readonly statement: string;
  /** Where the chapter says so. */
  readonly clause: string;
  /** Ids of the scenarios that were run for it. */
  readonly scenarios: readonly string[];
  /** Why it does not apply. */
  readonly reason?: string;
  /** It fails, and each failure is a known deviation. */
  readonly knownDeviation: boolean;
  /** Of a call of Table 6-3. */
  readonly parameters?: readonly ExercisedParameter[];
}

export interface ResultWarning {
  readonly message: string;
  readonly level?: Level;
  readonly clause?: string;
  readonly scenario?: string;
}

export interface ResultLeak extends Leak {
  /** The scenario that made it; undefined when it was made for the whole run. */
  readonly scenario?: string;
}

export interface Totals {
  readonly requirements: Readonly<Record<RequirementVerdict, number>>;
  readonly scenarios: Readonly<Record<ExampleVerdict, number>>;
}

export interface Verdicts {
  readonly run: RunFacts;
  /** ISO 8601; undefined when the run was cut off. */
  readonly finished?: string;
  readonly interrupted: boolean;
  readonly verdict: OverallVerdict;
  readonly exitCode: 0 | 1 | 2 | 3 | 4 | 5;
  /** One sentence: why this verdict and exit code. */
  readonly because: string;
  readonly totals: Totals;
  /** All of the catalogue, in its order. */
  readonly requirements: readonly RequirementResult[];
  /** Those of the run and of claims first, then the examples in the order of the files. */
  readonly scenarios: readonly ScenarioResult[];
  readonly leaks: readonly ResultLeak[];
  readonly warnings: readonly ResultWarning[];
}
