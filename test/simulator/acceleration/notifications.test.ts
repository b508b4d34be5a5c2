/** How notifications are delivered: again until somebody acknowledges them, and in order. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acknowledge, watched } from './subscriber.ts';

test('what nobody acknowledges is sent three times, 5 s apart, as one and the same', async () => {
  for (const answer of [
    () => new Response(null, { status: 500 }),
    () => new Response(null, { status: 302, headers: { location: 'http://elsewhere.test' } }),
    () => Promise.reject(new Error('nobody is there')),
    () => new Promise<Response>(() => undefined),
  ]) {
    const { ids, notices, pass, settle, stimulus, subscribe } = await watched(answer);
    await subscribe('compute-1');
    await stimulus('acc-fault', { accResourceId: ids[0] });
    await settle();
    assert.equal(notices.length, 1);
    await pass(4_900);
    assert.equal(notices.length, 1);
    await pass(200);
    assert.equal(notices.length, 2);
    await pass(5_000);
    assert.equal(notices.length, 3);
    await pass(60_000);
    assert.equal(notices.length, 3);
    assert.deepEqual(notices, [notices[0], notices[0], notices[0]]);
  }
});

test('a later notification waits for the one before it; what is acknowledged late is not sent again', async () => {
  let answers = 0;
  const { ids, notices, pass, settle, stimulus, subscribe } = await watched(() => {
    answers += 1;
    return new Response(null, { status: answers === 1 ? 503 : 200 });
  });
  await subscribe('compute-1');
  const [accResourceId] = ids;
  await stimulus('acc-fault', { accResourceId, perceivedSeverity: 'minor' });
  await stimulus('acc-fault', { accResourceId, perceivedSeverity: 'major' });
  await stimulus('acc-fault', { accResourceId, perceivedSeverity: 'critical' });
  await settle();
  const severities = () => notices.map(({ Alarm }) => Alarm['perceivedSeverity']);
  assert.deepEqual(severities(), ['minor']);
  await pass(5_000);
  assert.deepEqual(severities(), ['minor', 'minor', 'major', 'critical']);
  await pass(60_000);
  assert.equal(notices.length, 4);
});

test('one who does not answer holds nobody else up, and is left alone when he unsubscribes', async () => {
  const { call, ids, notices, pass, settle, stimulus, subscribe } = await watched(({ to }) =>
    to.endsWith('/dead') ? new Response(null, { status: 500 }) : acknowledge(),
  );
  const dead = await subscribe('compute-1', undefined, 'http://sink.test/dead');
  await subscribe('compute-1', undefined, 'http://sink.test/alive');
  const [accResourceId] = ids;
  await stimulus('acc-fault', { accResourceId, perceivedSeverity: 'minor' });
  await stimulus('acc-fault', { accResourceId });
  await settle();
  const to = (end: string) => notices.filter((notice) => notice.to.endsWith(end)).length;
  assert.deepEqual([to('/dead'), to('/alive')], [1, 2]);
  await call(`DELETE /hosts/compute-1/subscriptions/${dead.body.SubscriptionId}`);
  await pass(60_000);
  assert.deepEqual([to('/dead'), to('/alive')], [1, 2]);
});

test('a snapshot has alarms, subscriptions and what is not yet acknowledged', async () => {
  let status = 500;
  const { call, ids, notices, pass, settle, simulator, stimulus, subscribe } = await watched(
    () => new Response(null, { status }),
  );
  await subscribe('compute-1');
  await stimulus('acc-fault', { accResourceId: ids[0] });
  await settle();
  const snapshot = simulator.snapshot();
  await stimulus('acc-fault-clear', { accResourceId: ids[0] });
  await pass(60_000);
  assert.equal(notices.length, 6);
  notices.length = 0;
  status = 200;
  simulator.restore(snapshot);
  assert.equal((await call('GET /hosts/compute-1/alarms')).body.Alarm.length, 1);
  await pass(5_000);
  await pass(60_000);
  assert.deepEqual(
    notices.map(({ Alarm }) => Alarm['perceivedSeverity']),
    ['major'],
  );
});
