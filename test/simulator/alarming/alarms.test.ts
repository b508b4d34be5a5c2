import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alarm, alarmChanges, alarms } from '../../../src/contract/alarming/alarm.ts';
import { type Answered, created, eventAlarm, watched } from './watched.ts';

const v2 = '/alarming/v2';
const names = ({ body }: Answered) => alarms.parse(body).map(({ name }) => name);
const saying = ({ body }: Answered) =>
  (body as { error_message: { faultcode: string; faultstring: string } }).error_message.faultstring;

test('an alarm is made, found, changed and taken away, and its history tells', async () => {
  const { as } = watched();
  const { ask, projectId, id: userId } = await as('demo');
  const made = await ask(`POST ${v2}/alarms`, eventAlarm('port.*', { state: 'down' }));
  assert.equal(made.status, 201);
  const { alarm_id: id, ...shown } = alarm.parse(made.body);
  assert.ok(made.headers.get('location')?.endsWith(`${v2}/alarms/${id}`));
  assert.equal(shown.project_id, projectId);
  assert.equal(shown.user_id, userId);
  assert.equal(shown.state, 'insufficient data');
  assert.equal(shown.description, 'Alarm when port.* event occurred.');
  const one = `${v2}/alarms/${id}`;
  assert.deepEqual((await ask(`GET ${one}`)).body, made.body);
  const wish = eventAlarm('network.*', {}, { name: 'other', enabled: false, state: 'ok' });
  const put = await ask(`PUT ${one}`, wish);
  assert.deepEqual([put.status, alarm.parse(put.body).state], [200, 'ok']);
  assert.deepEqual((await ask(`PUT ${one}/state`, 'alarm')).body, 'alarm');
  assert.equal(saying(await ask(`PUT ${one}/state`, 'odd')), 'state invalid');
  const history = alarmChanges.parse((await ask(`GET ${one}/history`)).body);
  assert.deepEqual(
    history.map(({ type }) => type),
    ['state transition', 'rule change', 'creation'],
  );
  assert.equal((JSON.parse(history[0]?.detail ?? '') as { state: string }).state, 'alarm');
  const query = '?q.field=type&q.op=eq&q.value=creation';
  assert.equal(alarmChanges.parse((await ask(`GET ${one}/history${query}`)).body).length, 1);
  assert.equal((await ask(`DELETE ${one}`)).status, 204);
  assert.equal((await ask(`GET ${one}`)).status, 404);
});

test('a tenant sees its own alarms, an administrator those of others when it asks for them', async () => {
  const { as } = watched();
  const [demo, alt, admin, reader] = [
    await as('demo'),
    await as('alt'),
    await as('admin'),
    await as('reader'),
  ];
  const id = await created(demo.ask, eventAlarm('*', {}, { name: 'a', severity: 'low' }));
  await created(demo.ask, eventAlarm('*', {}, { name: 'b', state: 'alarm' }));
  await created(alt.ask, eventAlarm('*', {}, { name: 'c' }));
  const list = async ({ ask }: typeof demo, query = '') =>
    names(await ask(`GET ${v2}/alarms${query}`));
  const by = (field: string, value: string) => `?q.field=${field}&q.op=eq&q.value=${value}`;
  assert.deepEqual(await list(demo), ['b', 'a']);
  assert.deepEqual(await list(demo, '?sort=name:asc&limit=1'), ['a']);
  assert.deepEqual(await list(demo, `?sort=name&marker=${id}`), ['b']);
  assert.deepEqual(await list(demo, by('state', 'alarm')), ['b']);
  assert.deepEqual(await list(demo, `${by('severity', 'critical')}&q.field=enabled&q.value=true`), [
    'b',
  ]);
  assert.deepEqual(await list(alt), ['c']);
  assert.deepEqual(await list(reader), ['b', 'a']);
  assert.deepEqual(await list(admin), []);
  assert.deepEqual(await list(admin, by('all_projects', 'true')), ['c', 'b', 'a']);
  assert.deepEqual(await list(admin, by('project_id', alt.projectId)), ['c']);
  assert.equal((await alt.ask(`GET ${v2}/alarms${by('all_projects', 'true')}`)).status, 403);
  assert.equal((await alt.ask(`GET ${v2}/alarms${by('project_id', demo.projectId)}`)).status, 401);
  for (const what of ['GET', 'PUT', 'DELETE']) {
    const answer = await alt.ask(`${what} ${v2}/alarms/${id}`, what === 'PUT' ? {} : undefined);
    assert.equal(answer.status, 404, what);
  }
  assert.equal((await reader.ask(`DELETE ${v2}/alarms/${id}`)).status, 403);
  assert.equal((await reader.ask(`POST ${v2}/alarms`, eventAlarm('*', {}))).status, 403);
  const filter = JSON.stringify({ or: [{ '=': { name: 'a' } }, { '=': { name: 'c' } }] });
  const orderby = '[{"name": "desc"}]';
  const found = await admin.ask(`POST ${v2}/query/alarms`, { filter, orderby, limit: 1 });
  assert.deepEqual(names(found), ['c']);
  assert.deepEqual(names(await demo.ask(`POST ${v2}/query/alarms`, { filter })), ['a']);
});

