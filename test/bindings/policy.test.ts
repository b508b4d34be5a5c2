/** How the binding of policies asks, reads, refuses, and cleans up. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { createPolicies } from '../../src/bindings/policy-access.ts';
import { openPolicySubscriber } from '../../src/bindings/policy/subscriber.ts';
import type { PolicyManager } from '../../src/bindings/policy-manager.ts';
import { Refusal, Violation } from '../../src/failures.ts';
import { realClock } from '../../src/transport/clock.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import type { Answer, Ask } from '../../src/transport/http.ts';
import { createRedactor } from '../../src/transport/redaction.ts';
import { createSink } from '../../src/transport/sink.ts';
import { answer, stubHttp } from './stub-http.ts';
import { stubSession } from './stub-session.ts';

const { transferred, notification } = JSON.parse(
  readFileSync(new URL('../samples/policy/policy.json', import.meta.url), 'utf8'),
) as Record<'transferred' | 'notification', Record<string, unknown>>;
const id = String(transferred['id']);
const location = { location: 'https://vim.example/x' };
const problem = { 'content-type': 'application/problem+json' };

function sink(t: TestContext) {
  const made = createSink({
    where: { listen: '127.0.0.1:0' },
    log: createExchangeLog(),
    redactor: createRedactor(),
    clock: realClock,
    them: 'VIM',
  });
  t.after(() => made.close());
  return made;
}

function policies(t: TestContext, reply: (what: string, ask: Ask) => Answer, token?: string) {
  const url = 'https://vim.example/nfvpolicy/v1/';
  const http = stubHttp((ask) =>
    reply(`${ask.method} ${ask.url.slice('https://vim.example/nfvpolicy/v1'.length)}`, ask),
  );
  const session = stubSession(() => answer(200, { hypervisors: [] }));
  const made = createPolicies({ service: { url, token, http, cleaning: http }, sink: sink(t) });
  const manager = made.manager(session, 'party');
  assert.ok(manager !== undefined);
  const asked = () => http.asked.map(({ method, url: at }) => `${method} ${new URL(at).pathname}`);
  const as = (who: 'party' | 'stranger') => made.manager(session, who);
  return { ...made, session, as, manager, asked, http };
}

test('without an address there are no policies', async (t) => {
  const session = stubSession(() => answer(404, ''));
  const none = createPolicies({ sink: sink(t) });
  assert.equal(none.manager(session, 'party'), undefined);
  assert.equal(await none.look(session), undefined);
  assert.equal(none.keeper('policy/policy', session), undefined);
});

test('a party shows the token of the target file, a stranger its own', async (t) => {
  const { manager, as, http, oneToken } = policies(t, () => answer(200, []), 'of-the-file');
  await manager.query();
  await as('stranger')?.query();
  assert.deepEqual(
    http.asked.map(({ headers }) => headers?.['Authorization']),
    ['Bearer of-the-file', 'Bearer t'],
  );
  assert.equal(oneToken, true);
});

test('a policy is read in the words of the port', async (t) => {
  const { manager } = policies(t, () => answer(200, transferred));
  const associations = transferred['associations'];
  const words = { isTransferred: true, isActive: true, associations };
  assert.deepEqual(await manager.show(id), { id, name: 'keep-cool', ...words });
});

const violates = (what: RegExp, run: Promise<unknown>) =>
  assert.rejects(run, (error) => error instanceof Violation && what.test(error.message));

test('what is no proper answer is a violation', async (t) => {
  const wrong: readonly (readonly [
    RegExp,
    Answer,
    (manager: PolicyManager) => Promise<unknown>,
  ])[] = [
    [/Location/, answer(201, transferred), (it) => it.announce('n', 'd')],
    [/status 201/, answer(200, transferred, location), (it) => it.announce('n', 'd')],
    [/at 0\.name/, answer(200, [{ ...transferred, name: 7 }]), (it) => it.query()],
    [/as they were asked/, answer(200, {}), (it) => it.activate(id)],
    [/status 409 as no Content-Type/, answer(409, 'no'), (it) => it.activate(id)],
    [/with detail/, answer(409, { status: 409 }, problem), (it) => it.activate(id)],
    [/told as 400/, answer(409, { status: 400, detail: '' }, problem), (it) => it.delete(id)],
    [/status 500/, answer(500, ''), (it) => it.delete(id)],
    [/status 403 as/, answer(403, ''), (it) => it.delete(id)],
  ];
  for (const [what, said, run] of wrong) {
    await violates(what, run(policies(t, () => said).manager));
  }
});

test('refusals have the reason of their status; who must not learn anything may be told nothing', async (t) => {
  const refusals = [
    [400, 'invalid'],
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'unknown'],
    [409, 'conflicting'],
    [412, 'conflicting'],
    [422, 'invalid'],
  ] as const;
  for (const [status, reason] of refusals) {
    const said = answer(status, { status, detail: 'because' }, problem);
    await assert.rejects(policies(t, () => said, 'x').manager.delete(id), (error) => {
      return error instanceof Refusal && error.reason === reason && error.said === 'because';
    });
  }
  const bare = policies(t, () => answer(404, ''), 'x').manager;
  await assert.rejects(bare.delete(id), { name: 'Refusal', reason: 'unknown' });
});

test('the doctor is told whether policies are served', async (t) => {
  const well = policies(t, () => answer(200, [transferred]));
  assert.deepEqual(await well.look(well.session), {
    says: 'the policy service at https://vim.example/nfvpolicy/v1/ answers: one policy',
    serves: true,
  });
  const ill = policies(t, () => answer(500, ''));
  const look = await ill.look(ill.session);
  assert.equal(look?.serves, false);
  assert.match(look?.says ?? '', /does not serve us \(see policy\): .*status 500/);
});

test('clean-up takes a policy out of force before it deletes it', async (t) => {
  let there = true;
  const vim = policies(t, (what) => {
    if (what === 'GET /policies') return answer(200, there ? [transferred] : []);
    if (what.startsWith('GET')) return there ? answer(200, transferred) : answer(404, '');
    if (what.startsWith('PATCH')) return answer(200, { activationStatus: 'DEACTIVATED' });
    there = false;
    return answer(204, '');
  });
  const kept = vim.keeper('policy/policy', vim.session);
  assert.deepEqual(await kept?.named('keep-cool', {}), [id]);
  await kept?.remove(id, {});
  assert.equal(await kept?.exists(id, {}), false);
  await kept?.remove(id, {});
  const one = `/nfvpolicy/v1/policies/${id}`;
  assert.deepEqual(
    vim.asked().filter((what) => !what.startsWith('GET')),
    [`PATCH ${one}`, `DELETE ${one}`],
  );
  assert.equal(vim.keeper('policy/other', vim.session), undefined);
});

test('a list that comes in pages is read to its end', async (t) => {
  const next = {
    link: '<https://vim.example/nfvpolicy/v1/policies?nextpage_opaque_marker=2>; rel="next"',
  };
  const { manager } = policies(t, (what) =>
    what.endsWith('=2')
      ? answer(200, [{ ...transferred, id: 'another' }])
      : answer(200, [transferred], next),
  );
  assert.deepEqual(
    (await manager.query()).map((each) => each.id),
    [id, 'another'],
  );
});

async function subscriber(t: TestContext) {
  const opened = await openPolicySubscriber(sink(t));
  opened.belongsTo(String(notification['subscriptionId']));
  const send = async (body: unknown) =>
    (await fetch(opened.callbackUri, { method: 'POST', body: JSON.stringify(body) })).status;
  return { ...opened, send };
}

test('a subscriber is told of each change once, and its address can be tested', async (t) => {
  const { send, told, deliveries, callbackUri } = await subscriber(t);
  assert.equal((await fetch(callbackUri)).status, 204);
  assert.equal(deliveries(), 0);
  for (let n = 0; n < 2; n += 1) assert.equal(await send(notification), 204);
  assert.deepEqual(told(), [{ policyId: id, change: 'activated' }]);
  assert.equal(deliveries(), 2);
});

test('what no subscriber may be sent fails whoever looks', async (t) => {
  const wrong: readonly (readonly [RegExp, readonly unknown[]])[] = [
    [/for the subscription of-others/, [{ ...notification, subscriptionId: 'of-others' }]],
    [/again, with something else/, [notification, { ...notification, policyId: 'other' }]],
    [/with timeStamp/, [{ ...notification, timeStamp: 'now' }]],
  ];
  for (const [what, sent] of wrong) {
    const { send, told } = await subscriber(t);
    for (const each of sent) await send(each);
    assert.throws(told, what);
  }
});
