import assert from 'node:assert/strict';
import { test } from 'node:test';
import { archivePolicies } from '../../../src/contract/metrics/archive-policy.ts';
import { metric, metrics } from '../../../src/contract/metrics/metric.ts';
import { measuredResource, measuredResources } from '../../../src/contract/metrics/resource.ts';
import { aggregatedMeasures, metricsRefusal } from '../../../src/contract/metrics/wire-types.ts';
import { watched } from '../alarming/watched.ts';

const v1 = '/metric/v1';
const minute = 60_000;

test('a server is measured while it runs, and its counters grow', async () => {
  const { as, server, pass } = watched();
  const { ask, projectId } = await as('demo');
  const id = await server(ask);
  await pass(5 * minute);
  const shown = measuredResource.parse((await ask(`GET ${v1}/resource/instance/${id}`)).body);
  assert.equal(shown.project_id, projectId);
  assert.equal(shown['display_name'], 's');
  const read = async (name: string, more = '') =>
    aggregatedMeasures.parse(
      (await ask(`GET ${v1}/resource/instance/${id}/metric/${name}/measures?granularity=60${more}`))
        .body,
    );
  const cpu = await read('cpu');
  assert.ok(cpu.length >= 4, JSON.stringify(cpu));
  assert.ok(cpu.every(([, , value], index) => value > (cpu[index - 1]?.[2] ?? 0)));
  const rates = await read('cpu', '&aggregation=rate:mean');
  assert.ok(rates.length > 0 && rates.every(([, , value]) => value > 0));
  const ofMemory = await read('memory.usage');
  assert.ok(ofMemory.every(([, , value]) => value > 0 && value <= 512));

  await ask(`POST /compute/v2.1/servers/${id}/action`, { 'os-stop': null });
  await pass(minute);
  const stopped = await read('cpu');
  await pass(5 * minute);
  assert.deepEqual((await read('cpu')).at(-1), stopped.at(-1), 'what is off is not measured');

  const disks = await ask(`POST ${v1}/search/resource/instance_disk`, {
    '=': { instance_id: id },
  });
  const [disk] = measuredResources.parse(disks.body);
  const written = disk?.metrics['disk.device.write.bytes'] ?? '';
  const { body } = await ask(`GET ${v1}/metric/${written}`);
  assert.equal(metric.parse(body).unit, 'B');
  assert.deepEqual(measuredResource.parse((body as { resource: unknown }).resource).id, disk?.id);
  await ask(`DELETE /compute/v2.1/servers/${id}`);
  await pass(minute);
  const gone = measuredResource.parse((await ask(`GET ${v1}/resource/instance/${id}`)).body);
  assert.notEqual(gone.ended_at, null);
});

test('what a tenant measures is its own', async () => {
  const { as, simulator } = watched();
  const demo = await as('demo');
  const alt = await as('alt');
  const made = await demo.ask(`POST ${v1}/metric`, {
    archive_policy_name: 'high',
    name: 'load',
    unit: '%',
  });
  assert.equal(made.status, 201);
  const { id } = metric.parse(made.body);
  assert.ok(made.headers.get('location')?.endsWith(`${v1}/metric/${id}`));
  const now = simulator.clock.now();
  const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();
  const measures = [
    { timestamp: at(0), value: 1 },
    { timestamp: at(1).replace('Z', ''), value: 3 },
    { timestamp: (now + 120_000) / 1000, value: 10 },
  ];
  assert.equal((await demo.ask(`POST ${v1}/metric/${id}/measures`, measures)).status, 202);
  const read = async (more: string) =>
    aggregatedMeasures
      .parse((await demo.ask(`GET ${v1}/metric/${id}/measures?${more}`)).body)
      .map(([, granularity, value]) => [granularity, value]);
  assert.deepEqual(await read('granularity=60'), [
    [60, 2],
    [60, 10],
  ]);
  assert.deepEqual(await read('granularity=60&aggregation=max&stop=%2B1%20minute'), [[60, 3]]);
  assert.deepEqual(await read('aggregation=count'), [
    [3600, 3],
    [60, 2],
    [60, 1],
    [1, 1],
    [1, 1],
    [1, 1],
  ]);
  const refused = [
    [demo, `GET ${v1}/metric/${id}/measures?aggregation=rate:mean`, undefined, 404],
    [demo, `GET ${v1}/metric/${id}/measures?granularity=7`, undefined, 404],
    [demo, `GET ${v1}/metric/${id}/measures?start=soon`, undefined, 400],
    [alt, `GET ${v1}/metric/${id}`, undefined, 403],
    [alt, `POST ${v1}/metric/${id}/measures`, measures, 403],
    [alt, `DELETE ${v1}/metric/${id}`, undefined, 403],
    [demo, `POST ${v1}/metric/${id}/measures`, [{ timestamp: 'now', value: 'much' }], 400],
    [demo, `POST ${v1}/metric/${id}/measures`, [{ timestamp: 'soon', value: 1 }], 400],
    [demo, `POST ${v1}/metric`, { archive_policy_name: 'none' }, 400],
    [demo, `POST ${v1}/metric`, { unit: 'u'.repeat(32) }, 400],
    [demo, `GET ${v1}/metric/nothing`, undefined, 404],
    [demo, `GET ${v1}/nothing`, undefined, 404],
    [demo, `GET ${v1}/status`, undefined, 501],
  ] as const;
  for (const [who, what, json, status] of refused) {
    const answer = await who.ask(what, json);
    assert.equal(answer.status, status, what);
    assert.equal(metricsRefusal.parse(answer.body).code, status);
  }
  const listed = async ({ ask }: typeof demo) =>
    metrics.parse((await ask(`GET ${v1}/metric`)).body).some((each) => each.id === id);
  assert.equal(await listed(demo), true);
  assert.equal(await listed(alt), false);
  assert.equal((await demo.ask(`DELETE ${v1}/metric/${id}`)).status, 204);
  assert.equal(await listed(demo), false);
});

