import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { createOpenStack } from '../../src/bindings/openstack.ts';
import { NotPrepared } from '../../src/failures.ts';
import { simulatorTarget } from '../../src/target/simulator-target.ts';
import { createExchangeLog } from '../../src/transport/exchange-log.ts';
import { createHttp } from '../../src/transport/http.ts';
import { createRedactor } from '../../src/transport/redaction.ts';

test('a token that was handed in and ends in mid-run decides nothing of the target', async () => {
  const simulator = createSimulator();
  const openstack = createOpenStack({
    http: createHttp({
      log: createExchangeLog(),
      redactor: createRedactor(),
      clock: simulator.clock,
      fetch: async (request) => simulator.fetch(request),
    }),
    endpoints: { interface: 'public', overrides: {} },
    choices: {},
    newPassword: () => 'nobody signs in with it',
  });
  const { credentials } = simulatorTarget;
  const owner = await openstack.signIn('owner', credentials);
  const token = owner.session.signedIn?.token ?? '';
  const { session } = await openstack.signIn('bearer', {
    ...credentials,
    proof: { method: 'token', token },
  });
  const list = { method: 'GET', path: '/users' } as const;
  assert.equal((await session.ask('identity', list)).status, 200);
  const { status } = await owner.session.ask('identity', {
    method: 'DELETE',
    path: '/auth/tokens',
    headers: { 'X-Subject-Token': session.signedIn?.token ?? '' },
  });
  assert.equal(status, 204);
  // The one that was handed in is still good: it gives another.
  assert.equal((await session.ask('identity', list)).status, 200);
  await owner.session.ask('identity', {
    method: 'DELETE',
    path: '/auth/tokens',
    headers: { 'X-Subject-Token': session.signedIn?.token ?? '' },
  });
  await owner.session.ask('identity', {
    method: 'DELETE',
    path: '/auth/tokens',
    headers: { 'X-Subject-Token': token },
  });
  await assert.rejects(session.ask('identity', list), (error) => {
    assert.ok(error instanceof NotPrepared, String(error));
    assert.match(error.message, /the token that was handed in is accepted no longer/);
    return true;
  });
});
