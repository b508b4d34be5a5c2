/** Notifications: repeated ones count once; wrong ones are a verdict with the frame in the transcript. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openSubscriber } from '../../src/bindings/acceleration/subscriber.ts';
import type { ExchangedCall } from '../../src/bindings/acceleration-manager.ts';
import { Violation } from '../../src/failures.ts';
import { realClock } from '../../src/transport/clock.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import { createSink } from '../../src/transport/sink.ts';

const notification = {
  notificationId: 'n1',
  SubscriptionId: 's',
  hostId: 'h',
  Alarm: {
    alarmId: 'a',
    accResourceId: 'r',
    hostId: 'h',
    alarmRaisedTime: '2026-01-01T00:00:00Z',
    perceivedSeverity: 'major',
    eventType: 'EQUIPMENT_ALARM',
    probableCause: 'temperature',
    isRootCause: true,
  },
};

/** A subscriber over sockets, and a target that sends it what the test says. */
async function subscriber(t: TestContext) {
  const log = createExchangeLog();
  const sink = createSink({
    where: { listen: '127.0.0.1:0' },
    log,
    redactor: createRedactor(),
    clock: realClock,
    them: 'NFVI',
  });
  t.after(() => sink.close());
  const calls: ExchangedCall[] = [];
  const opened = await openSubscriber(sink, calls);
  opened.belongsTo({ hostId: 'h', SubscriptionId: 's' });
  const send = async (body: unknown): Promise<number> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return (await fetch(opened.callbackUri, { method: 'POST', body: text })).status;
  };
  return { ...opened, send, calls, log };
}

test('a notification is told and acknowledged; repeated, it counts once', async (t) => {
  const { send, told, deliveries, calls } = await subscriber(t);
  assert.equal(await send(notification), 204);
  assert.equal(await send(notification), 204);
  assert.deepEqual(told(), [notification]);
  assert.equal(deliveries(), 2);
  const given = Object.keys(notification);
  assert.deepEqual(calls, [{ call: 'Notify', from: 'NFVI', to: 'VIM', given, answered: [] }]);
});

test('what is not acknowledged counts once with its repetition', async (t) => {
  const { send, told, deliveries, ignoreNext } = await subscriber(t);
  ignoreNext();
  assert.equal(await send(notification), 503);
  assert.equal(await send(notification), 204);
  assert.equal(told().length, 1);
  assert.equal(deliveries(), 2);
});

test('nothing at all is silence, and no fault', async (t) => {
  assert.deepEqual((await subscriber(t)).told(), []);
});

const { Alarm } = notification;
const wrong: Readonly<Record<string, readonly unknown[]>> = {
  'is no JSON': ['{'],
  'is empty': [''],
  'is null': ['null'],
  'is a list': [[notification]],
  'has no id': [{ ...notification, notificationId: undefined }],
  'has a number for an id': [{ ...notification, notificationId: 1 }],
  'has an alarm of another form': [{ ...notification, Alarm: { ...Alarm, isRootCause: 'yes' } }],
  'is for another subscription': [{ ...notification, SubscriptionId: 'other' }],
  'is of another host': [{ ...notification, hostId: 'other' }],
  'has an alarm of another host': [{ ...notification, Alarm: { ...Alarm, hostId: 'other' } }],
  'comes again with another content': [
    notification,
    { ...notification, Alarm: { ...Alarm, perceivedSeverity: 'minor' } },
  ],
  'is larger than anybody reads': [{ ...notification, more: 'x'.repeat(70_000) }],
  'is nested deeper than anybody reads': ['['.repeat(60_000)],
};
for (const [what, bodies] of Object.entries(wrong)) {
  test(`what ${what} is a violation, and stands in the transcript`, async (t) => {
    const { send, told, log } = await subscriber(t);
    for (const body of bodies) await send(body);
    assert.throws(told, Violation);
    assert.equal(log.exchanges.length, bodies.length);
  });
}

test('one that is wrong is not forgotten when right ones follow', async (t) => {
  const { send, told } = await subscriber(t);
  await send('{');
  await send(notification);
  assert.throws(told, /no JSON/);
});
