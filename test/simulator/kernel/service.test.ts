import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../../simulator/kernel/call.ts';
import { createVirtualClock } from '../../../simulator/kernel/clock.ts';
import { badRequest, Fault, notFound, unauthorized } from '../../../simulator/kernel/fault.ts';
import { json } from '../../../simulator/kernel/reply.ts';
import {
  createService,
  type Route,
  type ServiceDefinition,
} from '../../../simulator/kernel/service.ts';
import { createWorld } from '../../../simulator/kernel/world.ts';

const nobody = {
  userId: 'u',
  userDomainId: 'd',
  roles: new Set<string>(),
  scope: { kind: 'unscoped' },
} as const;

const service = (routes: readonly Route<number>[], more: Partial<ServiceDefinition<number>> = {}) =>
  createService<number>(createWorld(createVirtualClock(), 1), {
    name: 'things',
    basePath: '/things',
    routes,
    writeFault: (fault) => json(fault.status, { wrong: fault.message }),
    unknownRoute: () => ({ status: 404, body: 'what?', type: 'text/html' }),
    authenticate: (call) => {
      if (call.header('x-auth-token') !== 'good') throw unauthorized('who?');
      return nobody;
    },
    tokenBeforeRoute: false,
    prepare: (call) => {
      call.answerHeaders.push(['x-version', '3']);
      return 3;
    },
    body: {
      maxBytes: 20,
      tooLarge: () => new Fault(413, 'too large'),
      otherType: (type) => new Fault(415, `no ${type ?? 'type'}`),
      notJson: () => badRequest('no JSON'),
      missing: () => ({}),
    },
    requestIdHeaders: ['x-request-id'],
    ...more,
  });

const ask = async (
  one: ReturnType<typeof service>,
  method: string,
  path: string,
  init: RequestInit = {},
) => {
  const answer = await one.fetch(
    new Request(`http://cloud.test:81/things${path}`, {
      method,
      headers: { 'x-auth-token': 'good' },
      ...init,
    }),
  );
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

const echo: Route<number> = {
  method: 'POST',
  path: '/echo',
  operation: 'echo',
  handler: async (call) => json(200, { got: await call.json(), state: call.state }),
};

test('a handler gets decoded parts of the path, query, state, and the origin that the client used', async () => {
  const see = (call: Call<number>) =>
    json(200, {
      what: call.param('what'),
      q: call.query.get('q'),
      base: call.base,
      state: call.state,
    });
  const one = service([{ method: 'GET', path: '/see/:what', operation: 'see', handler: see }]);
  const { text, headers } = await ask(one, 'GET', '/see/a%20b%2Fc?q=1&q=2');
  assert.deepEqual(JSON.parse(text), {
    what: 'a b/c',
    q: '1',
    base: 'http://cloud.test:81/things',
    state: 3,
  });
  assert.match(headers.get('x-request-id') ?? '', /^req-/);
  assert.equal(headers.get('x-version'), '3');
});

test('an operation without a handler answers 501 with its name, in the service’s dialect', async () => {
  const one = service([{ method: 'GET', path: '/later', operation: 'list laters' }]);
  const { status, text, headers } = await ask(one, 'GET', '/later');
  assert.equal(status, 501);
  assert.match(text, /^\{"wrong":".*\\"list laters\\"/);
  assert.equal(headers.get('content-type'), 'application/json');
  assert.deepEqual(one.operations, [
    { operation: 'list laters', method: 'GET', path: '/things/later', served: false },
  ]);
});

test('a guard comes before 501, a missing token before both', async () => {
  const guard = () => {
    throw notFound('not now');
  };
  const one = service([{ method: 'GET', path: '/later', operation: 'list laters', guard }]);
  assert.equal((await ask(one, 'GET', '/later')).text, '{"wrong":"not now"}');
  assert.equal((await ask(one, 'GET', '/later', { headers: {} })).text, '{"wrong":"who?"}');
});

test('an unknown path is answered by the service, before or after the token is judged', async () => {
  const after = service([echo]);
  assert.deepEqual((await ask(after, 'GET', '/nope', { headers: {} })).text, 'what?');
  const before = service([echo], { tokenBeforeRoute: true });
  assert.equal((await ask(before, 'GET', '/nope', { headers: {} })).status, 401);
  assert.equal((await ask(before, 'GET', '/nope')).status, 404);
  assert.equal((await ask(before, 'DELETE', '/echo')).status, 404);
});

test('bodies are checked: size, type, JSON, absence', async () => {
  const one = service([echo]);
  const send = (body: string | undefined, type: string | undefined) =>
    ask(one, 'POST', '/echo', {
      headers: {
        'x-auth-token': 'good',
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body }),
    });
  assert.equal((await send('{"a":1}', 'application/json')).text, '{"got":{"a":1},"state":3}');
  assert.equal((await send('{"a":1}', 'application/json; charset=utf-8')).status, 200);
  assert.equal((await send(undefined, undefined)).text, '{"got":{},"state":3}');
  assert.deepEqual(
    [
      (await send('{"a":', 'application/json')).status,
      (await send('{"a":1}', 'text/xml')).status,
      (await send(JSON.stringify('ä'.repeat(15)), 'application/json')).status,
    ],
    [400, 415, 413],
  );
});

test('a bug of the simulator is a 500 in the dialect, and a warning', async (context) => {
  const warned = context.mock.method(process, 'emitWarning', () => undefined);
  const handler = () => {
    throw new TypeError('oops');
  };
  const one = service([{ method: 'GET', path: '/bug', operation: 'bug', handler }]);
  const { status, text } = await ask(one, 'GET', '/bug');
  assert.equal(status, 500);
  assert.match(text, /oops/);
  assert.equal(warned.mock.callCount(), 1);
});
