/** `--containers`: real servers of enabler services, which last as long as the run. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  right,
  startEnablerServices,
} from '../../simulator/containers/enabler-services/start-enabler-services.ts';
import { sweepFromElsewhere, sweepOf } from '../../simulator/containers/enabler-services/sweep.ts';
import { mediaTypes, type Warning } from '../evidence.ts';
import { ConfigurationError } from '../failures.ts';
import type { Beside } from './with-servers.ts';
import type { RunFolder } from './run-folder.ts';

export interface Containers {
  /** What of the target they are. */
  readonly beside: Beside;
  /** After a run in which something has failed: what they have written, for its reader. */
  writeLogs(folder: RunFolder): Promise<void>;
  /** Removes them. */
  stop(): Promise<void>;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Milliseconds. */
const longestStart = 20_000;
/** As a run that is interrupted. */
const interrupted = 5;

/**
 * As many load balancers as workers, since each has a cloud of its own. However the process ends, nothing stays behind: an interrupted start removes what it has made, an interrupted run is
 * followed by `stop`, and what ends the process at once leaves the work to another process.
 * @throws ConfigurationError when there is no container engine, or they do not start; it says why
 */
export async function startContainers(
  workers: number,
  tell: (line: string) => void,
): Promise<Containers> {
  const state = { starting: true, interrupted: false };
  const onSignal = (): void => {
    if (!state.starting || state.interrupted) return; // Ctrl-C under npm arrives twice
    state.interrupted = true;
    tell('Interrupted: removing the containers.');
    void removeWhatStarts(starting).finally(() => process.exit(interrupted));
  };
  const end = (): void => {
    process.off('exit', sweepFromElsewhere);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.on('exit', sweepFromElsewhere);
  for (const signal of signals) process.on(signal, onSignal);
  const starting = startEnablerServices(right(workers), { log: tell });
  try {
    const started = await starting;
    if (state.interrupted) return await new Promise(() => undefined);
    state.starting = false;
    return {
      beside: started.description,
      async writeLogs(folder) {
        if (!folder.hasFailed) return;
        const path = join(folder.path, 'containers');
        mkdirSync(path);
        for (const [name, text] of await started.logs()) {
          writeFileSync(join(path, `${name}.log`), text, { mode: 0o600 });
        }
        const message = `what the servers in containers have written is in ${path}`;
        folder.attach(mediaTypes.warning, { message } satisfies Warning);
      },
      async stop() {
        await started.stop();
        end();
      },
    };
  } catch (error) {
    // What fails while the containers are being removed is no news; onSignal ends the process.
    if (state.interrupted) return new Promise(() => undefined);
    end();
    throw new ConfigurationError(`--containers: ${(error as Error).message}`, { cause: error });
  }
}

/** Those that are about to start when the others are removed are removed, too, once they have. */
async function removeWhatStarts(starting: Promise<unknown>): Promise<void> {
  const found = await sweepOf(process.pid);
  if (found === 0) return;
  await Promise.race([starting.catch(() => undefined), sleep(longestStart)]);
  await sweepOf(process.pid);
}
