/** What alarms post: repeated it counts once; what is wrong with it is a verdict. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openConsumer } from '../../src/bindings/alarming/consumer.ts';
import type { Topic } from '../../src/bindings/monitoring-port.ts';
import { Violation } from '../../src/failures.ts';
import { realClock } from '../../src/transport/clock.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import { createSink } from '../../src/transport/sink.ts';

/** As Aodh posts it. */
const notification = (event: object, more: object = {}) => ({
  alarm_id: 'a',
  alarm_name: 'cft-r-1',
  severity: 'critical',
  previous: 'insufficient data',
  current: 'alarm',
  reason: 'Event <id=e1,event_type=compute.instance.update> hits the query <query=[]>.',
  reason_data: {
    type: 'event',
    event: {
      message_id: 'e1',
      event_type: 'compute.instance.update',
      generated: '2026-01-01T00:00:00.123456',
      traits: [
        ['instance_id', 1, 'vm'],
        ['state', 1, 'error'],
        ['vcpus', 2, 1],
      ],
      raw: {},
      ...event,
    },
  },
  ...more,
});
const crossing = (previous: string, current: string, value: number) =>
  notification(
    {},
    {
      previous,
      current,
      reason_data: {
        type: 'threshold',
        disposition: current === 'ok' ? 'inside' : 'outside',
        count: 1,
        most_recent: value,
      },
    },
  );
const at = (event_type: string, message_id: string, state: string) => ({
  event_type,
  message_id,
  traits: [
    ['instance_id', 1, 'vm'],
    ['state', 1, state],
  ],
});

/** A consumer over sockets, and a target that sends it what the test says. */
async function consumer(t: TestContext, topic: Topic = 'faults') {
  const log = createExchangeLog();
  const sink = createSink({
    where: { listen: '127.0.0.1:0' },
    log,
    redactor: createRedactor(),
    clock: realClock,
    them: 'VIM',
  });
  t.after(() => sink.close());
  const opened = await openConsumer(sink, topic);
  opened.belongsTo({ id: 'a,b', about: 'vm' });
  const send = async (body: unknown): Promise<number> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return (await fetch(opened.callback, { method: 'POST', body: text })).status;
  };
  return { ...opened, send, log };
}

test('a fault and its end are told in order, each once', async (t) => {
  const { send, told } = await consumer(t);
  assert.equal(await send(notification({})), 204);
  assert.equal(await send(notification({})), 204);
  const over = notification(at('compute.instance.update', 'e2', 'active'), { alarm_id: 'b' });
  assert.equal(await send(over), 204);
  const instant = Date.parse('2026-01-01T00:00:00.123Z');
  assert.deepEqual(told(), [
    { what: 'fault', severity: 'critical', at: instant },
    { what: 'end of fault', severity: 'critical', at: instant },
  ]);
});

test('changes are updates until there is nothing left to change', async (t) => {
  const { send, told } = await consumer(t, 'changes');
  await send(notification(at('compute.instance.update', 'e1', 'active'), { severity: 'low' }));
  await send(notification(at('compute.instance.delete.end', 'e2', 'deleted'), { severity: 'low' }));
  assert.deepEqual(
    told().map(({ what, severity }) => `${what} ${severity}`),
    ['update warning', 'removal warning'],
  );
});

test('a threshold is kept, exceeded and kept again; that nothing is known is no crossing', async (t) => {
  const { send, told } = await consumer(t, 'thresholds');
  await send(crossing('insufficient data', 'ok', 10));
  await send(crossing('ok', 'alarm', 90));
  await send(crossing('ok', 'alarm', 90));
  await send(crossing('alarm', 'insufficient data', 90));
  await send(crossing('alarm', 'ok', 10));
  assert.deepEqual(
    told().map(({ what }) => what),
    ['within', 'rise', 'fall'],
  );
});

const wrong: readonly (readonly [string, unknown, number, RegExp])[] = [
  ['what is no JSON', '{', 400, /what is no JSON/],
  ['what is no notification', {}, 400, /a notification with alarm_id/],
  ['another severity', notification({}, { severity: 'bad' }), 400, /severity/],
  ['no reason', notification({}, { reason_data: { type: 'x' } }), 400, /reason_data/],
  ['an event without id', notification({ message_id: 7 }), 400, /reason_data\.event\.message_id/],
  ['no instant', notification({ generated: 'noon' }), 400, /at noon, which is no instant/],
  ['what is of another alarm', notification({}, { alarm_id: 'c' }), 204, /of the alarm c/],
  [
    'what is about something else',
    notification({ traits: [['instance_id', 1, 'other']] }),
    204,
    /about other, to who subscribed to vm/,
  ],
  ['what is too much', notification({}, { reason: 'x'.repeat(70_000) }), 413, /more than 65536/],
];
for (const [name, body, status, expected] of wrong) {
  test(`${name} fails whoever looks, and is in the transcript`, async (t) => {
    const { send, told, log } = await consumer(t);
    assert.equal(await send(body), status);
    assert.throws(told, (error) => error instanceof Violation && expected.test(error.message));
    assert.equal(log.exchanges.length, 1);
  });
}

test('the same event with something else in it fails whoever looks', async (t) => {
  const { send, told } = await consumer(t);
  await send(notification({}));
  await send(notification({}, { reason: 'another' }));
  assert.throws(told, /the same of the alarm a again/);
});

test('what comes after the end is not taken', async (t) => {
  const { send, told, close, log } = await consumer(t);
  close();
  assert.equal(await send(notification({})), 404);
  assert.deepEqual(told(), []);
  assert.match(log.exchanges[0]?.error ?? '', /^late/);
});
