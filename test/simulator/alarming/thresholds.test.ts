import assert from 'node:assert/strict';
import { test } from 'node:test';
import { created, watched } from './watched.ts';

const minute = 60_000;

const thresholdAlarm = (resource_id: string, more: object = {}, rule: object = {}) => ({
  name: 'ours',
  type: 'gnocchi_resources_threshold',
  severity: 'moderate',
  alarm_actions: ['http://127.0.0.1:1/crossed'],
  ok_actions: ['http://127.0.0.1:1/back'],
  insufficient_data_actions: ['http://127.0.0.1:1/unknown'],
  gnocchi_resources_threshold_rule: {
    metric: 'memory.usage',
    resource_type: 'instance',
    resource_id,
    aggregation_method: 'mean',
    comparison_operator: 'gt',
    threshold: 100_000,
    evaluation_periods: 1,
    granularity: 60,
    ...rule,
  },
  ...more,
});

test('a threshold that measures of a server cross calls, once each way', async () => {
  const { as, told, pass, server, happen } = watched();
  const { ask } = await as('demo');
  const resource = await server(ask);
  const id = await created(ask, thresholdAlarm(resource));
  const cross = (value: number) =>
    happen('/metric/stimuli/threshold-crossed', { resource, metric: 'memory.usage', value });
  const state = async () => (await ask(`GET /alarming/v2/alarms/${id}/state`)).body;
  await pass(2 * minute);
  assert.equal(await state(), 'ok');
  assert.equal(await cross(200_000), 204);
  await pass(3 * minute);
  assert.equal(await state(), 'alarm');
  await cross(1);
  await pass(3 * minute);
  assert.deepEqual(
    told.map(({ path, body }) => [path, body.previous, body.current, body.reason_data.type]),
    [
      ['/back', 'insufficient data', 'ok', 'threshold'],
      ['/crossed', 'ok', 'alarm', 'threshold'],
      ['/back', 'alarm', 'ok', 'threshold'],
    ],
  );
  assert.equal(told[1]?.body.alarm_id, id);
  assert.equal(told[1].body.reason_data['disposition'], 'outside');

  await ask(`DELETE /compute/v2.1/servers/${resource}`);
  await pass(4 * minute);
  assert.equal(told.at(-1)?.path, '/unknown', 'what is gone is not measured any more');
  await ask(`DELETE /alarming/v2/alarms/${id}`);
  const before = told.length;
  await pass(2 * minute);
  assert.equal(told.length, before);
});

test('measures that a tenant posts are evaluated, over as many periods as the rule says', async () => {
  const { as, told, pass, simulator } = watched();
  const { ask } = await as('demo');
  const made = await ask('POST /metric/v1/resource/generic', {
    id: 'our-function',
    metrics: { load: { archive_policy_name: 'medium' } },
  });
  const { id, metrics } = made.body as { id: string; metrics: { load: string } };
  const more = { repeat_actions: true };
  const rule = { metric: 'load', resource_type: 'generic', threshold: 10, evaluation_periods: 2 };
  await created(ask, thresholdAlarm(id, more, rule));
  const post = (value: number) =>
    ask(`POST /metric/v1/metric/${metrics.load}/measures`, [
      { timestamp: simulator.clock.now() / 1000, value },
    ]);
  assert.equal((await post(50)).status, 202);
  await pass(minute);
  assert.deepEqual(told, [], 'one period is not enough');
  await post(50);
  await pass(25_000);
  const paths = told.map(({ path }) => path);
  assert.ok(paths.length >= 2 && paths.every((path) => path === '/crossed'), paths.join(', '));
});

test('an aggregation over resources counts those of the tenant alone', async () => {
  const { as, told, pass, server, happen } = watched();
  const demo = await as('demo');
  const alt = await as('alt');
  const metric = 'memory.usage';
  const others = await server(alt.ask);
  await server(demo.ask);
  const { gnocchi_resources_threshold_rule: rule, ...alarm } = thresholdAlarm('');
  const { resource_id: _none, ...common } = rule;
  const type = 'gnocchi_aggregation_by_resources_threshold';
  const wish = (query: string) => ({
    ...alarm,
    type,
    [`${type}_rule`]: { ...common, aggregation_method: 'max', query },
  });
  await created(demo.ask, wish('{"=": {"ended_at": null}}'));
  await happen('/metric/stimuli/threshold-crossed', { resource: others, metric, value: 200_000 });
  await pass(3 * minute);
  assert.deepEqual(
    told.map(({ path }) => path),
    ['/back'],
  );
  const refused = await demo.ask('POST /alarming/v2/alarms', wish('{'));
  assert.equal(refused.status, 400);
});

test('a rule must be about what the tenant sees, and an aggregation that there is', async () => {
  const { as, server } = watched();
  const demo = await as('demo');
  const alt = await as('alt');
  const others = await server(alt.ask);
  const status = async (wish: object) => (await demo.ask('POST /alarming/v2/alarms', wish)).status;
  assert.equal(await status(thresholdAlarm('nothing')), 404);
  assert.equal(await status(thresholdAlarm(others)), 403);
  assert.equal(await status(thresholdAlarm(others, {}, { aggregation_method: 'soul' })), 400);
  assert.equal(await status(thresholdAlarm(others, { type: 'composite' })), 400);
  assert.equal(await status({ name: 'c', type: 'composite', composite_rule: { and: [] } }), 501);
});
