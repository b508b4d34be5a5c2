import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identityAlone, notAuthorized, onProject, refusal } from './identity-alone.ts';

test('a token whose roles are gone is void to services, and gives its bearer nothing but a name', async () => {
  const { signIn, ask, make, grant, authority } = identityAlone();
  const admin = await signIn({ scope: onProject('admin') });
  const project = await make(admin, 'projects', 'project', { name: 'p' });
  const user = await make(admin, 'users', 'user', { name: 'u', password: 'a' });
  const granted = await grant(admin, `projects/${project}`, user, 'member');
  const token = await signIn({ user: 'u', password: 'a', scope: onProject('p') });
  assert.equal((await ask(`DELETE ${granted}`, { as: admin })).status, 204);

  assert.equal(authority.resolve(token), undefined);
  assert.deepEqual(refusal(await ask('GET /v3/auth/tokens', { as: admin, subject: token })), [
    404,
    `Could not find token: ${token}.`,
  ]);
  // OpenStack Zed, measured: to its own bearer identity does not look again.
  assert.equal((await ask('GET /v3/auth/tokens', { as: token, subject: token })).status, 200);
  assert.deepEqual(refusal(await ask('GET /v3/users', { as: token })), notAuthorized('list_users'));

  await ask(`PUT ${granted}`, { as: admin });
  assert.notEqual(authority.resolve(token), undefined, 'given again, the role counts again');
});
