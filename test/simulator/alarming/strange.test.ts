import assert from 'node:assert/strict';
import { test } from 'node:test';
import { created, eventAlarm, watched } from './watched.ts';

const nested = (depth: number): unknown => {
  let tree: unknown = 'x';
  for (let n = 0; n < depth; n += 1) tree = { not: [tree] };
  return tree;
};
const operations = (depth: number): unknown => {
  let list: unknown = ['metric', 'a', 'mean'];
  for (let n = 0; n < depth; n += 1) list = ['aggregate', 'mean', list];
  return list;
};

/** What a client might send instead of what is asked for. */
const strange: readonly unknown[] = [
  null,
  [],
  {},
  0,
  'text',
  [null],
  [[1, 2]],
  { __proto__: null, constructor: {} },
  { id: {}, name: [], metrics: null },
  { id: 'x', metrics: { constructor: {}, toString: 'x' } },
  { id: '\0/', ended_at: 'never', started_at: -1 },
  { name: 'x', definition: [{ granularity: 'soon', points: 1 }] },
  { name: '__proto__', attributes: { a: null } },
  { '=': null },
  { '=': { constructor: {} } },
  { in: { id: 'x' } },
  { and: {} },
  { like: { id: '(((' } },
  nested(200),
  { operations: operations(200) },
  { operations: '((((' },
  { operations: ['metric', []] },
  { operations: ['aggregate'] },
  { operations: ['aggregate', 'mean', null] },
  { operations: ['aggregate', 'constructor', ['metric', 'a', 'mean']] },
  { operations: ['metric', 'cpu', 'constructor'], resource_type: 'instance' },
  { filter: 'null', orderby: '{}' },
  { filter: '{"=": {"state": ["a"]}}', limit: 0 },
  [{ timestamp: {}, value: 1 }],
  [{ timestamp: 1e300, value: 1 }],
  [{ timestamp: '9999999-01-01', value: 1 }],
  [{ timestamp: 1, value: null }],
  { ...eventAlarm('*', {}), name: 'n'.repeat(300) },
  { ...eventAlarm('*', {}), event_rule: { event_type: '(', query: [{}] } },
  { ...eventAlarm('[\\', {}), alarm_actions: [''] },
  { project_id: null, quotas: [{ resource: 'alarms', limit: 1e9 + 0.5 }] },
];

test('whatever is sent, the answer says what is wrong with it', async () => {
  const { as, server, pass } = watched();
  const { ask } = await as('admin');
  const id = await server(ask);
  const alarm = await created(ask, eventAlarm('*', {}));
  const metric = await ask('POST /metric/v1/metric', {});
  const { id: metricId } = metric.body as { id: string };
  const places = [
    'POST /alarming/v2/alarms',
    `PUT /alarming/v2/alarms/${alarm}`,
    `PUT /alarming/v2/alarms/${alarm}/state`,
    'POST /alarming/v2/query/alarms',
    'POST /alarming/v2/quotas',
    'POST /metric/v1/metric',
    'POST /metric/v1/archive_policy',
    'POST /metric/v1/resource_type',
    `POST /metric/v1/metric/${metricId}/measures`,
    'POST /metric/v1/batch/metrics/measures',
    'POST /metric/v1/resource/generic',
    `PATCH /metric/v1/resource/instance/${id}`,
    `POST /metric/v1/resource/generic/${id}/metric`,
    'POST /metric/v1/search/resource/instance',
    'POST /metric/v1/aggregates?granularity=60',
    'POST /metric/stimuli/threshold-crossed',
    'POST /redfish/stimuli/host-fail',
    'POST /redfish/stimuli/host-recover',
  ];
  const queries = [
    'alarming/v2/alarms?q.field=constructor&q.value=1',
    'alarming/v2/alarms?q.field=name',
    'alarming/v2/alarms?sort=constructor:up&marker=x&limit=x',
    `metric/v1/metric/${metricId}/measures`,
    `metric/v1/metric/${metricId}/measures?start=x&stop=-&granularity=-1`,
    `metric/v1/metric/${metricId}/measures?aggregation=constructor`,
    `metric/v1/metric/${metricId}/measures?granularity=1e-300&start=1e300`,
    'metric/v1/metric/constructor',
    'metric/v1/resource/constructor/x',
    'metric/v1/resource/instance/%00',
    `metric/v1/resource/instance/${id}/metric/constructor/measures`,
    'metric/v1/resource/instance?limit=-1&marker=x',
  ];
  const asked = [
    ...places.flatMap((place) => strange.map((json) => [place, json] as const)),
    ...queries.map((query) => [`GET /${query}`, undefined] as const),
  ];
  for (const [what, json] of asked) {
    const { status, body } = await ask(what, json);
    assert.ok(
      status < 500 || status === 501,
      `${what} ${JSON.stringify(json)} ${String(status)} ${JSON.stringify(body)}`,
    );
  }
  await pass(20_000);
});
