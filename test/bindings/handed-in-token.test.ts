import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { NotPrepared } from '../../src/failures.ts';
import { simulatorTarget } from '../../src/target/simulator-target.ts';
import { openStackOf } from './openstack-of.ts';

test('a token that was handed in and ends in mid-run decides nothing of the target', async () => {
  const openstack = openStackOf(createSimulator());
  const { credentials } = simulatorTarget;
  const owner = await openstack.signIn('owner', credentials);
  const token = owner.session.signedIn?.token ?? '';
  const { session } = await openstack.signIn('bearer', {
    ...credentials,
    proof: { method: 'token', token },
  });
  const list = { method: 'GET', path: '/users' } as const;
  assert.equal((await session.ask('identity', list)).status, 200);
  const revoke = async (ended = '') => {
    const headers = { 'X-Subject-Token': ended };
    const { status } = await owner.session.ask('identity', {
      method: 'DELETE',
      path: '/auth/tokens',
      headers,
    });
    assert.equal(status, 204);
  };
  await revoke(session.signedIn?.token);
  // The one that was handed in is still good: it gives another.
  assert.equal((await session.ask('identity', list)).status, 200);
  await revoke(session.signedIn?.token);
  await revoke(token);
  await assert.rejects(session.ask('identity', list), (error) => {
    assert.ok(error instanceof NotPrepared, String(error));
    assert.match(error.message, /the token that was handed in is accepted no longer/);
    return true;
  });
});
