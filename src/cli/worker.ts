/**
 * Support code of Cucumber that only the command line brings: it gives the steps of this worker their
 * connection. Loaded once per process or worker thread.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Connection, type Parameters, provideConnector } from '../../steps/connection.ts';
import { openLedger } from '../ledger.ts';
import { openTarget, type Play } from './connect.ts';
import { credentialsOf } from './credentials.ts';
import { hearInterruption } from './interruption.ts';
import { meetsOf } from './meets.ts';
import { type Choice, targetOf } from './choice.ts';

/** What the command line tells its workers: plain data, no secret. */
export interface WorkerParameters {
  readonly runId: string;
  /** The run's folder. */
  readonly folder: string;
  readonly choice: Choice;
  readonly play: Play;
  readonly workers: number;
  readonly keepFailed: boolean;
  /** Services that the target's catalogue lists; decides which needs are met. */
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
  const target = targetOf(given.choice, process.env);
  const open = openTarget(target, given.play);
  const interruption = hearInterruption(given.runId);
  const nextName = counter(given.workers);
  return {
    ...open,
    ledger: openLedger(join(given.folder, 'ledger.ndjson'), counter(given.workers)),
    newName: () => `cft-${given.runId}-${String(nextName())}`,
    newPassword: () => {
      // Long, and with each kind of character that password rules ask for.
      const password = `aA1!${randomBytes(18).toString('base64url')}`;
      open.redactor.add(password);
      return password;
    },
    credentials: credentialsOf(target),
    meets: meetsOf(target, given.services),
    keepFailed: given.keepFailed,
    interrupted: interruption.happened,
    goneWithin: 60_000,
    close: async () => {
      interruption.stop();
      await open.close();
    },
  };
}

provideConnector(connectWorker);
