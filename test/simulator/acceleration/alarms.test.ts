/** Faults of accelerators: alarms, and who is told about them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acknowledge, watched } from './subscriber.ts';
import { workloadAt } from './workload.ts';

test('a fault is told when it comes, changes and goes, and found meanwhile', async () => {
  const { call, ids, notices, query, settle, stimulus, subscribe } = await watched(acknowledge);
  const [accResourceId] = ids;
  const { status, body, headers } = await subscribe('compute-1');
  assert.equal(status, 201);
  assert.match(headers.get('location') ?? '', new RegExp(`subscriptions/${body.SubscriptionId}$`));
  const found = async () => (await call('GET /hosts/compute-1/alarms')).body.Alarm;
  assert.deepEqual(await found(), []);
  const fault = { accResourceId, probableCause: 'temperature' };
  assert.equal(await stimulus('acc-fault', { ...fault, perceivedSeverity: 'minor' }), 204);
  await settle();
  const [raised] = await found();
  assert.deepEqual(notices[0]?.Alarm, raised);
  assert.equal(raised?.['accResourceId'], accResourceId);
  assert.deepEqual(
    (await query('compute-1', '(eq,state,faulty)')).map((one) => one.accResourceId),
    [accResourceId],
  );
  await stimulus('acc-fault', { ...fault, perceivedSeverity: 'minor' });
  await stimulus('acc-fault', { ...fault, perceivedSeverity: 'critical' });
  await settle();
  const [changed] = await found();
  assert.equal(changed?.['alarmId'], raised['alarmId']);
  assert.equal(await stimulus('acc-fault-clear', fault), 204);
  await settle();
  assert.deepEqual(await found(), []);
  assert.deepEqual(
    notices.map(({ Alarm, SubscriptionId, hostId, to }) => [
      Alarm['perceivedSeverity'],
      'alarmClearedTime' in Alarm,
      Alarm['alarmId'] === raised['alarmId'],
      SubscriptionId === body.SubscriptionId,
      hostId,
      to,
    ]),
    ['minor', 'critical', 'cleared'].map((severity) => [
      severity,
      severity === 'cleared',
      true,
      true,
      'compute-1',
      'http://sink.test/a',
    ]),
  );
  assert.equal(new Set(notices.map(({ notificationId }) => notificationId)).size, 3);
  assert.deepEqual(await query('compute-1', '(eq,state,faulty)'), []);
  assert.equal(await stimulus('acc-fault-clear', fault), 404);
});

test('only those who asked for it are told: their host, their filter, as long as they wish', async () => {
  const { call, ids, notices, settle, stimulus, subscribe } = await watched(acknowledge);
  const [one, two, elsewhere] = ids;
  const critical = await subscribe(
    'compute-1',
    '(eq,perceivedSeverity,critical)',
    'http://sink.test/c',
  );
  const ofTwo = await subscribe('compute-1', `(eq,accResourceId,${two})`, 'http://sink.test/2');
  await subscribe('compute-2', undefined, 'http://sink.test/e');
  await stimulus('acc-fault', { accResourceId: one, perceivedSeverity: 'minor' });
  await stimulus('acc-fault', { accResourceId: two, perceivedSeverity: 'minor' });
  await stimulus('acc-fault', { accResourceId: elsewhere });
  await stimulus('acc-fault', { accResourceId: one, perceivedSeverity: 'critical' });
  await stimulus('acc-fault-clear', { accResourceId: one });
  await settle();
  const told = () =>
    notices
      .splice(0)
      .map(({ to, Alarm }) => [to.at(-1), Alarm['accResourceId'], Alarm['perceivedSeverity']])
      .sort();
  assert.deepEqual(
    told(),
    [
      ['2', two, 'minor'],
      ['c', one, 'cleared'],
      ['c', one, 'critical'],
      ['e', elsewhere, 'major'],
    ].sort(),
  );
  const of = (host: string, { body }: typeof ofTwo) =>
    call(`DELETE /hosts/${host}/subscriptions/${body.SubscriptionId}`);
  assert.equal((await of('compute-2', ofTwo)).word, 'NO_SUCH_SUBSCRIPTION');
  assert.equal((await of('x', ofTwo)).word, 'NO_SUCH_HOST');
  assert.equal((await of('compute-1', ofTwo)).status, 204);
  assert.equal((await of('compute-1', ofTwo)).word, 'NO_SUCH_SUBSCRIPTION');
  await stimulus('acc-fault', { accResourceId: two, perceivedSeverity: 'critical' });
  await settle();
  assert.deepEqual(told(), [['c', two, 'critical']]);
  assert.equal((await of('compute-1', critical)).status, 204);
});

test('a subscription is refused for what it names', async () => {
  const { call, subscribe } = await watched(acknowledge);
  const wordOf = async (answer: ReturnType<typeof call>) => (await answer).word;
  assert.equal(await wordOf(subscribe('x')), 'NO_SUCH_HOST');
  assert.equal(await wordOf(subscribe('compute-1', 'x')), 'INVALID_FILTER');
  assert.equal(await wordOf(subscribe('compute-1', '(eq,colour,red)')), 'INVALID_FILTER');
  for (const callbackUri of ['x', 'ftp://sink.test', 'http://a:b@sink.test', 'file:///etc', '']) {
    const answer = subscribe('compute-1', undefined, callbackUri);
    assert.equal(await wordOf(answer), 'INVALID_PARAMETER', callbackUri);
  }
  assert.equal(await wordOf(call('POST /hosts/compute-1/subscriptions', {})), 'INVALID_PARAMETER');
});

test('alarms are found by host and filter', async () => {
  const { call, ids, stimulus } = await watched(acknowledge);
  const [one, two, elsewhere] = ids;
  await stimulus('acc-fault', { accResourceId: one, probableCause: 'fan' });
  await stimulus('acc-fault', { accResourceId: one, perceivedSeverity: 'critical' });
  await stimulus('acc-fault', { accResourceId: two, perceivedSeverity: 'warning' });
  await stimulus('acc-fault', { accResourceId: elsewhere });
  const found = async (filter: string) =>
    (await call(`GET /hosts/compute-1/alarms?Filter=${filter}`)).body.Alarm.map(
      ({ perceivedSeverity }) => perceivedSeverity,
    );
  assert.deepEqual(await found(''), ['major', 'critical', 'warning']);
  assert.deepEqual(await found(`(eq,accResourceId,${one})`), ['major', 'critical']);
  assert.deepEqual(await found('(in,perceivedSeverity,warning,minor)'), ['warning']);
  assert.deepEqual(await found('(eq,probableCause,fan)'), ['major']);
  assert.equal((await call('GET /hosts/compute-3/alarms?Filter=x')).word, 'INVALID_FILTER');
  const unknown = await call('GET /hosts/compute-3/alarms?Filter=(eq,colour,red)');
  assert.equal(unknown.word, 'INVALID_FILTER');
  assert.equal((await call('GET /hosts/x/alarms')).word, 'NO_SUCH_HOST');
  await stimulus('acc-fault-clear', { accResourceId: one, probableCause: 'fan' });
  assert.deepEqual(await found(''), ['critical', 'warning']);
});

test('workloads of the accelerator that registered for it learn of a fault, and nobody else', async () => {
  const { simulator, stimulus } = await watched(acknowledge);
  const [one, two] = ['workload-1', 'workload-2'].map((name) => workloadAt(simulator, name));
  assert.ok(one && two);
  for (const { call } of [one, two]) {
    call('InitAcc');
    call('RegisterForAccEvent', { accEvent: 'fault', vnfEventHandlerId: 'f' });
    call('RegisterForAccEvent', { accEvent: 'fault-cleared', vnfEventHandlerId: 'c' });
  }
  await stimulus('acc-fault', { attachTarget: 'workload-1' });
  await stimulus('acc-fault', { attachTarget: 'workload-1', perceivedSeverity: 'critical' });
  await stimulus('acc-fault-clear', { attachTarget: 'workload-1' });
  assert.deepEqual(
    one.frames.map(({ params }) => params?.['vnfEventHandlerId']),
    ['f', 'c'],
  );
  assert.deepEqual(two.frames, []);
});

test('what is faulty is given to nobody', async () => {
  const { allocate, launch, query, stimulus } = await watched(acknowledge);
  const server = await launch();
  for (const { accResourceId } of await query('compute-1', '(eq,type,gpu)')) {
    await stimulus('acc-fault', { accResourceId });
    const hostId = 'compute-1';
    assert.equal((await allocate(server, { type: 'gpu', hostId })).word, 'NO_CAPACITY');
    await stimulus('acc-fault-clear', { accResourceId });
    assert.equal((await allocate(server, { type: 'gpu', hostId })).status, 201);
  }
});
