/** From Cucumber messages to what was run: nothing is judged here, and nothing dropped. */
import {
  type Attachment,
  type Envelope,
  type Hook,
  HookType,
  type Pickle,
  type TestCase,
  type TestRunHookFinished,
  TestStepResultStatus,
} from '@cucumber/messages';
import type { Leak, RunEnd, RunFacts, Warning } from '../evidence.ts';
import { ConfigurationError } from '../failures.ts';
import { readEvidence } from './evidence-schemas.ts';
import { GherkinIndex } from './gherkin-index.ts';
import { AttemptReader, bodyOf } from './read-attempt.ts';
import type { ReadExample } from './read-example.ts';

/** Something of the whole run that went wrong. */
export interface RunProblem {
  /** Where: becomes the id `run/<where>`. */
  readonly where: 'before-all' | 'after-all' | 'features' | 'evidence' | 'cucumber';
  /** The name of the class that was thrown, where something was. */
  readonly type?: string;
  readonly message: string;
}

export interface ReadRun {
  readonly facts: RunFacts;
  /** Undefined: the run was cut off. */
  readonly end?: RunEnd;
  /** Cucumber came to its own end. */
  readonly complete: boolean;
  /** Every example of the suite, selected or not, in the order of the files. */
  readonly examples: readonly ReadExample[];
  readonly problems: readonly RunProblem[];
  /** Of the run, not of an example. */
  readonly leaks: readonly Leak[];
  readonly warnings: readonly Warning[];
}

interface Known {
  readonly pickle: Pickle;
  readonly example: ReadExample;
  readonly attempts: AttemptReader[];
  selected: boolean;
}

/**
 * Takes envelopes as they come.
 *
 * What cucumber-js 13 sends: every pickle of the files, also those that tags or a shard filter out
 * (these get no testCase); all testCases before the first testCaseStarted, and none when a BeforeAll
 * hook failed; for a file that is no Gherkin a parseError and no testRunStarted.
 */
export class MessageReader {
  readonly #gherkin = new GherkinIndex();
  /** By pickle. */
  readonly #known = new Map<string, Known>();
  readonly #ids = new Set<string>();
  readonly #hooks = new Map<string, Hook>();
  readonly #runHooks = new Map<string, string>();
  readonly #testCases = new Map<string, TestCase>();
  /** By testCaseStarted. */
  readonly #attempts = new Map<string, { known: Known; reader: AttemptReader }>();
  readonly #problems: RunProblem[] = [];
  readonly #leaks: Leak[] = [];
  readonly #warnings: Warning[] = [];
  #facts: RunFacts | undefined;
  #end: RunEnd | undefined;
  #complete = false;

  /** @throws ConfigurationError when the facts of the run are malformed */
  push(envelope: Envelope): void {
    const { gherkinDocument, pickle, hook, testCase, attachment, parseError } = envelope;
    if (gherkinDocument) this.#gherkin.add(gherkinDocument);
    if (pickle) this.#pickle(pickle);
    if (hook) this.#hooks.set(hook.id, hook);
    if (testCase) this.#testCase(testCase);
    if (attachment) this.#attachment(attachment);
    if (parseError) {
      const { uri = '' } = parseError.source;
      this.#problems.push({ where: 'features', message: `${uri} ${parseError.message}` });
    }
    this.#execution(envelope);
    this.#wholeRun(envelope);
  }

  /** How many examples are selected, as far as is known. */
  get selected(): number {
    return this.#testCases.size;
  }

  /** The example that this execution belongs to. */
  example(testCaseStartedId: string): ReadExample | undefined {
    const known = this.#attempts.get(testCaseStartedId)?.known;
    return known === undefined ? undefined : finish(known);
  }

