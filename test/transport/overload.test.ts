import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unreachable } from '../../src/failures.ts';
import { waitBeforeRetry } from '../../src/transport/retry-after.ts';
import { client, get, sleepyClock } from './loopback.ts';

const answers = (...statuses: (number | readonly [number, Record<string, string>])[]) => {
  let i = 0;
  return () => {
    const next = statuses[Math.min(i, statuses.length - 1)] ?? 200;
    i += 1;
    const [status, headers] = typeof next === 'number' ? [next, {}] : next;
    return Promise.resolve(new Response('{}', { status, headers }));
  };
};

test('503 and 429 are tried again, as the target asks or with growing waits; each try is shown', async (t) => {
  const clock = sleepyClock();
  const fetch = answers(503, [429, { 'Retry-After': '3' }], 503, 201);
  const { http, log } = client(t, { clock, fetch });
  const answer = await http.send({ ...get('http://sim.test/'), method: 'POST', json: {} });
  assert.equal(answer.status, 201);
  assert.deepEqual(clock.slept, [500, 3000, 2000]);
  assert.deepEqual(
    log.exchanges.map((e) => e.response?.status),
    [503, 429, 503, 201],
  );
  assert.equal(log.exchanges[1]?.at, '2026-01-01T00:00:00.500Z');
});

test('overload that lasts to the deadline is no answer', async (t) => {
  const clock = sleepyClock();
  const { http, log } = client(t, { clock, fetch: answers(503) });
  const start = clock.now();
  await assert.rejects(http.send({ ...get('http://sim.test/a'), deadline: start + 4000 }), {
    name: 'Unreachable',
    message:
      'GET http://sim.test/a: the target stayed overloaded: status 503, 4 tries in 3.5 s, ' +
      'the next one due in 4 s and so after the deadline',
  });
  assert.ok(clock.now() <= start + 4000);
  assert.equal(log.exchanges.length, 4);
});

test('a Retry-After beyond the budget ends it at once', async (t) => {
  const clock = sleepyClock();
  const fetch = answers([429, { 'Retry-After': '86400' }]);
  const { http } = client(t, { clock, fetch, retryBudgetMs: 1000 });
  await assert.rejects(http.send(get('http://sim.test/')), Unreachable);
  assert.deepEqual(clock.slept, []);
});

test('an interruption ends the wait, on a clock that knows nothing of it', async (t) => {
  const stop = new AbortController();
  const clock = { now: () => 0, sleep: () => new Promise<void>(() => undefined) };
  const { http } = client(t, { clock, fetch: answers(503), signal: stop.signal });
  const asked = http.send(get('http://sim.test/'));
  setImmediate(() => {
    stop.abort();
  });
  await assert.rejects(asked, { name: 'Unreachable', message: /interrupted/ });
});

test('other 5xx are answers', async (t) => {
  const { http } = client(t, { fetch: answers(500, 502, 504) });
  for (const status of [500, 502, 504]) {
    assert.equal((await http.send(get('http://sim.test/'))).status, status);
  }
});

test('Retry-After is read as seconds or as a date of the target’s own clock', () => {
  const now = Date.UTC(2026, 0, 1);
  const wait = (headers: Record<string, string>, tries = 1) => waitBeforeRetry(headers, tries, now);
  assert.equal(wait({ 'retry-after': '7' }), 7000);
  assert.equal(wait({ 'retry-after': '0' }), 100);
  assert.equal(wait({ 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' }), 5000);
  assert.equal(
    wait({
      'retry-after': 'Thu, 01 Jan 1970 00:00:09 GMT',
      date: 'Thu, 01 Jan 1970 00:00:05 GMT',
    }),
    4000,
  );
  assert.equal(wait({ 'retry-after': 'Thu, 01 Jan 1970 00:00:09 GMT' }), 100);
  assert.equal(wait({ 'retry-after': '-1' }), 100);
  assert.equal(wait({ 'retry-after': 'soon' }), 500);
  assert.deepEqual(
    [1, 2, 3, 5, 9].map((tries) => wait({}, tries)),
    [500, 1000, 2000, 8000, 8000],
  );
});
