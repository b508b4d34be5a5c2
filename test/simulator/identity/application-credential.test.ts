import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  applicationCredentialAnswer,
  applicationCredentialCreated,
  applicationCredentialsAnswer,
} from '../../../src/contract/identity/application-credential.ts';
import {
  identityAlone,
  notAuthorized,
  onDomain,
  onProject,
  refusal,
  unauthenticated,
} from './identity-alone.ts';

async function withDemo() {
  const identity = identityAlone();
  const { ask, signedIn, tryToSignIn } = identity;
  const { id: as, token } = signedIn(await tryToSignIn({ user: 'demo', scope: onProject('demo') }));
  const path = `/v3/users/${token.user.id}/application_credentials`;
  const create = (fields: object, by = as) =>
    ask(`POST ${path}`, { as: by, body: { application_credential: fields } });
  const created = async (fields: object) => {
    const answer = await create(fields);
    assert.equal(answer.status, 201, answer.text);
    return applicationCredentialCreated.parse(answer.body).application_credential;
  };
  const use = (credential: object, more: object = {}) =>
    ask('POST /v3/auth/tokens', {
      body: {
        auth: {
          identity: { methods: ['application_credential'], application_credential: credential },
          ...more,
        },
      },
    });
  return { ...identity, as, user: token.user.id, path, create, created, use };
}

test('a program signs in with a credential, by id or by name, on its tenant alone', async () => {
  const { created, use, signedIn } = await withDemo();
  const { id, secret, unrestricted } = await created({ name: 'ci', roles: [{ name: 'reader' }] });
  assert.equal(unrestricted, null, 'as it was asked for: not at all');
  const { token } = signedIn(await use({ id, secret }));
  assert.equal(token.project?.name, 'demo');
  assert.deepEqual(
    token.roles?.map(({ name }) => name),
    ['reader'],
  );
  assert.deepEqual(token.application_credential, { id, name: 'ci', restricted: true });
  assert.deepEqual(token.methods, ['application_credential']);
  const user = { name: 'demo', domain: { id: 'default' } };
  assert.equal((await use({ name: 'ci', user, secret })).status, 201);

  assert.deepEqual(refusal(await use({ id, secret: 'wrong' })), [401, unauthenticated]);
  assert.equal((await use({ name: 'nope', user, secret })).status, 401);
  assert.deepEqual(refusal(await use({ id: 'nope', secret })), [
    404,
    'Could not find Application Credential: nope.',
  ]);
  const scoped = await use({ id, secret }, { scope: onProject('demo') });
  assert.equal(scoped.status, 401);
  assert.match(refusal(scoped)[1], /cannot request a scope/);
});

test('the secret is shown once, and made when it is not given', async () => {
  const { ask, as, path, created } = await withDemo();
  const one = await created({ name: 'a', description: 'x', secret: 's' });
  assert.equal(one.secret, 's');
  const two = await created({ name: 'b' });
  assert.match(two.secret, /^[\w-]{86}$/);
  const shown = await ask(`GET ${path}/${one.id}`, { as });
  assert.equal(
    applicationCredentialAnswer.parse(shown.body).application_credential['secret'],
    undefined,
  );
  const listed = await ask(`GET ${path}?name=b`, { as });
  assert.equal(listed.text.includes(two.secret), false);
  assert.deepEqual(
    applicationCredentialsAnswer.parse(listed.body).application_credentials.map(({ name }) => name),
    ['b'],
  );
});

test('a restricted credential makes and deletes no credentials, an unrestricted one does', async () => {
  const { ask, path, create, created, use, signedIn } = await withDemo();
  const plain = await created({ name: 'plain' });
  const program = signedIn(await use({ id: plain.id, secret: plain.secret })).id;
  const managing =
    "You are not authorized to perform the requested action: Using method 'application_credential' is not allowed for managing additional application credentials..";
  assert.deepEqual(refusal(await create({ name: 'more' }, program)), [403, managing]);
  assert.equal((await ask(`DELETE ${path}/${plain.id}`, { as: program })).status, 403);
  const free = await created({ name: 'free', unrestricted: true });
  const freed = signedIn(await use({ id: free.id, secret: free.secret }));
  assert.equal(freed.token.application_credential?.restricted, false);
  assert.equal((await create({ name: 'more' }, freed.id)).status, 201);
  const rescope = { methods: ['token'], token: { id: freed.id } };
  const answer = await ask('POST /v3/auth/tokens', { body: { auth: { identity: rescope } } });
  assert.equal(answer.status, 403, 'a delegated token makes no token');
});

