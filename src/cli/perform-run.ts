/** What `run` does, in order: plan, diagnose, execute, judge, report. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { notOffered } from '../bindings/not-offered.ts';
import { type Leak, mediaTypes, type RunEnd, type RunFacts, type Warning } from '../evidence.ts';
import { ConfigurationError, SignInError } from '../failures.ts';
import { ledgerName, readLedger } from '../ledger.ts';
import { claiming, openTarget } from './connect.ts';
import { type Containers, startContainers } from './containers.ts';
import { type Diagnosis, diagnose, patience } from './doctor.ts';
import { execute } from './execute.ts';
import { type Interruption, listenToSignals } from './interruption.ts';
import { needsMet } from './meets.ts';
import { type Plan, planOf } from './plan.ts';
import { present, watchProgress } from './present.ts';
import type { RunFlags } from './run-flags.ts';
import { openRunFolder, type RunFolder } from './run-folder.ts';
import { featuresDigest, toolVersion } from './suite.ts';
import type { WorkerParameters } from './worker.ts';

/**
 * @returns the exit code, see README
 * @throws ConfigurationError before anything was asked of the target, or when what it answered could
 *   not be written down
 */
export async function performRun(flags: RunFlags): Promise<number> {
  const plan = planOf(flags);
  if (flags.containers !== true) return performPlan(flags, plan);
  const servers = await startContainers(flags.parallel ?? 1, (line) =>
    process.stderr.write(`${line}\n`),
  );
  try {
    const play = { ...plan.play, beside: servers.beside };
    return await performPlan(
      flags,
      { ...plan, play, target: claiming(plan.target, play) },
      servers,
    );
  } finally {
    await servers.stop();
  }
}

async function performPlan(flags: RunFlags, plan: Plan, servers?: Containers): Promise<number> {
  const folder = openRunFolder(flags.reports, new Date());
  const interruption = listenToSignals(folder.id, (line) => process.stderr.write(`${line}\n`));
  try {
    const stopped = await carryOut(flags, plan, folder, interruption);
    await servers?.writeLogs(folder);
    folder.attach(mediaTypes.end, endOf(interruption, stopped));
  } finally {
    interruption.stop();
    folder.close();
  }
  if (folder.failure !== undefined) throw folder.failure;
  return (await present(folder.path)).exitCode;
}

/** @returns why the run ended before its first example, if it did and was not interrupted */
async function carryOut(
  flags: RunFlags,
  plan: Plan,
  folder: RunFolder,
  interruption: Interruption,
): Promise<RunEnd['stopped']> {
  const started = new Date().toISOString();
  const tellFacts = (diagnosis: Diagnosis): void => {
    folder.attach(mediaTypes.run, factsOf(flags, plan, folder.id, started, diagnosis));
    for (const message of diagnosis.warnings) {
      folder.attach(mediaTypes.warning, { message } satisfies Warning);
    }
  };
  let diagnosis: Diagnosis;
  try {
    diagnosis = await diagnoseTarget(plan, interruption.signal);
  } catch (error) {
    tellFacts({ fingerprint: {}, services: [], extensions: [], warnings: [] });
    if (interruption.happened()) return undefined;
    return { cause: causeOf(error), message: (error as Error).message };
  }
  tellFacts(diagnosis);
  if (interruption.happened()) return undefined;

  const progress = watchProgress();
  try {
    await execute(
      {
        ...(plan.tags === undefined ? {} : { tags: plan.tags }),
        ...(flags.parallel === undefined ? {} : { parallel: flags.parallel }),
        ...(flags.shard === undefined ? {} : { shard: flags.shard }),
      },
      { ...workerParameters(flags, plan, folder, diagnosis) },
      (envelope) => {
        folder.write(envelope);
        // Without evidence there is no verdict; what was made is still to be removed.
        if (folder.failure !== undefined) interruption.interrupt();
        progress.onEnvelope(envelope);
        // Cucumber keeps each attachment to the end, for formatters that there are not: transcripts are most of a run.
        if (envelope.attachment !== undefined) envelope.attachment.body = '';
      },
    );
  } catch (error) {
    return { cause: 'error', message: (error as Error).stack ?? String(error) };
  } finally {
    progress.stop();
    for (const leak of leftOfTheRun(folder)) folder.attach(mediaTypes.leak, leak);
  }
  return undefined;
}