test('what cannot be an alarm is refused by name', async () => {
  const { as } = watched();
  const { ask } = await as('demo');
  const refused = async (more: object, event = {}) => {
    const wish = { ...eventAlarm('*', {}), ...more };
    const answer = await ask(`POST ${v2}/alarms`, {
      ...wish,
      event_rule: { ...wish.event_rule, ...event },
    });
    return [answer.status, saying(answer)] as const;
  };
  const cases: readonly (readonly [object, object, number, RegExp])[] = [
    [{ name: undefined }, {}, 400, /name.*Mandatory field missing/],
    [{ type: 'soul' }, {}, 400, /type.*'soul'.*should be one of: event/],
    [{ type: 'gnocchi_resources_threshold' }, {}, 400, /_rule must be set for/],
    [{ composite_rule: {} }, {}, 400, /cannot be set at the same time/],
    [{ severity: 'high' }, {}, 400, /severity.*'high'/],
    [{ soul: 1 }, {}, 400, /Unknown attribute: soul/],
    [{ alarm_actions: ['ftp://127.0.0.1/'] }, {}, 400, /Unsupported action ftp:/],
    [{ alarm_actions: ['http://'] }, {}, 400, /Unable to parse action/],
    [{ alarm_actions: ['log://'] }, {}, 401, /not authorized to create action/],
    [{ ok_actions: ['trust+http://127.0.0.1/'] }, {}, 501, /trust\+http/],
    [{ project_id: 'other' }, {}, 401, /Not Authorized to access project other/],
    [{ time_constraints: [{ name: 'n' }] }, {}, 501, /time constraints/],
    [
      {},
      { query: [{ field: 'traits.a', value: 'x', type: 'integer' }] },
      400,
      /Unable to convert the value x to the expected data type integer/,
    ],
    [{}, { query: [{ field: 'traits.a', op: 'near', value: 'x' }] }, 400, /query\.op/],
  ];
  for (const [more, event, status, text] of cases) {
    const [got, said] = await refused(more, event);
    assert.equal(got, status, said);
    assert.match(said, text);
  }
  for (const query of ['q.field=soul&q.value=1', 'q.field=name&q.op=lt&q.value=a', 'limit=0']) {
    assert.equal((await ask(`GET ${v2}/alarms?${query}`)).status, 400, query);
  }
  for (const filter of [
    '{',
    '{"near": {"a": 1}}',
    '[]',
    `${'{"not":'.repeat(99)}{}${'}'.repeat(99)}`,
  ]) {
    assert.equal((await ask(`POST ${v2}/query/alarms`, { filter })).status, 400, filter);
  }
});

test('a tenant has as many alarms as its quota allows', async () => {
  const { as } = watched();
  const [demo, admin] = [await as('demo'), await as('admin')];
  const quotas = (limit: number) => ({
    project_id: demo.projectId,
    quotas: [{ resource: 'alarms', limit }],
  });
  assert.deepEqual((await demo.ask(`GET ${v2}/quotas`)).body, quotas(-1));
  assert.equal((await demo.ask(`POST ${v2}/quotas`, quotas(9))).status, 403);
  assert.equal((await admin.ask(`POST ${v2}/quotas`, quotas(1))).status, 201);
  await created(demo.ask, eventAlarm('*', {}));
  const over = await demo.ask(`POST ${v2}/alarms`, eventAlarm('*', {}));
  assert.equal(over.status, 403);
  assert.match(saying(over), /quota exceeded/);
  assert.equal((await admin.ask(`DELETE ${v2}/quotas/${demo.projectId}`)).status, 204);
  await created(demo.ask, eventAlarm('*', {}));
});

test('what is not acknowledged is posted three times, and nothing but where it may go', async () => {
  const { as, told, pass } = watched({}, () => 503);
  const { ask } = await as('demo');
  const make = (name: string) => ask('POST /network/v2.0/networks', { network: { name } });
  const places = ['http://127.0.0.1:1/here', 'http://192.168.1.50/there'];
  const id = await created(ask, eventAlarm('network.create.end', {}, { alarm_actions: places }));
  await make('n');
  await pass(30_000);
  assert.deepEqual(
    told.map(({ path }) => path),
    ['/here', '/here', '/here'],
  );
  await make('again');
  await pass(30_000);
  assert.equal(told.length, 3, 'it is raised, and does not repeat');
  await ask(`PUT ${v2}/alarms/${id}/state`, 'ok');
  await make('once more');
  await pass(0);
  await ask(`DELETE ${v2}/alarms/${id}`);
  await pass(30_000);
  assert.equal(told.length, 4, 'nothing more goes out when it is gone');
});

test('others are not told of what happens in a tenant', async () => {
  const { as, told, pass } = watched();
  const [demo, alt] = [await as('demo'), await as('alt')];
  await created(alt.ask, eventAlarm('*', {}, { repeat_actions: true }));
  await demo.ask('POST /network/v2.0/networks', { network: { name: 'n' } });
  await pass(1_000);
  assert.deepEqual(told, []);
});