test('a credential has no more than its maker, and expires', async () => {
  const { create, created, use, clock, ask, as, signIn, roleId } = await withDemo();
  const admin = await signIn({ scope: onProject('admin') });
  const [status, message] = refusal(
    await create({ name: 'a', roles: [{ id: await roleId(admin, 'admin') }] }),
  );
  assert.equal(status, 400);
  assert.match(message, /unassigned role/);
  assert.equal((await create({ name: 'a', roles: [{ name: 'nope' }] })).status, 404);
  assert.equal((await create({ name: 'a', roles: [{ id: 'x', name: 'y' }] })).status, 400);
  assert.equal((await create({ name: 'a', expires_at: 'tomorrow' })).status, 400);
  assert.equal((await create({ name: 'a', expires_at: '2020-01-01T00:00:00Z' })).status, 400);
  assert.equal((await create({ name: '' })).status, 400);
  assert.equal((await create({})).status, 400);
  const rules = [{ path: '/v2.1/servers', method: 'GET', service: 'compute' }];
  assert.equal((await create({ name: 'a', access_rules: rules })).status, 501);

  const { id, secret, expires_at } = await created({
    name: 'short',
    expires_at: '2026-01-01T00:10:00',
  });
  assert.equal(expires_at, '2026-01-01T00:10:00.000000');
  const answer = await use({ id, secret });
  const token = answer.headers.get('x-subject-token') ?? '';
  assert.match(answer.text, /"expires_at":"2026-01-01T00:10:00.000000Z"/);
  clock.advance(600_000);
  assert.equal((await use({ id, secret })).status, 401);
  assert.equal((await ask('GET /v3/auth/projects', { as: token })).status, 401);
  assert.equal((await ask('GET /v3/auth/projects', { as })).status, 200, 'its maker goes on');
});

test('credentials belong to their user', async () => {
  const { ask, as, path, user, created, create, use, signIn, grant } = await withDemo();
  const { id, secret } = await created({ name: 'ci' });
  assert.deepEqual(refusal(await create({ name: 'ci' })), [
    409,
    'Conflict occurred attempting to store application_credential - Duplicate entry found with name ci.',
  ]);
  const admin = await signIn({ scope: onProject('admin') });
  const alt = await signIn({ user: 'alt', scope: onProject('alt') });
  const who = async (token: string) =>
    (await ask('GET /v3/auth/tokens', { as: token, subject: token })).body as {
      token: { user: { id: string } };
    };
  const altId = (await who(alt)).token.user.id;
  for (const one of [`GET ${path}`, `GET ${path}/${id}`, `DELETE ${path}/${id}`]) {
    assert.equal((await ask(one, { as: alt })).status, 403, one);
  }
  const detour = await ask(`GET /v3/users/${altId}/application_credentials/${id}`, { as: alt });
  assert.equal(detour.status, 403, 'under the wrong user it is no more open');
  assert.deepEqual(
    refusal(await create({ name: 'x' }, admin)),
    notAuthorized('create_application_credential'),
  );
  assert.equal((await ask(`GET ${path}/${id}`, { as: admin })).status, 200);
  assert.equal((await ask(`GET ${path}/nope`, { as })).status, 404);

  await grant(admin, 'domains/default', user, 'member');
  const onTheDomain = await signIn({ user: 'demo', scope: onDomain('default') });
  assert.equal((await create({ name: 'x' }, onTheDomain)).status, 403);

  const token = (await use({ id, secret })).headers.get('x-subject-token') ?? '';
  assert.equal((await ask(`DELETE ${path}/${id}`, { as })).status, 204);
  assert.equal((await ask('GET /v3/auth/projects', { as: token })).status, 401);
});

test('a disabled user loses its credentials', async () => {
  const { ask, user, created, use, signIn } = await withDemo();
  const { id, secret } = await created({ name: 'ci' });
  const admin = await signIn({ scope: onProject('admin') });
  for (const enabled of [false, true]) {
    await ask(`PATCH /v3/users/${user}`, { as: admin, body: { user: { enabled } } });
  }
  assert.equal((await use({ id, secret })).status, 404);
});
