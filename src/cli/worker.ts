/**
 * Support code of Cucumber that only the command line brings: it gives the steps of this worker their
 * connection. Loaded once per process or worker thread.
 */
import { join } from 'node:path';
import { type Connection, type Parameters, provideConnector } from '../../steps/connection.ts';
import { ledgerName, openLedger } from '../ledger.ts';
import { isNeedName } from '../catalogue/needs.ts';
import type { TargetFlags } from '../target/choose-target.ts';
import { chosenTarget } from './chosen-target.ts';
import { claiming, openTarget, type Play } from './connect.ts';
import { hearInterruption } from './interruption.ts';
import { meets } from './meets.ts';

/** What the command line tells its workers: plain data, no secret. */
export interface WorkerParameters {
  readonly runId: string;
  /** The run's folder. */
  readonly folder: string;
  /** The flags that choose the target; each worker reads its description itself. */
  readonly flags: TargetFlags;
  readonly play: Play;
  readonly workers: number;
  readonly keepFailed: boolean;
  /** Services that the target's catalogue lists, and what extends them; decides which needs are met. */
  readonly services: readonly string[];
}

/** Names differ between workers: each counts in steps of their number. */
function counter(workers: number): () => number {
  const worker = Number(process.env['CUCUMBER_WORKER_ID'] ?? 0);
  let count = 0;
  return () => {
    count += 1;
    return count * workers + worker;
  };
}

async function connectWorker(parameters: Parameters): Promise<Connection> {
  const given = parameters as unknown as WorkerParameters;
  const target = claiming(chosenTarget(given.flags), given.play);
  const interruption = hearInterruption(given.runId);
  const open = openTarget(target, given.play, { signal: interruption.signal });
  const nextName = counter(given.workers);
  return {
    ...open,
    ledger: openLedger(
      join(given.folder, ledgerName),
      target.credentials.authUrl,
      counter(given.workers),
    ),
    newName: () => `cft-${given.runId}-${String(nextName())}`,
    redact: (text) => open.redactor.text(text),
    credentials: { ...target.personas, 'cloud zone administrator': target.credentials },
    meets: (need) => {
      if (!isNeedName(need)) throw new Error(`there is no need "${need}" in the catalogue`);
      return meets(target, given.services, need);
    },
    disclaimed: (clause) => {
      const claim = target.claims[clause];
      return claim?.supported === false ? claim.reason : undefined;
    },
    disposableHosts: target.disposable.hosts,
    keepFailed: given.keepFailed,
    interrupted: () => interruption.signal.aborted,
    goneWithin: 120_000,
    deadline: (what) => target.parameters.deadlines[what],
    close: async () => {
      interruption.stop();
      await open.close();
    },
  };
}

provideConnector(connectWorker);
