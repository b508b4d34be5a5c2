import assert from 'node:assert/strict';
import { test } from 'node:test';
import { happenedEvent } from '../../../src/contract/alarming/alarm.ts';
import { created, eventAlarm, watched } from './watched.ts';

const event = (body: { readonly reason_data: object } | undefined) =>
  happenedEvent.parse((body?.reason_data as { event: unknown }).event);
const trait = (body: { readonly reason_data: object } | undefined, name: string) =>
  event(body).traits.find(([each]) => each === name)?.[2];

test('what happens to servers, networks, ports and volumes of a tenant calls whoever waits for it', async () => {
  const { as, told, pass, server } = watched();
  const { ask } = await as('demo');
  const repeat_actions = true;
  await created(ask, eventAlarm('*', {}, { repeat_actions }));
  await server(ask);
  const network = await ask('POST /network/v2.0/networks', { network: { name: 'n' } });
  const { id } = (network.body as { network: { id: string } }).network;
  await pass(0);
  await ask(`DELETE /network/v2.0/networks/${id}`);
  const { projectId } = await as('demo');
  const volume = { size: 1, name: 'v' };
  const made = await ask(`POST /volume/v3/${projectId}/volumes`, { volume });
  assert.equal(made.status, 202, JSON.stringify(made.body));
  await pass(10_000);
  const types = told.map(({ body }) => event(body).event_type);
  for (const type of [
    'compute.instance.create.end',
    'compute.instance.update',
    'network.create.end',
    'network.delete.end',
    'volume.create.end',
  ]) {
    assert.ok(types.includes(type), `${type} among ${types.join(', ')}`);
  }
  assert.ok(types.indexOf('compute.instance.create.end') < types.indexOf('network.create.end'));
});

test('a host that fails is told of, and so are its servers, until it is back', async () => {
  const { as, told, pass, happen, server } = watched();
  const admin = await as('admin');
  const id = await server(admin.ask, { host: 'compute-3' });
  const owner = admin.ask;
  const mine = { resource_id: id };
  const failing = await created(
    owner,
    eventAlarm('compute.instance.update', { ...mine, state: 'error' }, { repeat_actions: true }),
  );
  await created(
    owner,
    eventAlarm(
      'compute.instance.update',
      { ...mine, state: 'active' },
      { alarm_actions: ['http://127.0.0.1:1/clear'], repeat_actions: true, severity: 'low' },
    ),
  );
  await created(
    admin.ask,
    eventAlarm(
      'service.update',
      { host: 'compute-3', state: 'down' },
      { project_id: '', alarm_actions: ['http://127.0.0.1:1/host'] },
    ),
  );
  assert.equal(await happen('/redfish/stimuli/host-fail', { host: 'compute-9' }), 404);
  assert.equal(await happen('/redfish/stimuli/host-fail', { host: 'compute-3' }), 204);
  await pass(5_000);
  assert.deepEqual(
    told.map(({ path, body }) => [path, body.severity, body.previous, body.current]),
    [
      ['/host', 'critical', 'insufficient data', 'alarm'],
      ['/fault', 'critical', 'insufficient data', 'alarm'],
    ],
  );
  assert.equal(trait(told[1]?.body, 'instance_id'), id);
  assert.equal(trait(told[1]?.body, 'host'), 'compute-3');
  assert.ok(event(told[0]?.body).generated < event(told[1]?.body).generated);
  const seen = async () => {
    const { server: shown } = (await admin.ask(`GET /compute/v2.1/servers/${id}`)).body as {
      server: Record<string, unknown>;
    };
    const { services } = (await admin.ask('GET /compute/v2.1/os-services?host=compute-3')).body as {
      services: Record<string, unknown>[];
    };
    const { hypervisors } = (
      await admin.ask('GET /compute/v2.1/os-hypervisors?hypervisor_hostname_pattern=compute-3')
    ).body as { hypervisors: Record<string, unknown>[] };
    const { agents } = (await admin.ask('GET /network/v2.0/agents?host=compute-3')).body as {
      agents: Record<string, unknown>[];
    };
    return [
      shown['status'],
      services[0]?.['state'],
      hypervisors[0]?.['state'],
      agents[0]?.['alive'],
    ];
  };
  assert.deepEqual(await seen(), ['ERROR', 'down', 'down', true]);
  await pass(80_000);
  assert.deepEqual(await seen(), ['ERROR', 'down', 'down', false]);
  assert.equal((await owner(`GET /alarming/v2/alarms/${failing}/state`)).body, 'alarm');

  assert.equal(await happen('/redfish/stimuli/host-recover', { host: 'compute-3' }), 204);
  await pass(5_000);
  assert.deepEqual(await seen(), ['ACTIVE', 'up', 'up', true]);
  assert.deepEqual(
    told.map(({ path }) => path),
    ['/host', '/fault', '/clear'],
  );
});
