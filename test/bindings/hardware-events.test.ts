import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openListener } from '../../src/bindings/hardware/listener.ts';
import { Violation } from '../../src/failures.ts';
import type { Delivery, Sink } from '../../src/transport/sink.ts';

const observed =
  (words: RegExp) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof Violation, String(error));
    assert.match(error.observed, words);
    return true;
  };

const event = (more: object = {}, context = 'ours') =>
  JSON.stringify({
    '@odata.type': '#Event.v1_7_0.Event',
    Id: '1',
    Context: context,
    Events: [
      {
        EventId: '7',
        MessageId: 'ResourceEvent.1.0.X',
        MessageSeverity: 'Warning',
        EventTimestamp: '2026-01-01T00:00:00Z',
        OriginOfCondition: { '@odata.id': '/redfish/v1/Systems/a' },
        ...more,
      },
    ],
  });
async function listening() {
  let take: (delivery: Delivery) => number = () => 0;
  const sink: Pick<Sink, 'open'> = {
    open: (taking) => {
      take = taking;
      return Promise.resolve({ url: 'http://callbacks.test/x', close: () => undefined });
    },
  };
  const listener = await openListener(sink as Sink, 'ours');
  return { listener, deliver: (text: string) => take({ text }), take: (d: Delivery) => take(d) };
}

test('events count once each', async () => {
  const { listener, deliver } = await listening();
  assert.deepEqual([deliver(event()), deliver(event())], [204, 204]);
  assert.deepEqual(listener.told(), [
    { severity: 'warning', about: '/redfish/v1/Systems/a', at: Date.UTC(2026, 0, 1) },
  ]);
});
const wrong: Readonly<Record<string, readonly [string, RegExp]>> = {
  'are no JSON': ['x', /no JSON/],
  'have another form': ['{"Events": []}', /@odata.type/],
  'are for somebody else': [event({}, 'theirs'), /another subscription/],
  'have a severity that there is not': [event({ MessageSeverity: 'Dreadful' }), /MessageSeverity/],
};
for (const [what, [text, words]] of Object.entries(wrong)) {
  test(`events fail whoever looks when they ${what}`, async () => {
    const { listener, deliver } = await listening();
    deliver(text);
    assert.throws(() => listener.told(), observed(words));
  });
}
test('events that cannot be read are answered so', async () => {
  const { listener, take } = await listening();
  assert.equal(take({ problem: 'GET instead of POST', status: 405 }), 405);
  assert.throws(() => listener.told(), observed(/GET instead/));
});
