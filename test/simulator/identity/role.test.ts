import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  impliedRolesAnswer,
  roleAnswer,
  roleInferenceAnswer,
  roleInferencesAnswer,
  rolesAnswer,
} from '../../../src/contract/identity/role.ts';
import { identityAlone, onProject, origin, refusal } from './identity-alone.ts';

async function administrated() {
  const identity = identityAlone();
  const as = await identity.signIn({ scope: onProject('admin') });
  const ask = (what: string, body?: unknown) => identity.ask(what, { as, body });
  const create = (fields: object) => ask('POST /v3/roles', { role: fields });
  const created = async (fields: object) => {
    const answer = await create(fields);
    assert.equal(answer.status, 201, answer.text);
    return roleAnswer.parse(answer.body).role;
  };
  const listed = async (query = '') =>
    rolesAnswer.parse((await ask(`GET /v3/roles${query}`)).body).roles.map(({ name }) => name);
  return { ...identity, as, ask, create, created, listed };
}

test('create, show, update and delete', async () => {
  const { ask, create, created, listed } = await administrated();
  const role = await created({ name: 'auditor' });
  const { id, ...rest } = role;
  assert.deepEqual(rest, {
    name: 'auditor',
    domain_id: null,
    description: null,
    options: {},
    links: { self: `${origin}/identity/v3/roles/${id}` },
  });
  const path = `/v3/roles/${id}`;
  assert.deepEqual((await ask(`GET ${path}`)).body, { role });
  const update = await ask(`PATCH ${path}`, { role: { description: 'x' } });
  assert.deepEqual(roleAnswer.parse(update.body).role, { ...role, description: 'x' });
  assert.deepEqual(await listed('?name=auditor'), ['auditor']);
  assert.deepEqual(refusal(await create({ name: 'auditor' })), [
    409,
    'Conflict occurred attempting to store role - Duplicate entry found with name auditor.',
  ]);
  assert.equal((await create({ name: '' })).status, 400);
  assert.equal((await create({ name: 'x'.repeat(256) })).status, 400);
  assert.equal((await create({})).status, 400);
  assert.equal((await ask(`PATCH ${path}`, { role: {} })).status, 400);
  assert.equal((await ask(`PATCH ${path}`, { role: { name: 'admin' } })).status, 409);
  assert.equal((await ask(`DELETE ${path}`)).status, 204);
  for (const method of ['GET', 'DELETE']) {
    assert.deepEqual(refusal(await ask(`${method} ${path}`)), [404, `Could not find role: ${id}.`]);
  }
});

test('the roles of a fresh world are immutable', async () => {
  const { ask, as, roleId, listed } = await administrated();
  assert.deepEqual(await listed(), ['admin', 'manager', 'member', 'reader', 'service']);
  for (const name of await listed()) {
    const id = await roleId(as, name);
    assert.deepEqual(refusal(await ask(`DELETE /v3/roles/${id}`)), [
      403,
      `Unable to delete immutable role resource: \`${id}. Set resource option "immutable" to false first.`,
    ]);
    assert.equal((await ask(`PATCH /v3/roles/${id}`, { role: { name: 'x' } })).status, 403);
  }
});

test('a role that is deleted is held by nobody', async () => {
  const { ask, as, make, grant, created, authority, signIn } = await administrated();
  const role = await created({ name: 'auditor' });
  const user = await make(as, 'users', 'user', { name: 'u', password: 'x' });
  const project = await make(as, 'projects', 'project', { name: 'p' });
  await grant(as, `projects/${project}`, user, 'auditor');
  const token = await signIn({ user: 'u', password: 'x', scope: onProject('p') });
  assert.ok(authority.resolve(token)?.roles.has('auditor'));
  await ask(`DELETE /v3/roles/${role.id}`);
  assert.equal(authority.resolve(token), undefined);
  const left = await ask(`GET /v3/role_assignments?user.id=${user}`);
  assert.deepEqual((left.body as { role_assignments: unknown[] }).role_assignments, []);
});

