/**
 * Ctrl-C: once ends the run after the clean-up of the example that runs; twice ends the process at
 * once, with the ledger intact. Workers are threads of this process and hear of it by a channel.
 *
 * A worker that begins to listen asks whether it happened already: a message that was sent before
 * is lost to it.
 */
import { BroadcastChannel } from 'node:worker_threads';
import { Unreachable } from '../failures.ts';

/** Ctrl-C, what a CI system sends, and what a terminal sends that is closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

type Message = 'interrupted' | 'interrupted?';

const channelName = (runId: string): string => `nfvi-conformance ${runId}`;

export interface Interruption {
  readonly happened: () => boolean;
  /** Aborted when it happens, for what this thread does itself. */
  readonly signal: AbortSignal;
  /** Ends the run as a first Ctrl-C does, for a reason of our own. */
  readonly interrupt: () => void;
  readonly stop: () => void;
}

/** The side of the process: listens to signals and tells the workers. */
export function listenToSignals(runId: string, tell: (line: string) => void): Interruption {
  const channel = open(runId, (message) => {
    if (message === 'interrupted?' && controller.signal.aborted) channel.postMessage('interrupted');
  });
  const controller = new AbortController();
  const interrupt = (): void => {
    controller.abort(new Unreachable('the run was interrupted'));
    channel.postMessage('interrupted');
  };
  let count = 0;
  const onSignal = (): void => {
    count += 1;
    if (count > 1) {
      tell('Stopped at once. `nfvi-conformance janitor` removes what this run left.');
      process.exit(5);
    }
    tell('Interrupted: finishing the clean-up. Press Ctrl-C again to stop at once.');
    interrupt();
  };
  for (const signal of signals) process.on(signal, onSignal);
  return {
    happened: () => count > 0,
    signal: controller.signal,
    interrupt,
    stop() {
      for (const signal of signals) process.off(signal, onSignal);
      channel.close();
    },
  };
}

/** The side of a worker: `signal` ends what the example is doing; clean-up must not listen to it. */
export function hearInterruption(runId: string): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const channel = open(runId, (message) => {
    if (message === 'interrupted') controller.abort(new Unreachable('the run was interrupted'));
  });
  channel.postMessage('interrupted?');
  return {
    signal: controller.signal,
    stop: () => {
      channel.close();
    },
  };
}

function open(runId: string, listener: (message: Message) => void): BroadcastChannel {
  const channel = new BroadcastChannel(channelName(runId));
  channel.onmessage = ({ data }) => {
    listener(data as Message);
  };
  // Waiting for a message must not keep the process alive.
  channel.unref();
  return channel;
}
