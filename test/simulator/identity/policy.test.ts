import assert from 'node:assert/strict';
import { test } from 'node:test';
import { domainsAnswer } from '../../../src/contract/identity/domain.ts';
import { roleAssignmentsAnswer } from '../../../src/contract/identity/role-assignment.ts';
import { projectsAnswer } from '../../../src/contract/identity/tenant.ts';
import { usersAnswer } from '../../../src/contract/identity/user.ts';
import type { ReleaseName } from '../../../simulator/release.ts';
import {
  domainWith,
  identityAlone,
  notAuthorized,
  onDomain,
  onProject,
  onSystem,
  refusal,
} from './identity-alone.ts';

/** What only administrators may do, whatever the release. */
const administration: readonly (readonly [what: string, rule: string, body?: object])[] = [
  ['GET /v3/users', 'list_users'],
  ['POST /v3/users', 'create_user', { user: { name: 'x' } }],
  ['GET /v3/projects', 'list_projects'],
  ['POST /v3/projects', 'create_project', { project: { name: 'x' } }],
  ['GET /v3/domains', 'list_domains'],
  ['POST /v3/domains', 'create_domain', { domain: { name: 'x' } }],
  ['GET /v3/roles', 'list_roles'],
  ['POST /v3/roles', 'create_role', { role: { name: 'x' } }],
  ['GET /v3/role_assignments', 'list_role_assignments'],
  ['GET /v3/role_inferences', 'list_role_inference_rules'],
  ['GET /v3/services', 'list_services'],
  ['GET /v3/endpoints', 'list_endpoints'],
];

for (const release of ['zed', '2026.1'] as const satisfies ReleaseName[]) {
  test(`${release}: administrators of a tenant or the system may administrate`, async () => {
    for (const scope of [onProject('admin'), onSystem]) {
      const { ask, signIn } = identityAlone(release);
      const as = await signIn({ scope });
      for (const [what, , body] of administration) {
        const { status } = await ask(what, { as, body });
        assert.equal(status, what.startsWith('POST') ? 201 : 200, what);
      }
    }
  });

  test(`${release}: members and readers of a tenant are refused by the rule's name`, async () => {
    const { ask, signIn } = identityAlone(release);
    for (const [user, tenant] of [
      ['demo', 'demo'],
      ['reader', 'demo'],
    ] as const) {
      const as = await signIn({ user, scope: onProject(tenant) });
      for (const [what, rule, body] of administration) {
        assert.deepEqual(refusal(await ask(what, { as, body })), notAuthorized(rule), what);
      }
      assert.equal((await ask('GET /v3/regions', { as })).status, 200);
    }
    for (const [what, , body] of administration) {
      assert.equal((await ask(what, { body })).status, 401, `${what} without a token`);
    }
  });

  test(`${release}: people see themselves and their tenant, and no others`, async () => {
    const { ask, signIn, signedIn, tryToSignIn } = identityAlone(release);
    const admin = signedIn(await tryToSignIn({ scope: onProject('admin') })).token;
    const { id: as, token } = signedIn(
      await tryToSignIn({ user: 'demo', scope: onProject('demo') }),
    );
    const status = async (what: string) => (await ask(what, { as })).status;
    assert.equal(await status(`GET /v3/users/${token.user.id}`), 200);
    assert.equal(await status(`GET /v3/users/${token.user.id}/projects`), 200);
    assert.equal(await status(`GET /v3/users/${admin.user.id}`), 403);
    assert.equal(await status('GET /v3/users/nope'), 403, 'what does not exist is not told apart');
    assert.equal(await status(`GET /v3/projects/${token.project?.id ?? ''}`), 200);
    assert.equal(await status(`GET /v3/projects/${admin.project?.id ?? ''}`), 403);
    assert.equal(await status('GET /v3/domains/default'), 200, 'the domain of the own tenant');
    assert.equal(await status('DELETE /v3/roles/nope'), 404, 'unknown roles are not found first');
    const bare = await signIn({ user: 'demo' });
    assert.equal((await ask(`GET /v3/users/${token.user.id}`, { as: bare })).status, 200);
  });
}

