import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import { type Hardware, hardware } from './service.ts';

const subscriptions = '/redfish/v1/EventService/Subscriptions';

interface Sent {
  readonly url: string;
  readonly body: { readonly Context: string; readonly Events: Record<string, unknown>[] };
}

/** @param status what those who are told answer */
function listening(status = 204): { sent: Sent[]; send: (request: Request) => Promise<Response> } {
  const sent: Sent[] = [];
  return {
    sent,
    send: async (request) => {
      sent.push({ url: request.url, body: (await request.json()) as Sent['body'] });
      return new Response(null, { status });
    },
  };
}

async function pass({ simulator }: Hardware, ms: number): Promise<void> {
  await turn();
  if (simulator.clock.kind === 'virtual') simulator.clock.advance(ms);
  await turn();
}

const subscribe = (to: Hardware, Destination: string) =>
  to.ask('POST', subscriptions, { json: { Destination, Protocol: 'Redfish', Context: 'ours' } });
const fault = (to: Hardware, name: string, json: object) =>
  to.ask('POST', `/redfish/stimuli/${name}`, { json, as: 'nobody' });

test('a fault of a part is told, and seen in part, machine and enclosure, until it is over', async () => {
  const { sent, send } = listening();
  const it = hardware({ send });
  assert.equal((await subscribe(it, 'http://127.0.0.1:1/here')).status, 201);
  const rollup = async (path: string) =>
    ((await it.ask('GET', `/redfish/v1/${path}`)).body['Status'] as Record<string, unknown>)[
      'HealthRollup'
    ];
  assert.equal(
    (await fault(it, 'machine-fault', { machine: 'compute-2', part: 'fan' })).status,
    204,
  );
  await pass(it, 0);
  const [event] = sent[0]?.body.Events ?? [];
  assert.equal(sent[0]?.body.Context, 'ours');
  assert.equal(event?.['MessageSeverity'], 'Critical');
  assert.deepEqual(event['OriginOfCondition'], {
    '@odata.id': '/redfish/v1/Chassis/compute-2/Thermal#/Fans/0',
  });
  assert.equal(await rollup('Chassis/compute-2'), 'Critical');
  assert.equal(await rollup('Systems/compute-2'), 'OK');
  assert.equal(await rollup('Chassis/compute-1'), 'OK');
  await fault(it, 'machine-fault', { machine: 'compute-2', severity: 'Warning' });
  assert.equal(await rollup('Systems/compute-2'), 'Warning');
  await fault(it, 'machine-fault-clear', { machine: 'compute-2' });
  await fault(it, 'machine-fault-clear', { machine: 'compute-2', part: 'fan' });
  assert.equal(await rollup('Chassis/compute-2'), 'OK');
  await pass(it, 60_000);
  assert.equal(sent.length, 4);
  assert.equal((await fault(it, 'machine-fault', { machine: 'nothing' })).status, 404);
  assert.equal(
    (await fault(it, 'machine-fault', { machine: 'compute-1', part: 'soul' })).status,
    400,
  );
});

test('what nobody acknowledges is sent three times, and not after the subscription has ended', async () => {
  const { sent, send } = listening(503);
  const it = hardware({ send });
  const place = (await subscribe(it, 'http://localhost:1/here')).headers.get('location') ?? '';
  await fault(it, 'machine-fault', { machine: 'compute-1' });
  for (let n = 0; n < 5; n += 1) await pass(it, 5_000);
  assert.equal(sent.length, 3);
  assert.equal(new Set(sent.map(({ body }) => body.Events[0]?.['EventId'])).size, 1);
  await fault(it, 'machine-fault-clear', { machine: 'compute-1' });
  await pass(it, 0);
  assert.equal((await it.ask('DELETE', place)).status, 204);
  await pass(it, 30_000);
  assert.equal(sent.length, 4);
});

test('nothing is sent but to this machine, unless its operator allows it', async () => {
  const { sent, send } = listening();
  const it = hardware({ send });
  for (const host of ['192.168.1.50', 'example.test', '127.0.0.1.example.test']) {
    assert.equal((await subscribe(it, `http://${host}/here`)).status, 201);
  }
  await subscribe(it, 'http://[::1]:1/here');
  await fault(it, 'machine-fault', { machine: 'compute-1' });
  await pass(it, 60_000);
  assert.deepEqual(
    sent.map(({ url }) => url),
    ['http://[::1]:1/here'],
  );
  const other = listening();
  const allowing = hardware({ send: other.send, mayTell: (host) => host === 'example.test' });
  await subscribe(allowing, 'http://example.test/here');
  await fault(allowing, 'machine-fault', { machine: 'compute-1' });
  await pass(allowing, 0);
  assert.equal(other.sent.length, 1);
});

test('a subscription names an address and the one protocol', async () => {
  const { ask } = hardware();
  const wrong = [
    {},
    { Destination: 'here', Protocol: 'Redfish' },
    { Destination: 'ftp://127.0.0.1/here', Protocol: 'Redfish' },
    { Destination: 'http://127.0.0.1/here', Protocol: 'FTP' },
    { Destination: 'http://127.0.0.1/here', Protocol: 'Redfish', Nothing: 1 },
  ];
  for (const json of wrong) {
    assert.equal((await ask('POST', subscriptions, { json })).status, 400, JSON.stringify(json));
  }
  const right = { Destination: 'http://127.0.0.1/here', Protocol: 'Redfish' };
  assert.equal((await ask('POST', subscriptions, { json: right, as: 'operator' })).status, 403);
});
