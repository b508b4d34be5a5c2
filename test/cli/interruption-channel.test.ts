import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { hearInterruption, listenToSignals } from '../../src/cli/interruption.ts';
import { Unreachable } from '../../src/failures.ts';

const heard = async (signal: AbortSignal): Promise<void> => {
  for (let looks = 0; !signal.aborted && looks < 2_000; looks += 1) await delay(1);
  assert.ok(signal.reason instanceof Unreachable);
};

test('workers that listen already hear of it, those of another run do not', async (t) => {
  const lines: string[] = [];
  const ours = listenToSignals('run-a', (line) => lines.push(line));
  const worker = hearInterruption('run-a');
  const other = hearInterruption('run-b');
  t.after(() => {
    for (const each of [ours, worker, other]) each.stop();
  });
  assert.equal(ours.happened(), false);
  // Not process.emit: the runner of the tests listens, too.
  process.listeners('SIGINT').at(-1)?.('SIGINT');
  await heard(worker.signal);
  assert.ok(ours.happened() && ours.signal.aborted);
  assert.match(lines.join(), /^Interrupted: finishing the clean-up/);
  assert.equal(other.signal.aborted, false);
});

test('a worker that begins to listen afterwards hears of it too', async (t) => {
  const ours = listenToSignals('run-c', () => undefined);
  ours.interrupt();
  const worker = hearInterruption('run-c');
  t.after(() => {
    for (const each of [ours, worker]) each.stop();
  });
  await heard(worker.signal);
  assert.equal(ours.happened(), false, 'nobody pressed Ctrl-C');
});

test('nobody listens to signals after the end', () => {
  const before = process.listenerCount('SIGINT');
  const ours = listenToSignals('run-d', () => undefined);
  assert.equal(process.listenerCount('SIGINT'), before + 1);
  ours.stop();
  assert.equal(process.listenerCount('SIGINT'), before);
});
