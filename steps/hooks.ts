/** Around each example: sign in, skip what was not claimed, capture state, clean up, attach evidence. */
import {
  After,
  AfterAll,
  Before,
  BeforeAll,
  type ITestCaseHookParameter,
  setDefaultTimeout,
  setDefinitionFunctionWrapper,
  setWorldConstructor,
  Status,
} from '@cucumber/cucumber';
import { personaKey, type PersonaName } from '../src/catalogue/personas.ts';
import { type Leak, mediaTypes, type NotApplicable, type Transcript } from '../src/evidence.ts';
import type { LedgerEntry } from '../src/ledger.ts';
import { NotPrepared, Refusal, Unreachable, Violation } from '../src/failures.ts';
import { stageOf } from './accelerator-stage.ts';
import { unlessMiscast } from './casting.ts';
import { cleanUp, keeperOf, leakBecause, leakOf } from './clean-up.ts';
import { connect, type Parameters } from './connection.ts';
import { NotApplicableHere } from './not-applicable.ts';
import { createPersonas } from './personas.ts';
import { Scenario, type Stage } from './scenario.ts';
import { personasIn } from './vocabulary.ts';

setWorldConstructor(Scenario);
// Waiting has deadlines of its own that name the states seen; Cucumber's would hide them.
setDefaultTimeout(-1);

let stage: Stage | undefined;

BeforeAll(async function (this: { parameters: unknown }) {
  const connection = await connect(this.parameters as Parameters);
  stage = { connection, personas: createPersonas(connection) };
});

AfterAll(async function () {
  if (stage === undefined) return;
  const { connection } = stage;
  // What cannot be removed stays in the ledger; the command line reads it there and reports it.
  await removeAll(stage, connection.ledger.open(undefined));
  stage = undefined;
  await connection.close();
});

Before(async function (this: Scenario, { pickle }: ITestCaseHookParameter) {
  if (stage === undefined) throw new Error('the run began without its BeforeAll hook');
  this.stage = stage;
  const { connection, personas } = stage;
  connection.log.begin();
  if (connection.interrupted()) {
    throw new Unreachable('the run was interrupted before this example began');
  }
  const tags = pickle.tags.map((tag) => tag.name);
  // Rows of an outline share their tag; the line tells them apart.
  this.id = `${valueOf(tags, '@id:')[0] ?? ''}:${String(pickle.location?.line ?? 0)}`;
  for (const need of valueOf(tags, '@needs:')) {
    const answer = connection.meets(need);
    if (!answer.met) throw new NotApplicableHere(answer.reason);
  }
  for (const clause of valueOf(tags, '@clause:')) {
    const reason = connection.disclaimed(clause);
    if (reason !== undefined) throw new NotApplicableHere(`${clause} is not claimed: ${reason}`);
  }
  // Personas are made before the first step, so that a failure to make them is not the example's.
  const named = new Set(pickle.steps.flatMap((step) => personasIn(step.text)));
  for (const persona of named) await personas.as(persona).catch(notPrepared(persona));
});

After(async function (this: Scenario, { result }: ITestCaseHookParameter) {
  if (this.stage === undefined) return;
  const { connection } = this.stage;
  const entries = connection.ledger.open(this.id);
  const failed = result?.status === Status.FAILED;
  // An example that was cut off has not failed: there is nothing to inspect.
  const keep = failed && connection.keepFailed && !connection.interrupted();
  // The state at the failure goes into the transcript before anything is taken away.
  if (failed) await capture(this.stage, entries);
  for (const end of this.endings) end();
  const unchanged = await takeBack(this);
  const leaks = keep
    ? entries.map((entry) => leakOf(entry, 'kept by --keep-failed', true))
    : await removeAll(this.stage, entries);
  for (const leak of [...unchanged, ...leaks]) {
    const reason = connection.redact(leak.reason);
    this.attach(JSON.stringify({ ...leak, reason } satisfies Leak), mediaTypes.leak);
  }
  for (const end of this.farewells) end();
  const { calls } = stageOf(this);
  const transcript: Transcript = {
    exchanges: connection.log.exchanges,
    ...(calls.length === 0 ? {} : { calls }),
  };
  this.attach(JSON.stringify(transcript), mediaTypes.transcript);
});