test('resources are made, found, changed and taken away', async () => {
  const { as } = watched();
  const demo = await as('demo');
  const alt = await as('alt');
  const wish = { id: 'a function', metrics: { load: { archive_policy_name: 'low' } } };
  const made = await demo.ask(`POST ${v1}/resource/generic`, wish);
  assert.equal(made.status, 201);
  const { id, original_resource_id: original, metrics: own } = measuredResource.parse(made.body);
  assert.equal(original, 'a function');
  assert.match(id, /^[0-9a-f-]{14}5/);
  assert.equal((await demo.ask(`POST ${v1}/resource/generic`, wish)).status, 409);
  const one = `${v1}/resource/generic/${id}`;
  assert.equal((await demo.ask(`GET ${v1}/resource/generic/a%20function`)).status, 200);
  assert.equal((await alt.ask(`GET ${one}`)).status, 403);
  assert.equal((await demo.ask(`GET ${v1}/resource/soul/${id}`)).status, 404);
  const ended = await demo.ask(`PATCH ${one}`, { ended_at: '2026-02-01T00:00:00' });
  assert.equal(measuredResource.parse(ended.body).ended_at, '2026-02-01T00:00:00+00:00');
  const added = await demo.ask(`POST ${one}/metric`, { more: {} });
  assert.deepEqual(
    metrics.parse(added.body).map(({ name }) => name),
    ['load', 'more'],
  );
  const search = async (tree: unknown) => {
    const answer = await demo.ask(`POST ${v1}/search/resource/generic`, tree);
    return answer.status === 200 ? measuredResources.parse(answer.body).length : answer.status;
  };
  const name = { original_resource_id: 'a function' };
  assert.equal(await search({ '=': name }), 1);
  assert.equal(
    await search({ and: [{ like: { original_resource_id: 'a f%' } }, { '=': name }] }),
    1,
  );
  assert.equal(await search({ not: { '=': name } }), 0);
  assert.equal(await search({ in: { id: [id] } }), 1);
  assert.equal(await search({ '=': name, '!=': name }), 400);
  assert.equal(await search({ near: name }), 400);
  assert.equal((await alt.ask(`DELETE ${one}`)).status, 403);
  assert.equal((await demo.ask(`DELETE ${one}`)).status, 204);
  assert.equal((await demo.ask(`GET ${v1}/metric/${own['load'] ?? ''}`)).status, 404);
  const policies = archivePolicies.parse((await demo.ask(`GET ${v1}/archive_policy`)).body);
  assert.equal(policies.find((each) => each.name === 'low')?.definition[0]?.granularity, '0:05:00');
});

