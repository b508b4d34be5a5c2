import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createRealClock,
  createVirtualClock,
  virtualStart,
} from '../../../simulator/kernel/clock.ts';

test('a virtual clock stands still until it is advanced, and starts at the same instant', () => {
  const clock = createVirtualClock();
  assert.equal(clock.now(), virtualStart);
  clock.advance(1500);
  assert.equal(clock.now(), virtualStart + 1500);
});

test('work runs in the order of its instants, and at its own instant', () => {
  const clock = createVirtualClock(0);
  const seen: string[] = [];
  const note = (name: string) => () => seen.push(`${name}@${String(clock.now())}`);
  clock.schedule(300, note('c'));
  clock.schedule(100, () => {
    note('a')();
    clock.schedule(50, note('b'));
  });
  clock.schedule(300, note('d'));
  clock.schedule(1000, note('later'));
  clock.advance(999);
  assert.deepEqual(seen, ['a@100', 'b@150', 'c@300', 'd@300']);
});

test('sleepers move the clock, the earliest first, and work in between is done', async () => {
  const clock = createVirtualClock(0);
  const seen: string[] = [];
  clock.schedule(40, () => seen.push(`work@${String(clock.now())}`));
  const sleeper = async (ms: number) => {
    await clock.sleep(ms);
    seen.push(`slept ${String(ms)}@${String(clock.now())}`);
  };
  await Promise.all([sleeper(60_000), sleeper(10), sleeper(50)]);
  assert.deepEqual(seen, ['slept 10@10', 'work@40', 'slept 50@50', 'slept 60000@60000']);
});

test('an hour with 5,000 timers passes in less than a second', () => {
  const clock = createVirtualClock(0);
  let ran = 0;
  for (let i = 0; i < 5000; i++) {
    const again = () => {
      ran++;
      if (ran < 50_000) clock.schedule(((i * 7919) % 360_000) + 1, again);
    };
    clock.schedule(((i * 104_729) % 3_600_000) + 1, again);
  }
  const started = performance.now();
  clock.advance(3_600_000);
  assert.ok(ran >= 5000);
  assert.ok(performance.now() - started < 1000);
});

test('restoring takes time and pending work back', () => {
  const clock = createVirtualClock(0);
  let ran = 0;
  clock.schedule(100, () => ran++);
  clock.advance(50);
  const state = clock.capture();
  clock.advance(100);
  assert.equal(ran, 1);
  clock.restore(state);
  assert.equal(clock.now(), 50);
  clock.advance(49);
  assert.equal(ran, 1);
  clock.advance(1);
  assert.equal(ran, 2);
});

test('a real clock runs what was scheduled, and keeps the delay left over a restore', async () => {
  const clock = createRealClock();
  const ran: string[] = [];
  clock.schedule(2, () => ran.push('soon'));
  clock.schedule(3_600_000, () => ran.push('in an hour'));
  const state = clock.capture();
  await clock.sleep(15);
  assert.deepEqual(ran, ['soon']);
  clock.restore(state);
  await clock.sleep(15);
  assert.deepEqual(ran, ['soon', 'soon']);
});
