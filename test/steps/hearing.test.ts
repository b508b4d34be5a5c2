import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeadlinePassed, Unreachable } from '../../src/failures.ts';
import { createHearing } from '../../src/bindings/hearing.ts';
import { untilHeard } from '../../steps/hearing.ts';

/** Waits a minute, on a clock that moves by sleeping, for what never comes. */
function open() {
  let now = 0;
  let reached = false;
  const hearing = createHearing({ reached: () => reached });
  const clock = {
    now: () => now,
    sleep: (ms: number) => {
      now += ms;
      return Promise.resolve();
    },
  };
  return {
    hearing,
    now: () => now,
    somethingComes: () => {
      reached = true;
    },
    wait: () =>
      untilHeard(
        { clock, hearing },
        {
          what: 'to be told',
          look: () => Promise.resolve(false),
          done: (seen) => seen,
          state: () => 'silence',
          within: 60_000,
        },
      ),
  };
}

test('the silence of a target that has never told anything decides nothing, and is waited for once', async () => {
  const { wait, now, hearing } = open();
  hearing.hears(); // nobody knows yet
  await assert.rejects(wait(), (error: unknown) => {
    assert.ok(error instanceof Unreachable);
    assert.match(error.message, /callbacks\.listen/);
    return true;
  });
  assert.equal(now(), 60_000);
  await assert.rejects(wait(), Unreachable);
  assert.equal(now(), 60_000);
  assert.throws(() => {
    hearing.hears();
  }, Unreachable);
});

test('who has told something before is silent by its own doing', async () => {
  const { wait, somethingComes, now } = open();
  await assert.rejects(wait(), Unreachable);
  somethingComes();
  await assert.rejects(wait(), DeadlinePassed);
  assert.equal(now(), 120_000);
});