test('aggregates put together what several resources measure', async () => {
  const { as, simulator } = watched();
  const { ask } = await as('demo');
  const now = simulator.clock.now();
  const ids: string[] = [];
  for (const [name, value] of [
    ['a', 10],
    ['b', 20],
  ] as const) {
    const load = { archive_policy_name: 'medium' };
    const made = await ask(`POST ${v1}/resource/generic`, { id: name, metrics: { load } });
    const id = measuredResource.parse(made.body).metrics['load'] ?? '';
    ids.push(id);
    await ask(`POST ${v1}/batch/metrics/measures`, { [id]: [{ timestamp: now / 1000, value }] });
  }
  const fetched = async (body: object, query = 'granularity=60') => {
    const answer = await ask(`POST ${v1}/aggregates?${query}`, body);
    const { measures } = answer.body as { measures?: { aggregated: unknown } };
    return measures === undefined
      ? answer.status
      : aggregatedMeasures.parse(measures.aggregated).map(([, , value]) => value);
  };
  const search = { like: { original_resource_id: '%' } };
  const operations = ['aggregate', 'sum', ['metric', 'load', 'mean']];
  assert.deepEqual(await fetched({ operations, search, resource_type: 'generic' }), [30]);
  const text = `(aggregate max (metric (${ids[0] ?? ''} mean) (${ids[1] ?? ''} mean)))`;
  assert.deepEqual(await fetched({ operations: text }), [20]);
  const each = await ask(`POST ${v1}/aggregates`, { operations: ['metric', ids[0], 'mean'] });
  assert.deepEqual(Object.keys((each.body as { measures: object }).measures), [ids[0]]);
  assert.equal(
    await fetched({ operations: ['aggregate', 'soul', ['metric', 'load', 'mean']] }),
    400,
  );
  assert.equal(await fetched({ operations: ['negative', operations] }), 501);
  assert.equal(await fetched({ operations: ['metric', 'nothing', 'mean'] }), 404);
  assert.equal(await fetched({ operations, resource_type: 'generic' }, 'groupby=id'), 501);
});

test('administrators make archive policies and types of resources', async () => {
  const { as } = watched();
  const [admin, demo] = [await as('admin'), await as('demo')];
  const definition = [
    { granularity: '1 minute', timespan: '1 day' },
    { granularity: 1, points: 60 },
  ];
  const policy = { name: 'ours', definition, aggregation_methods: ['max'] };
  assert.equal((await demo.ask(`POST ${v1}/archive_policy`, policy)).status, 403);
  const made = await admin.ask(`POST ${v1}/archive_policy`, policy);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const [shown] = archivePolicies.parse([made.body]);
  assert.deepEqual(
    shown?.definition.map(({ granularity, points, timespan }) => [granularity, points, timespan]),
    [
      ['0:00:01', 60, '0:01:00'],
      ['0:01:00', 1440, '1 day, 0:00:00'],
    ],
  );
  assert.equal((await admin.ask(`POST ${v1}/archive_policy`, policy)).status, 409);
  for (const wrong of [[], [{ granularity: 1 }], [{ granularity: 2, points: 3, timespan: 7 }]]) {
    const answer = await admin.ask(`POST ${v1}/archive_policy`, { name: 'x', definition: wrong });
    assert.equal(answer.status, 400, JSON.stringify(wrong));
  }
  const type = { name: 'function', attributes: { vendor: { type: 'string' } } };
  assert.equal((await demo.ask(`POST ${v1}/resource_type`, type)).status, 403);
  assert.equal((await admin.ask(`POST ${v1}/resource_type`, type)).status, 201);
  const place = `${v1}/resource/function`;
  const metrics = { load: { archive_policy_name: 'ours' } };
  assert.equal((await demo.ask(`POST ${place}`, { id: 'f' })).status, 400, 'it wants a vendor');
  const resource = await demo.ask(`POST ${place}`, { id: 'f', vendor: 'us', metrics });
  assert.equal(measuredResource.parse(resource.body)['vendor'], 'us');
  assert.equal((await demo.ask(`POST ${place}`, { id: 'g', vendor: 'us', soul: 1 })).status, 400);
  const inUse = [`${v1}/archive_policy/ours`, `${v1}/resource_type/function`];
  for (const path of inUse) assert.equal((await admin.ask(`DELETE ${path}`)).status, 400, path);
  await demo.ask(`DELETE ${place}/f`);
  for (const path of inUse) assert.equal((await admin.ask(`DELETE ${path}`)).status, 204, path);
  assert.equal((await admin.ask(`DELETE ${inUse[0] ?? ''}`)).status, 404);
});
