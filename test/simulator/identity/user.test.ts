import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectsAnswer } from '../../../src/contract/identity/tenant.ts';
import { userAnswer, usersAnswer } from '../../../src/contract/identity/user.ts';
import { identityAlone, onProject, origin, refusal, unauthenticated } from './identity-alone.ts';

async function administrated() {
  const identity = identityAlone();
  const as = await identity.signIn({ scope: onProject('admin') });
  const ask = (what: string, body?: unknown) => identity.ask(what, { as, body });
  const create = (fields: object) => ask('POST /v3/users', { user: fields });
  const created = async (fields: object) => {
    const answer = await create(fields);
    assert.equal(answer.status, 201, answer.text);
    return userAnswer.parse(answer.body).user;
  };
  const listed = async (query: string) =>
    usersAnswer.parse((await ask(`GET /v3/users${query}`)).body).users.map(({ name }) => name);
  return { ...identity, as, ask, create, created, listed };
}

test('create, show, update and delete; a password is never shown', async () => {
  const { ask, created, listed } = await administrated();
  const user = await created({ name: 'bob', password: 'canary', email: 'bob@example.test' });
  const { id, ...rest } = user;
  assert.deepEqual(rest, {
    name: 'bob',
    domain_id: 'default',
    enabled: true,
    password_expires_at: null,
    options: {},
    email: 'bob@example.test',
    links: { self: `${origin}/identity/v3/users/${id}` },
  });
  const path = `/v3/users/${id}`;
  assert.deepEqual((await ask(`GET ${path}`)).body, { user });
  const update = await ask(`PATCH ${path}`, {
    user: { name: 'rob', default_project_id: 'p', description: null, password: 'canary' },
  });
  assert.equal(update.status, 200);
  assert.equal(update.text.includes('canary'), false);
  assert.deepEqual(userAnswer.parse(update.body).user, {
    ...user,
    name: 'rob',
    default_project_id: 'p',
    description: null,
    extra: { email: 'bob@example.test', description: null },
  });
  assert.deepEqual(await listed('?name=rob'), ['rob']);
  assert.equal((await ask(`DELETE ${path}`)).status, 204);
  for (const method of ['GET', 'DELETE']) {
    assert.deepEqual(refusal(await ask(`${method} ${path}`)), [404, `Could not find user: ${id}.`]);
  }
});

test('what is wrong with a request is said, without its secrets', async () => {
  const { ask, create, created } = await administrated();
  const { id } = await created({ name: 'bob' });
  assert.deepEqual(refusal(await create({ name: 'bob' })), [
    409,
    'Conflict occurred attempting to store user - Duplicate entry found with name bob at domain ID default.',
  ]);
  const renamed = await ask(`PATCH /v3/users/${id}`, { user: { name: 'demo' } });
  assert.equal(renamed.status, 409);
  const wrong: [object, number, RegExp][] = [
    [{}, 400, /^'name' is a required property/],
    [{ name: '' }, 400, /'' is too short/],
    [{ name: 'x'.repeat(256) }, 400, /is too long/],
    [{ name: 'a', password: 5 }, 400, /field 'password'/],
    [{ password: 'canary' }, 400, /'\*\*\*'/],
    [{ name: 'a', enabled: 1 }, 400, /'enabled': 1 is not of type 'boolean'/],
    [{ name: 'a', domain_id: 'nope' }, 404, /^Could not find domain: nope\.$/],
  ];
  for (const [fields, status, said] of wrong) {
    const refused = refusal(await create(fields));
    assert.equal(refused[0], status, refused[1]);
    assert.match(refused[1], said);
    assert.equal(refused[1].includes('canary'), false);
  }
  const patch = async (user: object) => (await ask(`PATCH /v3/users/${id}`, { user })).status;
  assert.equal(await patch({}), 400);
  assert.equal(await patch({ id: 'other' }), 400);
  assert.equal(await patch({ domain_id: 'other' }), 400);
  assert.equal(await patch({ domain_id: 'default', id }), 200);
});

test('users change their own password, if they know it', async () => {
  const { ask, created, signIn, tryToSignIn } = await administrated();
  const { id } = await created({ name: 'bob', password: 'old' });
  const change = (original: string, user = id) =>
    ask(`POST /v3/users/${user}/password`, {
      user: { original_password: original, password: 'new' },
    });
  assert.deepEqual(refusal(await change('wrong')), [401, unauthenticated]);
  assert.equal((await change('old', 'nope')).status, 401);
  const missing = await ask(`POST /v3/users/${id}/password`, { user: { password: 'new' } });
  assert.equal(missing.status, 400);
  assert.equal((await change('old')).status, 204);
  assert.equal((await tryToSignIn({ user: 'bob', password: 'old' })).status, 401);
  await signIn({ user: 'bob', password: 'new' });
});

test('who is disabled, or has no password, cannot sign in', async () => {
  const { ask, created, tryToSignIn } = await administrated();
  const { id } = await created({ name: 'bob', password: 'pw', enabled: false });
  await created({ name: 'mute' });
  assert.equal((await tryToSignIn({ user: 'bob', password: 'pw' })).status, 401);
  assert.equal((await tryToSignIn({ user: 'mute', password: '' })).status, 401);
  await ask(`PATCH /v3/users/${id}`, { user: { enabled: true } });
  assert.equal((await tryToSignIn({ user: 'bob', password: 'pw' })).status, 201);
});

test('the tenants of a user are listed', async () => {
  const { ask, as, created, make, grant } = await administrated();
  const { id } = await created({ name: 'bob' });
  const project = await make(as, 'projects', 'project', { name: 'p' });
  await grant(as, `projects/${project}`, id, 'member');
  await grant(as, `projects/${project}`, id, 'reader');
  const { projects } = projectsAnswer.parse((await ask(`GET /v3/users/${id}/projects`)).body);
  assert.deepEqual(
    projects.map(({ name }) => name),
    ['p'],
  );
  assert.equal((await ask('GET /v3/users/nope/projects')).status, 404);
});
