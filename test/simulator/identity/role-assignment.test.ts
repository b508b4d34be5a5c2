import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roleAssignmentsAnswer } from '../../../src/contract/identity/role-assignment.ts';
import { rolesAnswer } from '../../../src/contract/identity/role.ts';
import { identityAlone, onProject, origin, refusal } from './identity-alone.ts';

async function administrated() {
  const identity = identityAlone();
  const as = await identity.signIn({ scope: onProject('admin') });
  const ask = (what: string) => identity.ask(what, { as });
  const user = await identity.make(as, 'users', 'user', { name: 'u', password: 'x' });
  const project = await identity.make(as, 'projects', 'project', { name: 'p' });
  const list = async (query: string) => {
    const answer = await ask(`GET /v3/role_assignments?${query}`);
    assert.equal(answer.status, 200, answer.text);
    return roleAssignmentsAnswer.parse(answer.body).role_assignments;
  };
  return { ...identity, as, ask, user, project, list };
}

test('a role is assigned, checked, listed and taken away on tenants, domains and the system', async () => {
  const { ask, as, user, project, roleId } = await administrated();
  const member = await roleId(as, 'member');
  for (const where of [`projects/${project}`, 'domains/default', 'system']) {
    const path = `/v3/${where}/users/${user}/roles`;
    const roles = async () =>
      rolesAnswer.parse((await ask(`GET ${path}`)).body).roles.map(({ name }) => name);
    assert.deepEqual(await roles(), []);
    assert.equal((await ask(`HEAD ${path}/${member}`)).status, 404);
    for (const again of [1, 2]) {
      const put = await ask(`PUT ${path}/${member}`);
      assert.deepEqual([put.status, put.text], [204, ''], String(again));
    }
    assert.deepEqual(await roles(), ['member'], 'what it implies is not assigned');
    for (const method of ['HEAD', 'GET']) {
      assert.equal((await ask(`${method} ${path}/${member}`)).status, 204, method);
    }
    assert.equal((await ask(`DELETE ${path}/${member}`)).status, 204);
    const target = where.split('/')[1] ?? 'system';
    assert.deepEqual(refusal(await ask(`DELETE ${path}/${member}`)), [
      404,
      `Could not find role assignment with role: ${member}, user or group: ${user}, project, domain, or system: ${target}.`,
    ]);
  }
});

test('what is named must exist', async () => {
  const { ask, as, user, project, roleId } = await administrated();
  const member = await roleId(as, 'member');
  const put = async (path: string) => refusal(await ask(`PUT /v3/${path}`));
  assert.deepEqual(await put(`projects/nope/users/${user}/roles/${member}`), [
    404,
    'Could not find project: nope.',
  ]);
  assert.deepEqual(await put(`domains/nope/users/${user}/roles/${member}`), [
    404,
    'Could not find domain: nope.',
  ]);
  assert.deepEqual(await put(`projects/${project}/users/nope/roles/${member}`), [
    404,
    'Could not find user: nope.',
  ]);
  assert.deepEqual(await put(`projects/${project}/users/${user}/roles/nope`), [
    404,
    'Could not find role: nope.',
  ]);
  assert.equal(
    (await ask(`DELETE /v3/projects/${project}/users/nope/roles/${member}`)).status,
    404,
  );
});

test('assignments are listed by user, role, tenant, domain and system', async () => {
  const { as, user, project, list, grant, roleId } = await administrated();
  await grant(as, `projects/${project}`, user, 'member');
  await grant(as, 'domains/default', user, 'reader');
  await grant(as, 'system', user, 'reader');
  const [member, reader] = [await roleId(as, 'member'), await roleId(as, 'reader')];
  const [first] = await list(`user.id=${user}&scope.project.id=${project}`);
  assert.deepEqual(first, {
    links: {
      assignment: `${origin}/identity/v3/projects/${project}/users/${user}/roles/${member}`,
    },
    scope: { project: { id: project } },
    user: { id: user },
    role: { id: member },
  });
  const scopes = async (query: string) =>
    (await list(query)).map(({ scope }) => Object.keys(scope)[0]);
  assert.deepEqual(await scopes(`user.id=${user}`), ['project', 'domain', 'system']);
  assert.deepEqual(await scopes(`user.id=${user}&role.id=${reader}`), ['domain', 'system']);
  assert.deepEqual(await scopes(`user.id=${user}&scope.system=all`), ['system']);
  assert.deepEqual(await scopes('scope.domain.id=default'), ['domain']);
  assert.deepEqual(await scopes('group.id=g'), []);
  assert.equal((await list('')).length, 8);
});

test('names and implied roles are shown when they are asked for', async () => {
  const { as, user, project, list, grant, roleId } = await administrated();
  await grant(as, `projects/${project}`, user, 'member');
  const shown = await list(`user.id=${user}&include_names=true&effective`);
  assert.deepEqual(
    shown.map(({ role }) => role.name),
    ['member', 'reader'],
  );
  const [member, reader] = [await roleId(as, 'member'), await roleId(as, 'reader')];
  assert.deepEqual(shown[1], {
    links: {
      assignment: `${origin}/identity/v3/projects/${project}/users/${user}/roles/${member}`,
      prior_role: `${origin}/identity/v3/prior_role/${member}/implies/${reader}`,
    },
    scope: { project: { id: project, name: 'p', domain: { id: 'default', name: 'Default' } } },
    user: { id: user, name: 'u', domain: { id: 'default', name: 'Default' } },
    role: { id: reader, name: 'reader' },
  });
  assert.equal((await list(`user.id=${user}&role.id=${reader}`)).length, 0);
  assert.equal((await list(`user.id=${user}&role.id=${reader}&effective=1`)).length, 1);
  assert.equal((await list(`user.id=${user}&effective=false`)).length, 1);
});

test('filters that exclude one another are refused', async () => {
  const { ask } = await administrated();
  for (const query of [
    'scope.domain.id=a&scope.project.id=b',
    'scope.domain.id=a&scope.system=all',
    'scope.project.id=a&scope.system=all',
    'user.id=a&group.id=b',
    'group.id=b&effective',
  ]) {
    assert.equal((await ask(`GET /v3/role_assignments?${query}`)).status, 400, query);
  }
  assert.equal((await ask('GET /v3/role_assignments?include_subtree')).status, 501);
});
