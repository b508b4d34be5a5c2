/**
 * Ctrl-C: once ends the run after the clean-up of the example that runs; twice ends the process at
 * once, with the ledger intact. Workers are threads of this process and hear of it by a channel.
 */
import { Unreachable } from '../failures.ts';

const channelName = (runId: string): string => `nfvi-conformance ${runId}`;

export interface Interruption {
  readonly happened: () => boolean;
  readonly stop: () => void;
}

/** The side of the process: listens to signals and tells the workers. */
export function listenToSignals(runId: string, tell: (line: string) => void): Interruption {
  const channel = new BroadcastChannel(channelName(runId));
  let count = 0;
  const onSignal = (): void => {
    count += 1;
    if (count > 1) {
      tell('Stopped at once. `nfvi-conformance janitor` removes what this run left.');
      process.exit(5);
    }
    tell('Interrupted: finishing the clean-up. Press Ctrl-C again to stop at once.');
    channel.postMessage('interrupted');
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return {
    happened: () => count > 0,
    stop() {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
      channel.close();
    },
  };
}

/** The side of a worker: `signal` ends what the example is doing; clean-up must not listen to it. */
export function hearInterruption(runId: string): { signal: AbortSignal; stop: () => void } {
  const channel = new BroadcastChannel(channelName(runId));
  const controller = new AbortController();
  channel.onmessage = () => {
    controller.abort(new Unreachable('the run was interrupted'));
  };
  // Waiting for a message must not keep the process alive.
  (channel as unknown as { unref(): void }).unref();
  return {
    signal: controller.signal,
    stop: () => {
      channel.close();
    },
  };
}
