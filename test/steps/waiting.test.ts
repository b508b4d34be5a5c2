import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeadlinePassed } from '../../src/failures.ts';
import { until } from '../../steps/waiting.ts';

/** A clock that moves by sleeping. */
const clock = () => {
  let now = 0;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    sleep: (ms: number) => {
      sleeps.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
};

const wait = (states: string[], within: number, time = clock()) =>
  until({
    what: 'it to be ACTIVE',
    look: () => Promise.resolve(states.shift() ?? 'BUILD'),
    done: (state) => state === 'ACTIVE',
    state: (state) => state,
    clock: time,
    within,
  });

test('what is there at once is not waited for', async () => {
  const time = clock();
  assert.equal(await wait(['ACTIVE'], 1000, time), 'ACTIVE');
  assert.deepEqual(time.sleeps, []);
});

test('pauses start short, grow, and have a longest', async () => {
  const time = clock();
  await assert.rejects(wait([], 60_000, time), DeadlinePassed);
  assert.equal(time.sleeps[0], 50);
  assert.ok(
    time.sleeps.every(
      (pause, i) => i === 0 || i === time.sleeps.length - 1 || pause >= (time.sleeps[i - 1] ?? 0),
    ),
  );
  assert.equal(Math.max(...time.sleeps), 5000);
});

test('a deadline names the states that were seen, each once in a row', async () => {
  await assert.rejects(
    wait(['QUEUED', 'BUILD', 'BUILD', 'ERROR', 'BUILD'], 2000),
    (error: unknown) => {
      assert.ok(error instanceof DeadlinePassed);
      assert.equal(error.expected, 'it to be ACTIVE within 2 s');
      assert.equal(error.observed, 'only QUEUED → BUILD → ERROR → BUILD');
      return true;
    },
  );
});

test('it looks a last time at the deadline', async () => {
  const time = clock();
  const states = ['BUILD', 'ACTIVE'];
  assert.equal(await wait(states, 10, time), 'ACTIVE');
  assert.deepEqual(time.sleeps, [10]);
});