const causeOf = (error: unknown): NonNullable<RunEnd['stopped']>['cause'] =>
  error instanceof SignInError
    ? 'sign-in'
    : error instanceof ConfigurationError
      ? 'configuration'
      : 'error';

async function diagnoseTarget({ target, play }: Plan, signal: AbortSignal): Promise<Diagnosis> {
  const open = openTarget(target, play, { signal, timeoutMs: patience });
  try {
    return await diagnose(open, () => undefined);
  } finally {
    await open.close();
  }
}

const workerParameters = (
  flags: RunFlags,
  plan: Plan,
  folder: RunFolder,
  { services, extensions }: Diagnosis,
): WorkerParameters => ({
  runId: folder.id,
  folder: folder.path,
  flags: { simulator: flags.simulator, cloud: flags.cloud, target: flags.target },
  play: plan.play,
  workers: flags.parallel ?? 1,
  keepFailed: flags.keepFailed ?? false,
  services: [...services, ...extensions],
});

/** What is left and no example has told: what was for the whole run, and of workers that crashed. */
function leftOfTheRun(folder: RunFolder): readonly Leak[] {
  const path = join(folder.path, ledgerName);
  if (!existsSync(path)) return [];
  return readLedger(path)
    .filter((entry) => !folder.leaks.has(entry.name))
    .map(({ resource, id, name, stays }) => ({
      resource,
      id: id ?? 'unknown',
      name,
      reason: stays ?? 'the run ended before it could take it away',
    }));
}

const endOf = (interruption: Interruption, stopped: RunEnd['stopped']): RunEnd => ({
  finished: new Date().toISOString(),
  interrupted: interruption.happened(),
  ...(stopped === undefined ? {} : { stopped }),
});

function factsOf(
  flags: RunFlags,
  { target, play, profile, deviations, tags }: Plan,
  id: string,
  started: string,
  { fingerprint, services, extensions }: Diagnosis,
): RunFacts {
  const bundled = target.kind === 'simulator';
  const release = play.release === undefined ? '' : `, release ${play.release}`;
  const real = play.beside === undefined ? '' : ', with real servers beside it';
  const wrong = (play.defects ?? []).map((name) => `, with the defect ${name}`).join('');
  return {
    id,
    started,
    toolVersion,
    featuresDigest: featuresDigest(),
    command: commandOf(flags, target.chosenBy),
    profile,
    target: {
      name: target.name,
      kind: bundled ? `bundled simulator, not your cloud${release}${wrong}${real}` : 'OpenStack',
      bundledSimulator: bundled,
      fingerprint,
    },
    selection: {
      ...(tags === undefined ? {} : { tags }),
      ...(flags.shard === undefined ? {} : { shard: flags.shard }),
    },
    requireConformant: flags.requireConformant ?? false,
    deviations,
    claims: target.claims,
    needs: needsMet(target, [...services, ...extensions]),
    notOffered,
  };
}

/** The command line that runs the same target again, for the reader of a failure. */
function commandOf(flags: RunFlags, chosenBy: string): string {
  const parts = ['npx nfvi-conformance run', chosenBy];
  if (flags.profile !== undefined) parts.push(`--profile ${flags.profile}`);
  if (flags.containers === true) parts.push('--containers');
  if (flags.release !== undefined) parts.push(`--release ${flags.release}`);
  for (const name of flags.defect ?? []) parts.push(`--defect ${name}`);
  return parts.join(' ');
}
