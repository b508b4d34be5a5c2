/** What goes over the wire for subscriptions, thresholds and collections, and what of it is read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alarmsOf } from '../../src/bindings/alarming/alarm.ts';
import { collectionsOf } from '../../src/bindings/metrics/collection.ts';
import { NotPrepared, Refusal, Violation } from '../../src/failures.ts';
import { answer } from './stub-http.ts';
import { stubSession } from './stub-session.ts';

/** As Aodh shows it. */
const alarm = (more: object = {}) => ({
  alarm_id: 'a1',
  name: 'cft-r-1',
  description: 'Alarm when compute.instance.update event occurred.',
  enabled: true,
  type: 'event',
  state: 'insufficient data',
  severity: 'moderate',
  alarm_actions: ['http://127.0.0.1:1/x'],
  ok_actions: [],
  insufficient_data_actions: [],
  repeat_actions: true,
  project_id: 'p',
  user_id: 'u',
  timestamp: '2026-01-01T00:00:00.123456',
  state_timestamp: '2026-01-01T00:00:00.123456',
  state_reason: 'Not evaluated yet',
  time_constraints: [],
  event_rule: { event_type: 'compute.instance.update', query: [condition('instance_id', 'vm')] },
  ...more,
});
function condition(trait: string, value: string) {
  return { field: `traits.${trait}`, op: 'eq', type: 'string', value };
}
/** As Gnocchi shows it. */
const collection = {
  id: 'c1',
  original_resource_id: 'cft-r-2:vm',
  type: 'generic',
  creator: 'u:p',
  created_by_user_id: 'u',
  created_by_project_id: 'p',
  project_id: 'p',
  user_id: 'u',
  started_at: '2026-01-01T00:00:00+00:00',
  ended_at: null,
  revision_start: '2026-01-01T00:00:00+00:00',
  revision_end: null,
  metrics: { load: 'm1' },
};

test('a subscription to faults is two alarms of one name, and ends with both', async () => {
  let made = 0;
  const session = stubSession((what) => {
    if (what.startsWith('DELETE')) return answer(204, '');
    made += 1;
    return answer(201, alarm({ alarm_id: `a${String(made)}` }));
  });
  const alarms = alarmsOf(session);
  const id = await alarms.subscribe('cft-r-1', 'faults', {
    about: 'vm',
    severity: 'major',
    callback: 'http://127.0.0.1:1/x',
    tenantId: 'other',
  });
  await alarms.delete(id);
  assert.deepEqual(session.asked(), [
    'POST alarming/v2/alarms',
    'POST alarming/v2/alarms',
    'DELETE alarming/v2/alarms/a1',
    'DELETE alarming/v2/alarms/a2',
  ]);
  const wish = (query: unknown) => ({
    name: 'cft-r-1',
    type: 'event',
    severity: 'moderate',
    alarm_actions: ['http://127.0.0.1:1/x'],
    repeat_actions: true,
    event_rule: { event_type: 'compute.instance.update', query },
    project_id: 'other',
  });
  assert.deepEqual(session.sent(), [
    wish([condition('instance_id', 'vm'), condition('state', 'error')]),
    wish([
      condition('instance_id', 'vm'),
      condition('old_state', 'error'),
      condition('state', 'active'),
    ]),
  ]);
});

test('the list has one entry for a subscription, and what a threshold is', async () => {
  const end = { event_type: 'compute.instance.update', query: [condition('old_state', 'error')] };
  const rule = {
    metric: 'cpu',
    resource_id: 'vm',
    resource_type: 'generic',
    aggregation_method: 'mean',
    comparison_operator: 'gt',
    threshold: 50.0,
    evaluation_periods: 1,
    granularity: 300,
  };
  const threshold = alarm({
    name: 't',
    type: 'gnocchi_resources_threshold',
    state: 'alarm',
    severity: 'low',
    event_rule: undefined,
    gnocchi_resources_threshold_rule: rule,
  });
  const session = stubSession(() => answer(200, [alarm(), alarm({ event_rule: end }), threshold]));
  assert.deepEqual(await alarmsOf(session).list({ ofAllTenants: true }), [
    { name: 'cft-r-1', about: 'vm', severity: 'major', raised: false },
    {
      name: 't',
      about: 'vm',
      severity: 'warning',
      raised: true,
      threshold: { about: 'vm', measure: 'cpu', above: '50' },
    },
  ]);
  assert.deepEqual(session.asked(), [
    'GET alarming/v2/alarms?q.field=all_projects&q.op=eq&q.value=true',
  ]);
});

