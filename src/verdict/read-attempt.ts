/** Collects what the messages tell of one execution of an example. */
import {
  type Attachment,
  AttachmentContentEncoding,
  type Hook,
  HookType,
  type Pickle,
  type PickleStep,
  PickleStepType,
  type TestCase,
  type TestCaseStarted,
  type TestStep,
  type TestStepFinished,
  type Timestamp,
} from '@cucumber/messages';
import type { Leak, Transcript, Warning } from '../evidence.ts';
import { readEvidence } from './evidence-schemas.ts';
import type { GherkinIndex } from './gherkin-index.ts';
import { KeptTranscript } from './kept-transcript.ts';
import type { Phase, ReadAttempt, ReadStep, StepStatus } from './read-example.ts';

/** What an attempt needs to know of its surroundings. */
export interface Surroundings {
  readonly testCase: TestCase;
  readonly pickle: Pickle;
  readonly gherkin: GherkinIndex;
  readonly hooks: ReadonlyMap<string, Hook>;
}

/** Milliseconds since 1970. */
export const milliseconds = ({ seconds, nanos }: Timestamp): number => seconds * 1000 + nanos / 1e6;

/** The body of an attachment as text. */
export const bodyOf = ({ body, contentEncoding }: Attachment): string =>
  contentEncoding === AttachmentContentEncoding.BASE64
    ? Buffer.from(body, 'base64').toString('utf8')
    : body;

export class AttemptReader {
  readonly #surroundings: Surroundings;
  readonly #started: number;
  #finished: number | undefined;
  readonly #stepStarted = new Map<string, number>();
  readonly #results = new Map<string, TestStepFinished>();
  readonly #notApplicable: string[] = [];
  readonly #leaks: Leak[] = [];
  readonly #warnings: Warning[] = [];
  readonly #problems: string[] = [];
  #transcript: Transcript | undefined;

  constructor(surroundings: Surroundings, { timestamp }: TestCaseStarted) {
    this.#surroundings = surroundings;
    this.#started = milliseconds(timestamp);
  }

  stepStarted(testStepId: string, timestamp: Timestamp): void {
    this.#stepStarted.set(testStepId, milliseconds(timestamp));
  }

  stepFinished(finished: TestStepFinished): void {
    this.#results.set(finished.testStepId, finished);
  }

  finished(timestamp: Timestamp): void {
    this.#finished = milliseconds(timestamp);
  }

  attachment(attachment: Attachment): void {
    const text = bodyOf(attachment);
    const evidence = readEvidence(attachment.mediaType, text);
    if (evidence === undefined) return;
    switch (evidence.kind) {
      case 'notApplicable':
        this.#notApplicable.push(evidence.value.reason);
        return;
      case 'leak':
        this.#leaks.push(evidence.value);
        return;
      case 'warning':
        this.#warnings.push(evidence.value);
        return;
      case 'transcript':
        if (this.#transcript !== undefined) this.#problems.push('it has two transcripts');
        this.#transcript = new KeptTranscript(text, evidence.value);
        return;
      case 'malformed':
        this.#problems.push(evidence.problem);
        return;
      default:
        this.#problems.push(`evidence "${evidence.kind}" belongs to the run, not to an example`);
    }
  }

  read(): ReadAttempt {
    return {
      steps: this.#steps(),
      finished: this.#finished !== undefined,
      started: this.#started,
      durationMs: Math.max(0, (this.#finished ?? this.#started) - this.#started),
      notApplicable: this.#notApplicable,
      leaks: this.#leaks,
      warnings: this.#warnings,
      ...(this.#transcript === undefined ? {} : { transcript: this.#transcript }),
      problems: this.#problems,
    };
  }

  #steps(): readonly ReadStep[] {
    const { testCase, pickle, gherkin, hooks } = this.#surroundings;
    const pickleSteps = new Map(pickle.steps.map((step) => [step.id, step]));
    let phase: Phase = 'Given';
    return testCase.testSteps.map((testStep): ReadStep => {
      const step = pickleSteps.get(testStep.pickleStepId ?? '');
      if (step === undefined) {
        const hook = hooks.get(testStep.hookId ?? '');
        const kind = hook?.type === HookType.BEFORE_TEST_CASE ? 'Before' : 'After';
        const text = hook?.name ?? (kind === 'Before' ? 'preparation' : 'clean-up');
        return { kind, keyword: '', text, ...this.#outcome(testStep) };
      }
      phase = phaseOf(step) ?? phase;
      const keyword = gherkin.keyword(step.astNodeIds);
      return {
        kind: phase,
        keyword,
        text: step.text,
        ...argumentOf(step),
        ...this.#outcome(testStep),
      };
    });
  }

  #outcome({ id }: TestStep): Pick<ReadStep, 'status' | 'thrown' | 'started' | 'durationMs'> {
    const result = this.#results.get(id)?.testStepResult;
    const started = this.#stepStarted.get(id) ?? 0;
    if (result === undefined) return { status: 'unfinished', started, durationMs: 0 };
    const { seconds, nanos } = result.duration;
    const { exception } = result;
    return {
      status: result.status.toLowerCase() as StepStatus,
      ...(exception === undefined
        ? {}
        : {
            thrown: {
              type: exception.type,
              message: exception.message ?? result.message ?? '',
            },
          }),
      started,
      durationMs: seconds * 1000 + nanos / 1e6,
    };
  }
}

function phaseOf({ type }: PickleStep): Phase | undefined {
  switch (type) {
    case PickleStepType.CONTEXT:
      return 'Given';
    case PickleStepType.ACTION:
      return 'When';
    case PickleStepType.OUTCOME:
      return 'Then';
    default:
      return undefined;
  }
}

function argumentOf({ argument }: PickleStep): Pick<ReadStep, 'table' | 'docString'> {
  const table = argument?.dataTable?.rows.map((row) => row.cells.map(({ value }) => value));
  const docString = argument?.docString?.content;
  return {
    ...(table === undefined ? {} : { table }),
    ...(docString === undefined ? {} : { docString }),
  };
}