test('roles of a domain stand apart and have no force of their own', async () => {
  const { ask, as, created, create, listed, make, grant, tryToSignIn, roleId } =
    await administrated();
  const domain = await make(as, 'domains', 'domain', { name: 'acme' });
  const local = await created({ name: 'local', domain_id: domain });
  assert.equal(local.domain_id, domain);
  assert.equal((await listed()).includes('local'), false);
  assert.deepEqual(await listed(`?domain_id=${domain}`), ['local']);
  assert.equal((await create({ name: 'local' })).status, 201, 'another name space');
  const user = await make(as, 'users', 'user', { name: 'u', password: 'x', domain_id: domain });
  const path = `/v3/domains/${domain}/users/${user}/roles/${local.id}`;
  assert.equal((await ask(`PUT ${path}`)).status, 204);
  const account = { user: 'u', password: 'x', domain, scope: { domain: { id: domain } } };
  assert.equal((await tryToSignIn(account)).status, 401);
  const reader = await roleId(as, 'reader');
  assert.equal((await ask(`PUT /v3/roles/${local.id}/implies/${reader}`)).status, 201);
  assert.equal((await tryToSignIn(account)).status, 201);
  assert.equal((await ask(`PUT /v3/roles/${reader}/implies/${local.id}`)).status, 403);
  await grant(as, `domains/${domain}`, user, 'member');
  const elsewhere = await make(as, 'projects', 'project', { name: 'p' });
  assert.deepEqual(
    refusal(await ask(`PUT /v3/projects/${elsewhere}/users/${user}/roles/${local.id}`)),
    [
      403,
      `Project ${elsewhere} must be in the same domain as the role ${local.id} being assigned.`,
    ],
  );
});

test('roles imply others, and what is implied comes with the token', async () => {
  const { ask, as, created, roleId, make, grant, signIn, authority } = await administrated();
  const boss = await created({ name: 'boss' });
  const [admin, member] = [await roleId(as, 'admin'), await roleId(as, 'member')];
  const path = `/v3/roles/${boss.id}/implies`;
  assert.deepEqual(refusal(await ask(`GET ${path}/${member}`)), [
    404,
    `${boss.id} does not imply ${member}.`,
  ]);
  const made = await ask(`PUT ${path}/${member}`);
  assert.equal(made.status, 201);
  assert.equal(roleInferenceAnswer.parse(made.body).role_inference.implies.name, 'member');
  assert.equal((await ask(`PUT ${path}/${member}`)).status, 409);
  assert.equal((await ask(`PUT ${path}/${admin}`)).status, 403, 'nobody becomes admin unawares');
  assert.equal((await ask(`PUT ${path}/nope`)).status, 404);
  assert.equal((await ask(`HEAD ${path}/${member}`)).status, 204);
  assert.equal((await ask(`GET ${path}/${member}`)).status, 200);
  assert.equal(
    impliedRolesAnswer.parse((await ask(`GET ${path}`)).body).role_inference.implies.length,
    1,
  );
  const all = roleInferencesAnswer.parse((await ask('GET /v3/role_inferences')).body);
  assert.deepEqual(
    all.role_inferences.map(({ prior_role, implies }) => [
      prior_role.name,
      implies.map(({ name }) => name),
    ]),
    [
      ['admin', ['manager']],
      ['manager', ['member']],
      ['member', ['reader']],
      ['boss', ['member']],
    ],
  );

  const user = await make(as, 'users', 'user', { name: 'u', password: 'x' });
  const project = await make(as, 'projects', 'project', { name: 'p' });
  await grant(as, `projects/${project}`, user, 'boss');
  const token = await signIn({ user: 'u', password: 'x', scope: onProject('p') });
  const roles = () => [...(authority.resolve(token)?.roles ?? [])];
  assert.deepEqual(roles(), ['boss', 'member', 'reader']);
  assert.equal((await ask(`DELETE ${path}/${member}`)).status, 204);
  assert.deepEqual(roles(), ['boss']);
  assert.equal((await ask(`DELETE ${path}/${member}`)).status, 404);
});