test('2026.1: the manager of a domain manages its users, tenants and assignments', async () => {
  const identity = identityAlone('2026.1');
  const { ask, make, grant, signIn, roleId } = identity;
  const admin = await signIn({ scope: onProject('admin') });
  const { domain, project, token: as } = await domainWith(identity, admin, 'manager');
  const user = await make(as, 'users', 'user', { name: 'u', domain_id: domain, password: 'x' });
  const tenant = await make(as, 'projects', 'project', { name: 'p', domain_id: domain });
  for (const role of ['manager', 'member', 'reader']) {
    const path = await grant(admin, `projects/${project}`, user, role);
    assert.equal((await ask(`DELETE ${path}`, { as })).status, 204, role);
    assert.equal((await ask(`PUT ${path}`, { as })).status, 204, role);
  }
  const adminRole = await roleId(admin, 'admin');
  assert.deepEqual(
    refusal(await ask(`PUT /v3/projects/${project}/users/${user}/roles/${adminRole}`, { as })),
    notAuthorized('create_grant'),
  );
  const change = { user: { enabled: false } };
  assert.equal((await ask(`PATCH /v3/users/${user}`, { as, body: change })).status, 200);
  assert.equal((await ask(`DELETE /v3/users/${user}`, { as })).status, 204);
  assert.equal((await ask(`DELETE /v3/projects/${tenant}`, { as })).status, 204);
  assert.equal((await ask('GET /v3/roles', { as })).status, 200);
  assert.equal((await ask(`GET /v3/roles/${adminRole}`, { as })).status, 403);

  for (const [what, rule, body] of [
    ['POST /v3/users', 'create_user', { user: { name: 'x', domain_id: 'default' } }],
    ['POST /v3/users', 'create_user', { user: { name: 'x' } }],
    ['POST /v3/projects', 'create_project', { project: { name: 'x', domain_id: 'default' } }],
    ['POST /v3/domains', 'create_domain', { domain: { name: 'x' } }],
    ['POST /v3/roles', 'create_role', { role: { name: 'x' } }],
    [`DELETE /v3/domains/${domain}`, 'delete_domain', undefined],
  ] as const) {
    assert.deepEqual(refusal(await ask(what, { as, body })), notAuthorized(rule), what);
  }
});

test('2026.1: the reader of a domain sees what is in it', async () => {
  const identity = identityAlone('2026.1');
  const { ask, signIn } = identity;
  const admin = await signIn({ scope: onProject('admin') });
  const { domain, project, user, token: as } = await domainWith(identity, admin, 'reader');
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  const body = async (what: string) => (await ask(what, { as })).body;
  assert.deepEqual(ids(usersAnswer.parse(await body('GET /v3/users')).users), [user]);
  assert.deepEqual(ids(projectsAnswer.parse(await body('GET /v3/projects')).projects), [project]);
  assert.deepEqual(ids(domainsAnswer.parse(await body('GET /v3/domains')).domains), [domain]);
  assert.equal(
    roleAssignmentsAnswer.parse(await body('GET /v3/role_assignments')).role_assignments.length,
    1,
  );
  assert.equal((await ask(`GET /v3/users/${user}`, { as })).status, 200);
  assert.equal((await ask('GET /v3/roles', { as })).status, 403);
  const wish = { user: { name: 'x', domain_id: domain } };
  assert.equal((await ask('POST /v3/users', { as, body: wish })).status, 403);
});

test('the administrator of a domain: everything in Zed, not what is above domains in 2026.1', async () => {
  for (const [release, created] of [
    ['zed', 201],
    ['2026.1', 403],
  ] as const) {
    const identity = identityAlone(release);
    const admin = await identity.signIn({ scope: onProject('admin') });
    const { token: as } = await domainWith(identity, admin, 'admin');
    const post = async (what: string, body: object) =>
      (await identity.ask(`POST /v3/${what}`, { as, body })).status;
    assert.equal(await post('domains', { domain: { name: 'x' } }), created, release);
    assert.equal(await post('roles', { role: { name: 'x' } }), created, release);
    assert.equal(await post('users', { user: { name: 'x' } }), 201, release);
    assert.equal((await identity.ask('GET /v3/users', { as })).status, 200, release);
  }
});

test('Zed has no manager: a role of that name manages nothing', async () => {
  const identity = identityAlone('zed');
  const admin = await identity.signIn({ scope: onProject('admin') });
  await identity.make(admin, 'roles', 'role', { name: 'manager' });
  const { domain, token: as } = await domainWith(identity, admin, 'manager');
  const body = { user: { name: 'x', domain_id: domain } };
  assert.equal((await identity.ask('POST /v3/users', { as, body })).status, 403);
});

test('a reader of the system sees everything and changes nothing', async () => {
  const { ask, signIn, make, grant } = identityAlone();
  const admin = await signIn({ scope: onProject('admin') });
  const user = await make(admin, 'users', 'user', { name: 'auditor', password: 'x' });
  await grant(admin, 'system', user, 'reader');
  const as = await signIn({ user: 'auditor', password: 'x', scope: onSystem });
  for (const [what, , body] of administration) {
    assert.equal((await ask(what, { as, body })).status, body === undefined ? 200 : 403, what);
  }
});

test('services may judge the tokens of others', async () => {
  const { ask, signIn, make, grant } = identityAlone();
  const admin = await signIn({ scope: onProject('admin') });
  const user = await make(admin, 'users', 'user', { name: 'compute', password: 'x' });
  await grant(admin, 'domains/default', user, 'service');
  const as = await signIn({ user: 'compute', password: 'x', scope: onDomain('default') });
  assert.equal((await ask('GET /v3/auth/tokens', { as, subject: admin })).status, 200);
  assert.equal((await ask('GET /v3/users', { as })).status, 403);
});
