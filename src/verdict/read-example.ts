/** What the messages tell of an example, before anything is judged. */
import type { Leak, Transcript, Warning } from '../evidence.ts';

/** Which part of an example a step belongs to; And, But and * belong to the step before. */
export type Phase = 'Given' | 'When' | 'Then';

export interface ReadStep {
  readonly kind: Phase | 'Before' | 'After';
  /** As written, for example "And "; empty for a hook. */
  readonly keyword: string;
  readonly text: string;
  /** Rows of the step's table. */
  readonly table?: readonly (readonly string[])[];
  readonly docString?: string;
  /** Cucumber's word in lower case; `unfinished` when no result came. */
  readonly status: StepStatus;
  /** What was thrown: the name of its class and its message. */
  readonly thrown?: { readonly type: string; readonly message: string };
  /** Milliseconds since 1970; 0 when it was not started. */
  readonly started: number;
  readonly durationMs: number;
}

export type StepStatus =
  | 'passed'
  | 'failed'
  | 'skipped'
  | 'pending'
  | 'undefined'
  | 'ambiguous'
  | 'unknown'
  | 'unfinished';

/** One execution of an example. More than one is a retry, which no run of ours asks for. */
export interface ReadAttempt {
  readonly steps: readonly ReadStep[];
  readonly finished: boolean;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly durationMs: number;
  /** Reasons attached as {@link import('../evidence.ts').NotApplicable}. */
  readonly notApplicable: readonly string[];
  readonly leaks: readonly Leak[];
  readonly warnings: readonly Warning[];
  readonly transcript?: Transcript;
  /** What is wrong with the evidence itself. */
  readonly problems: readonly string[];
}

export interface ReadExample {
  /** The `@id:`; a row of an outline is `<id>/<n>`, counted from 1. */
  readonly id: string;
  readonly name: string;
  readonly feature: string;
  readonly rule?: string;
  readonly uri: string;
  readonly line: number;
  /** From its `@clause:` tags. */
  readonly clauses: readonly string[];
  readonly tags: readonly string[];
  /** It carries `@level:should`. */
  readonly should: boolean;
  readonly hasSteps: boolean;
  readonly selected: boolean;
  readonly attempts: readonly ReadAttempt[];
}
