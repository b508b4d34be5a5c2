/** The calls of a VIM: where parameters go, and what is made of answers, right or wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { httpManagement } from '../../src/bindings/acceleration/management.ts';
import type { ExchangedCall } from '../../src/bindings/acceleration-manager.ts';
import { problemWordOf } from '../../src/bindings/acceleration-refusals.ts';
import { Refusal, Violation } from '../../src/failures.ts';
import type { Answer, Ask } from '../../src/transport/http.ts';
import { answer, stubHttp } from './stub-http.ts';
import { stubSession } from './stub-session.ts';

const url = 'https://acc.example/ifa019/';
const session = stubSession(() => answer(404, {}));

function vim(reply: (ask: Ask) => Answer, token?: string) {
  const http = stubHttp(reply);
  const calls: ExchangedCall[] = [];
  const binding = httpManagement({ url, http, ...(token === undefined ? {} : { token }) });
  return { http, calls, binding, manager: binding.manager(session, calls) };
}
const problem = (status: number, body: unknown, type = 'application/problem+json') =>
  answer(status, body, { 'content-type': type });
const refusing = (status: number, word: string) =>
  problem(status, { type: `urn:nfvi-acceleration:problem:${word}`, status, detail: 'why' });

test('parameters stand in path, query and body, as the binding has them', async () => {
  const { manager, http, calls } = vim((ask) => {
    if (ask.method === 'POST') {
      return answer(201, { accResourceId: 'r' }, { location: '/resources/r' });
    }
    return ask.url.includes('?') ? answer(200, { accQueryResult: [] }) : answer(204, '');
  });
  await manager.call('QueryAccResource', { hostId: 'a/b', Filter: "(eq,vendor,'x y')" });
  await manager.call('AllocateAccResource', {
    attachTargetInfo: { type: 'virtual-compute', id: 'c' },
    accResourceInfo: { type: 'fpga' },
  });
  await manager.call('Unsubscribe', { hostId: 'h', SubscriptionId: '?' });
  assert.deepEqual(
    http.asked.map(({ method, url: to }) => `${method} ${to}`),
    [
      'GET https://acc.example/ifa019/hosts/a%2Fb/resources?Filter=%28eq%2Cvendor%2C%27x+y%27%29',
      'POST https://acc.example/ifa019/resources',
      'DELETE https://acc.example/ifa019/hosts/h/subscriptions/%3F',
    ],
  );
  assert.deepEqual(calls[1], {
    call: 'AllocateAccResource',
    from: 'VIM',
    to: 'NFVI',
    given: ['attachTargetInfo', 'accResourceInfo'],
    answered: ['accResourceId'],
  });
});

test('an image goes as a form whose binary part is as it was', async () => {
  const { manager, http } = vim(() => answer(204, ''));
  const accImage = Uint8Array.from({ length: 300 }, (_, n) => n % 256);
  const accImageInfo = { name: 'n', type: 'fpga', checksum: '0'.repeat(64) };
  await manager.call('OnloadAccImage', { accResourceId: 'r', accImageInfo, accImage });
  const [ask] = http.asked;
  const form = await new Response(ask?.body as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': ask?.headers?.['Content-Type'] ?? '' },
  }).formData();
  const image = form.get('accImage');
  assert.ok(image instanceof Blob);
  assert.deepEqual(new Uint8Array(await image.arrayBuffer()), accImage);
  assert.deepEqual(JSON.parse(form.get('accImageInfo') as string), accImageInfo);
});

test('the VIM shows the token of the target file, a tenant its own, who has none none', async () => {
  const { binding, http } = vim(() => answer(200, { accStatistics: [] }), 'of-the-file');
  await binding.manager(session, []).call('GetAccStatistics', {});
  await binding.manager(session, [], 'tenant').call('GetAccStatistics', {});
  await binding
    .manager({ ...session, signedIn: undefined }, [], 'tenant')
    .call('GetAccStatistics', {});
  assert.deepEqual(
    http.asked.map(({ headers }) => headers?.['Authorization']),
    ['Bearer of-the-file', 'Bearer t', undefined],
  );
});

test('a token that ends in mid-run is renewed by asking the VIM, one that is refused is not', async () => {
  let token = 'old';
  const renewing = {
    ...session,
    get signedIn() {
      return { token, userId: 'u', roles: [], catalogue: [] };
    },
    ask: (...asked: Parameters<typeof session.ask>) => {
      token = 'new';
      return session.ask(...asked);
    },
  };
  const { binding, http } = vim(({ headers }) =>
    headers?.['Authorization'] === 'Bearer new'
      ? answer(200, { accStatistics: [] })
      : refusing(401, 'UNAUTHENTICATED'),
  );
  await binding.manager(renewing, []).call('GetAccStatistics', {});
  assert.equal(http.asked.length, 2);
  await assert.rejects(binding.manager(session, []).call('GetAccStatistics', {}), Refusal);
  assert.equal(http.asked.length, 3);
});

test('a refusal tells the word of the binding', async () => {
  const { manager } = vim(() => refusing(404, 'NO_SUCH_HOST'));
  await assert.rejects(manager.call('GetAlarmInfo', { hostId: 'h' }), (error: Error) => {
    assert.ok(error instanceof Refusal);
    assert.equal(error.reason, 'unknown');
    assert.equal(problemWordOf(error), 'no such host');
    return true;
  });
});

const right = { type: 'urn:nfvi-acceleration:problem:NO_SUCH_HOST', status: 404 };
const wrong: Readonly<Record<string, Answer>> = {
  'status as a text': problem(404, { ...right, status: '404' }),
  'status of another': problem(404, { ...right, status: 400 }),
  'type as a number': problem(404, { ...right, type: 404 }),
  'no type': problem(404, { status: 404 }),
  'a type that the binding does not have': problem(404, { ...right, type: 'about:blank' }),
  'a word with another status': refusing(409, 'NO_SUCH_HOST'),
  'a name that objects have': refusing(404, 'constructor'),
  'detail as a list': problem(404, { ...right, detail: ['x'] }),
  'a list': problem(404, [right]),
  null: problem(404, 'null'),
  'another media type': problem(404, right, 'application/json'),
  'no media type': answer(404, right),
  'a page': answer(404, '"<html>"', { 'content-type': 'text/html' }),
  'an error of its own': refusing(500, 'NO_SUCH_HOST'),
  'another success': answer(202, {}),
};
for (const [what, reply] of Object.entries(wrong)) {
  test(`problem details with ${what} are a violation`, async () => {
    const { manager } = vim(() => reply);
    await assert.rejects(manager.call('GetAlarmInfo', { hostId: 'h' }), Violation);
  });
}

const alarm = {
  alarmId: 'a',
  accResourceId: 'r',
  hostId: 'h',
  alarmRaisedTime: '2026-01-01T00:00:00Z',
  perceivedSeverity: 'major',
  eventType: 'EQUIPMENT_ALARM',
  probableCause: 'temperature',
  isRootCause: true,
};
const malformed: Readonly<Record<string, unknown>> = {
  'nothing in it': {},
  'one that is no list': { Alarm: alarm },
  'a severity of its own': { Alarm: [{ ...alarm, perceivedSeverity: 'awful' }] },
  'a time without zone': { Alarm: [{ ...alarm, alarmRaisedTime: '2026-01-01 00:00' }] },
  'an id that is a number': { Alarm: [{ ...alarm, alarmId: 1 }] },
};
for (const [what, body] of Object.entries(malformed)) {
  test(`an answer with ${what} is a violation that names the place`, async () => {
    const { manager } = vim(() => answer(200, body));
    await assert.rejects(manager.call('GetAlarmInfo', { hostId: 'h' }), (error: Error) => {
      assert.ok(error instanceof Violation);
      assert.match(error.observed, /^at Alarm/);
      return true;
    });
  });
}

test('more fields than the binding has are no harm', async () => {
  const { manager } = vim(() => answer(200, { Alarm: [{ ...alarm, more: 1 }], more: 2 }));
  assert.equal((await manager.call('GetAlarmInfo', { hostId: 'h' })).Alarm.length, 1);
});

test('a new thing without its address is a violation', async () => {
  const { manager } = vim(() => answer(201, { SubscriptionId: 's' }));
  const params = { hostId: 'h', callbackUri: 'http://x.example/' };
  await assert.rejects(manager.call('Subscribe', params), /Location/);
});