  /** @throws ConfigurationError when the envelopes do not begin with the facts of a run */
  read(): ReadRun {
    if (this.#facts === undefined) {
      const [problem] = this.#problems.filter(({ where }) => where === 'evidence');
      throw new ConfigurationError(
        `the messages do not tell which run they belong to${problem === undefined ? '' : `: ${problem.message}`}`,
      );
    }
    return {
      facts: this.#facts,
      ...(this.#end === undefined ? {} : { end: this.#end }),
      complete: this.#complete,
      examples: [...this.#known.values()].map(finish),
      problems: this.#problems,
      leaks: this.#leaks,
      warnings: this.#warnings,
    };
  }

  #pickle(pickle: Pickle): void {
    const { example, problems } = this.#gherkin.example(pickle);
    this.#problems.push(...problems.map((message) => ({ where: 'features' as const, message })));
    let { id } = example;
    if (this.#ids.has(id)) {
      const where = `${example.uri}:${String(example.line)}`;
      this.#problems.push({ where: 'features', message: `${where}: @id:${id} is used twice` });
      for (let n = 2; this.#ids.has(id); n += 1) id = `${example.id}#${String(n)}`;
    }
    this.#ids.add(id);
    const known = { pickle, example: { ...example, id }, attempts: [], selected: false };
    this.#known.set(pickle.id, known);
  }

  #testCase(testCase: TestCase): void {
    this.#testCases.set(testCase.id, testCase);
    const known = this.#known.get(testCase.pickleId);
    if (known !== undefined) known.selected = true;
  }

  #execution({ testCaseStarted, testStepStarted, testStepFinished, testCaseFinished }: Envelope) {
    if (testCaseStarted) {
      const testCase = this.#testCases.get(testCaseStarted.testCaseId);
      const known = this.#known.get(testCase?.pickleId ?? '');
      if (testCase === undefined || known === undefined) return;
      const surroundings = {
        testCase,
        pickle: known.pickle,
        gherkin: this.#gherkin,
        hooks: this.#hooks,
      };
      const reader = new AttemptReader(surroundings, testCaseStarted);
      known.attempts.push(reader);
      this.#attempts.set(testCaseStarted.id, { known, reader });
    }
    const of = (id: string | undefined) => this.#attempts.get(id ?? '')?.reader;
    if (testStepStarted) {
      const { testCaseStartedId, testStepId, timestamp } = testStepStarted;
      of(testCaseStartedId)?.stepStarted(testStepId, timestamp);
    }
    if (testStepFinished) of(testStepFinished.testCaseStartedId)?.stepFinished(testStepFinished);
    if (testCaseFinished) {
      of(testCaseFinished.testCaseStartedId)?.finished(testCaseFinished.timestamp);
    }
  }

  #attachment(attachment: Attachment): void {
    const attempt = this.#attempts.get(attachment.testCaseStartedId ?? '');
    if (attempt !== undefined) {
      attempt.reader.attachment(attachment);
      return;
    }
    const evidence = readEvidence(attachment.mediaType, bodyOf(attachment));
    if (evidence === undefined) return;
    switch (evidence.kind) {
      case 'run':
        if (this.#facts === undefined) this.#facts = evidence.value;
        else this.#misplaced('the messages hold the facts of two runs');
        return;
      case 'end':
        this.#end = evidence.value;
        return;
      case 'leak':
        this.#leaks.push(evidence.value);
        return;
      case 'warning':
        this.#warnings.push(evidence.value);
        return;
      case 'malformed':
        this.#misplaced(evidence.problem);
        return;
      default:
        this.#misplaced(`evidence "${evidence.kind}" belongs to an example, not to the run`);
    }
  }

  #misplaced(message: string): void {
    this.#problems.push({ where: 'evidence', message });
  }

  #wholeRun({ testRunHookStarted, testRunHookFinished, testRunFinished, ...rest }: Envelope): void {
    if (testRunHookStarted) this.#runHooks.set(testRunHookStarted.id, testRunHookStarted.hookId);
    if (testRunHookFinished) this.#runHookFinished(testRunHookFinished);
    if (rest.undefinedParameterType) {
      const { name, expression } = rest.undefinedParameterType;
      const message = `the step "${expression}" uses the unknown parameter type ${name}`;
      this.#problems.push({ where: 'features', message });
    }
    if (testRunFinished) {
      this.#complete = true;
      const { exception } = testRunFinished;
      if (exception !== undefined) {
        const { type, message = type } = exception;
        this.#problems.push({ where: 'cucumber', type, message });
      }
    }
  }

  #runHookFinished({ testRunHookStartedId, result }: TestRunHookFinished): void {
    if (result.status === TestStepResultStatus.PASSED) return;
    const hook = this.#hooks.get(this.#runHooks.get(testRunHookStartedId) ?? '');
    this.#problems.push({
      where: hook?.type === HookType.AFTER_TEST_RUN ? 'after-all' : 'before-all',
      ...(result.exception === undefined ? {} : { type: result.exception.type }),
      message: result.exception?.message ?? result.message ?? `a hook was ${result.status}`,
    });
  }
}

const finish = ({ example, attempts, selected }: Known): ReadExample => ({
  ...example,
  selected,
  attempts: attempts.map((attempt) => attempt.read()),
});

/** Reads the messages of one run. */
export function readMessages(envelopes: Iterable<Envelope>): ReadRun {
  const reader = new MessageReader();
  for (const envelope of envelopes) reader.push(envelope);
  return reader.read();
}