test('refusals of both services say why; what has another form is a violation', async () => {
  const refusing = (status: number, body: unknown) => stubSession(() => answer(status, body));
  const fault = { faultcode: 'Client', faultstring: 'Alarm a1 not found', debuginfo: null };
  await assert.rejects(
    alarmsOf(refusing(404, { error_message: fault })).delete('a1'),
    (error) => error instanceof Refusal && error.said === 'Alarm a1 not found',
  );
  const cause = { cause: 'Invalid input', reason: 'no', detail: ['name'] };
  const said = { title: 'Bad Request', code: 400, description: cause };
  await assert.rejects(
    collectionsOf(refusing(400, said)).delete('m1'),
    (error) => error instanceof Refusal && error.said === 'Invalid input',
  );
  await assert.rejects(alarmsOf(refusing(200, [{}])).list(), Violation);
  await assert.rejects(alarmsOf(refusing(200, {})).list(), Violation);
});

test('of the archive policies the one is taken whose period is nearest to five minutes', async () => {
  const policy = (name: string, methods: string[], ...granularities: string[]) => ({
    name,
    aggregation_methods: methods,
    back_window: 0,
    definition: granularities.map((granularity) => ({ granularity, points: 1, timespan: '1' })),
  });
  const offered = [
    policy('last', ['last'], '0:05:00'),
    policy('high', ['mean', 'max'], '0:00:01', '0:01:00', '1:00:00'),
    policy('low', ['mean'], '0:10:00', '30 days, 0:00:00'),
  ];
  const session = stubSession((what) =>
    what.startsWith('GET') ? answer(200, offered) : answer(201, collection),
  );
  const collections = collectionsOf(session);
  assert.deepEqual(await collections.create(collections.textOf('cft-r-2', 'vm')), {
    id: 'c1',
    about: 'vm',
    collects: ['load'],
    period: 600,
  });
  assert.deepEqual(session.sent(), [
    { id: 'cft-r-2:vm', user_id: 'u', metrics: { load: { archive_policy_name: 'low' } } },
  ]);
  const none = stubSession(() => answer(200, [offered[0]]));
  await assert.rejects(collectionsOf(none).create('x:vm'), NotPrepared);
});

test('measures are read and handed in with their times', async () => {
  const session = stubSession((what) =>
    what.startsWith('GET')
      ? answer(200, [['2026-01-01T00:00:00+00:00', 300.0, 12.5]])
      : answer(202, ''),
  );
  const collections = collectionsOf(session);
  const at = Date.parse('2026-01-01T00:00:00Z');
  assert.deepEqual(await collections.measures({ id: 'm1', period: 300 }), [{ at, value: 12.5 }]);
  await collections.report('m1', [{ at, value: 1 }]);
  assert.deepEqual(session.asked(), [
    'GET metric/v1/resource/generic/m1/metric/load/measures?aggregation=mean&granularity=300&refresh=true',
    'POST metric/v1/resource/generic/m1/metric/load/measures',
  ]);
  assert.deepEqual(session.sent(), [[{ timestamp: '2026-01-01T00:00:00.000Z', value: 1 }]]);
});

test('a collection is found by its name, and what is gone is no error to who cleans up', async () => {
  const gone = { title: 'Not Found', code: 404, description: 'Resource c1 does not exist' };
  const session = stubSession((what) =>
    what.startsWith('POST') ? answer(200, [collection]) : answer(404, gone),
  );
  const collections = collectionsOf(session);
  assert.equal((await collections.find('cft-r-2:vm'))?.about, 'vm');
  assert.deepEqual(await collections.named('cft-r-2:vm', {}), ['c1']);
  assert.equal(await collections.exists('c1', {}), false);
  await collections.remove('c1', {});
  assert.deepEqual(session.sent()[0], { '=': { original_resource_id: 'cft-r-2:vm' } });
});

test('of what a killed run left both alarms of a subscription are found and removed', async () => {
  const left = [alarm(), alarm({ alarm_id: 'a2' }), alarm({ alarm_id: 'a3', name: 'cft-r-9' })];
  const unknown = { error_message: { faultcode: 'Client', faultstring: 'not found' } };
  const answers: Readonly<Record<string, ReturnType<typeof answer>>> = {
    'GET alarming/alarms/a9': answer(404, unknown),
    'GET alarming/alarms/a2': answer(200, left[1]),
  };
  const session = stubSession(
    (what) => answers[what] ?? (what.startsWith('GET') ? answer(200, left) : answer(204, '')),
  );
  const alarms = alarmsOf(session);
  assert.deepEqual(await alarms.named('cft-r-1', {}), ['a1', 'a2']);
  assert.equal(await alarms.exists('a9,a2', {}), true);
  assert.equal(await alarms.exists('a9', {}), false);
  await alarms.remove('a1,a2', {});
  assert.deepEqual(session.asked().slice(-2), [
    'DELETE alarming/v2/alarms/a1',
    'DELETE alarming/v2/alarms/a2',
  ]);
});