/** Never rejects: what keeps it from removing is the reason of the leaks. */
async function removeAll(
  { connection, personas }: Stage,
  entries: readonly LedgerEntry[],
): Promise<readonly Leak[]> {
  if (entries.length === 0) return [];
  try {
    const principal = await personas.cleaner();
    const keeper = (address: string) => keeperOf(connection, principal, address);
    return await cleanUp({ ...connection, keeper }, entries);
  } catch (error) {
    return entries.map((entry) => leakBecause(entry, error));
  }
}

/** Undoes what the example changed; never rejects. */
async function takeBack({ undo, undoOwn, connection, id }: Scenario): Promise<readonly Leak[]> {
  const leaks: Leak[] = [];
  const all = (backs: (() => Promise<void>)[], resource: string) =>
    backs
      .splice(0)
      .reverse()
      .map((back) => ({ back, change: { n: 0, at: '', resource, name: id } }));
  const own = connection.interrupted() ? [] : all(undoOwn, 'quota');
  for (const { back, change } of [...all(undo, 'state of the target'), ...own]) {
    await back().catch((error: unknown) => leaks.push(leakBecause(change, error)));
  }
  return leaks;
}

/** Looks at each thing that was made; the exchanges are the evidence. */
async function capture(
  { connection, personas }: Stage,
  entries: readonly LedgerEntry[],
): Promise<void> {
  for (const entry of entries) {
    if (entry.id === undefined) continue;
    try {
      const keeper = keeperOf(connection, await personas.cleaner(), entry.resource);
      await keeper?.exists(entry.id, entry);
    } catch {
      // A failure of this look is in the transcript, and must not hide the example's.
    }
  }
}

const valueOf = (tags: readonly string[], prefix: string): string[] =>
  tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));

const notPrepared = (persona: PersonaName) => (error: unknown) => {
  if (error instanceof Refusal || error instanceof Violation) {
    throw new NotPrepared(
      `the ${persona} could not be set up (an account can be given in the target file, personas.${personaKey(persona)}): ${error.message}`,
      { cause: error },
    );
  }
  throw error;
};

/** Failures that are about an exchange with the target. */
const ofTheTarget = [Violation, Refusal, Unreachable, NotPrepared];

/** Completes a failure with the request that it is about, so that the report needs no code. */
function explain(world: unknown, error: unknown): unknown {
  if (!(world instanceof Scenario) || !(error instanceof Error)) return error;
  if (!ofTheTarget.some((kind) => error instanceof kind)) return error;
  const exchange = world.stage?.connection.log.last();
  if (exchange === undefined || error.message.includes('\nrequest  ')) return error;
  const { request, requestId, curl, n } = exchange;
  error.message += [
    '',
    `request  ${request.method} ${request.url}${requestId === undefined ? '' : ` (${requestId})`}`,
    `evidence exchange ${String(n)} of the transcript`,
    `again    ${curl}`,
  ].join('\n');
  return error;
}

/** What a target says may repeat what it was sent, its token for example. */
function redact(error: unknown): void {
  const { connection } = stage ?? {};
  if (connection === undefined) return;
  // Cucumber writes down causes, too.
  for (let at = error, depth = 0; at instanceof Error && depth < 10; at = at.cause, depth += 1) {
    at.message = connection.redact(at.message);
    if (at.stack !== undefined) at.stack = connection.redact(at.stack);
  }
}

type Code = (this: unknown, ...args: unknown[]) => unknown;

setDefinitionFunctionWrapper(
  (code: Code): Code =>
    async function (this: unknown, ...args) {
      try {
        return await code.apply(this, args);
      } catch (thrown) {
        const acting = this instanceof Scenario ? this.stage : undefined;
        const error = await unlessMiscast(acting, thrown);
        redact(error);
        if (error instanceof NotApplicableHere && this instanceof Scenario) {
          const evidence: NotApplicable = { reason: error.message };
          this.attach(JSON.stringify(evidence), mediaTypes.notApplicable);
          return 'skipped';
        }
        throw explain(this, error);
      }
    },
);
