/** Policy management of the simulator: what features do not ask, and what nobody should. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createSimulator, type SimulatorOptions } from '../../../simulator/create-simulator.ts';
import { signIn } from '../signed-in.ts';

const origin = 'http://cloud.test';
const address = 'http://harness.test/one';

interface Asked {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

async function policies(options: SimulatorOptions = {}) {
  const told: Readonly<Record<string, unknown>>[] = [];
  let answers = true;
  const simulator = createSimulator({
    mayTell: (host) => host === 'harness.test',
    send: async (request) => {
      if (request.method === 'POST') told.push((await request.json()) as (typeof told)[number]);
      return new Response(null, { status: answers ? 204 : 503 });
    },
    ...options,
  });
  const { token } = await signIn(simulator, 'admin', origin);
  const ask = async (what: string, body?: unknown, type = 'application/json'): Promise<Asked> => {
    const [method = '', path = ''] = what.split(' ');
    const answer = await simulator.fetch(
      new Request(`${origin}/nfvpolicy/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': type },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await answer.text();
    const { status, headers } = answer;
    return { status, headers, body: (text === '' ? {} : JSON.parse(text)) as Asked['body'] };
  };
  const create = async () => {
    const { body } = await ask('POST /policies', { designer: 'd', name: 'n' });
    return String(body['id']);
  };
  return { simulator, ask, create, told, refuse: () => (answers = false) };
}

test('versions are kept side by side; the selected one cannot be deleted', async () => {
  const { ask, create } = await policies();
  const one = `/policies/${await create()}`;
  assert.equal((await ask(`GET ${one}/selected_versions`)).status, 404);
  for (const version of ['1.0', '2.0']) {
    assert.equal((await ask(`PUT ${one}/versions/${version}`, { version })).status, 201);
  }
  assert.deepEqual((await ask(`GET ${one}/selected_versions`)).body, { version: '1.0' });
  assert.equal((await ask(`DELETE ${one}/versions/1.0`)).status, 409);
  assert.equal((await ask(`PATCH ${one}`, { selectedVersion: '3.0' })).status, 409);
  assert.equal((await ask(`PATCH ${one}`, { selectedVersion: '2.0' })).status, 200);
  assert.equal((await ask(`DELETE ${one}/versions/1.0`)).status, 204);
  const { body } = await ask(`GET ${one}`);
  assert.deepEqual([body['versions'], body['selectedVersion']], [['2.0'], '2.0']);
});

test('a subscriber is told in order of what it has asked for, again until it acknowledges', async () => {
  const { simulator, ask, create, told, refuse } = await policies();
  const filter = { changeTypes: ['CREATE_POLICY', 'DELETE_POLICY'] };
  const { status, headers, body } = await ask('POST /subscriptions', {
    filter,
    callbackUri: address,
  });
  assert.equal(status, 201);
  assert.equal(
    headers.get('location'),
    `${origin}/nfvpolicy/v1/subscriptions/${String(body['id'])}`,
  );
  const id = await create();
  await ask(`PUT /policies/${id}/versions/1.0`, {});
  await ask(`DELETE /policies/${id}`);
  await new Promise(setImmediate);
  const seen = () => told.map(({ changeType, policyId }) => [changeType, policyId]);
  assert.deepEqual(seen(), [
    ['CREATE_POLICY', id],
    ['DELETE_POLICY', id],
  ]);
  refuse();
  await create();
  if (simulator.clock.kind === 'virtual') simulator.clock.advance(60_000);
  await new Promise(setImmediate);
  const [, , ...again] = told;
  assert.equal(again.length, 3);
  assert.equal(new Set(again.map(({ id: each }) => each)).size, 1);
});

test('nobody subscribes with an address that does not answer, or where nothing may be sent', async () => {
  const { ask, refuse } = await policies();
  const elsewhere = { callbackUri: 'http://somewhere.else/' };
  assert.equal((await ask('POST /subscriptions', elsewhere)).status, 422);
  assert.equal(
    (await ask('POST /subscriptions', { callbackUri: 'ftp://harness.test/' })).status,
    400,
  );
  refuse();
  assert.equal((await ask('POST /subscriptions', { callbackUri: address })).status, 422);
  assert.deepEqual((await ask('GET /subscriptions')).body, []);
});

test('an acknowledgement that comes after a restore is of the world before', async () => {
  const sent: PromiseWithResolvers<Response>[] = [];
  const { simulator, ask, create } = await policies({
    send: (request) => {
      if (request.method === 'GET') return Promise.resolve(new Response(null, { status: 204 }));
      const answer = Promise.withResolvers<Response>();
      sent.push(answer);
      return answer.promise;
    },
  });
  await ask('POST /subscriptions', { callbackUri: address });
  const before = simulator.snapshot();
  await create();
  simulator.restore(before);
  await create();
  sent[0]?.resolve(new Response(null, { status: 204 }));
  await new Promise(setImmediate);
  if (simulator.clock.kind === 'virtual') simulator.clock.advance(60_000);
  assert.equal(sent.length, 1 + 3, 'the second is sent as often as one that nobody acknowledges');
});

test('whatever is asked is refused as a problem, and nothing breaks', async () => {
  const { ask, create } = await policies();
  const id = await create();
  await ask(`PUT /policies/${id}/versions/1.0`, {});
  const word = fc.oneof(
    fc.constantFrom('designer', 'name', 'associations', 'activationStatus', 'addAssociations'),
    fc.constantFrom('removeAllAssociations', 'filter', 'callbackUri', '__proto__'),
  );
  const body = fc.oneof(fc.dictionary(word, fc.jsonValue()), fc.jsonValue());
  const what = fc.constantFrom(
    ...['POST /policies', `PATCH /policies/${id}`, 'POST /subscriptions', 'GET /policies?filter=x'],
    ...[`PUT /policies/${id}/versions/1.0`, 'PATCH /policies/%ff', 'DELETE /subscriptions/x'],
  );
  await fc.assert(
    fc.asyncProperty(
      what,
      body,
      fc.constantFrom('application/json', 'text/plain'),
      async (...given) => {
        const [asking, said, type] = given;
        const { status, body: answer } = await ask(
          asking,
          asking.startsWith('GET') ? undefined : said,
          type,
        );
        assert.ok([200, 201, 400, 404, 409, 422].includes(status), `${asking} ${String(status)}`);
        if (status >= 400)
          assert.deepEqual([answer['status'], typeof answer['detail']], [status, 'string']);
      },
    ),
    { numRuns: 60 },
  );
});
