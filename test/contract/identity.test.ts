import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { z } from 'zod';
import {
  applicationCredentialCreated,
  applicationCredentialsAnswer,
  createApplicationCredentialRequest,
} from '../../src/contract/identity/application-credential.ts';
import {
  createDomainRequest,
  domainAnswer,
  domainsAnswer,
} from '../../src/contract/identity/domain.ts';
import { identityError } from '../../src/contract/identity/errors.ts';
import { roleAssignmentsAnswer } from '../../src/contract/identity/role-assignment.ts';
import {
  createRoleRequest,
  roleAnswer,
  roleInferenceAnswer,
  rolesAnswer,
} from '../../src/contract/identity/role.ts';
import {
  endpointsAnswer,
  regionsAnswer,
  servicesAnswer,
} from '../../src/contract/identity/service-catalogue.ts';
import {
  createProjectRequest,
  projectAnswer,
  projectsAnswer,
} from '../../src/contract/identity/tenant.ts';
import { signInRequest, tokenAnswer } from '../../src/contract/identity/token.ts';
import {
  changePasswordRequest,
  createUserRequest,
  userAnswer,
  usersAnswer,
} from '../../src/contract/identity/user.ts';

const folder = new URL('../samples/identity/', import.meta.url);
const sample = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

/** Each sample, the contract that it must fit, and a field without which it must not. */
const cases: readonly [sample: string, contract: z.ZodType, needed: string][] = [
  ['token-project', tokenAnswer, 'token.user.id'],
  ['token-domain', tokenAnswer, 'token.domain.name'],
  ['token-system', tokenAnswer, 'token.system.all'],
  ['token-unscoped', tokenAnswer, 'token.expires_at'],
  ['token-application-credential', tokenAnswer, 'token.application_credential.restricted'],
  ['sign-in-password', signInRequest, 'auth.identity.methods'],
  ['sign-in-token', signInRequest, 'auth.identity.token.id'],
  ['sign-in-system', signInRequest, 'auth.identity'],
  ['sign-in-unscoped', signInRequest, 'auth.identity.methods'],
  ['sign-in-application-credential', signInRequest, 'auth.identity.methods'],
  ['tenant', projectAnswer, 'project.enabled'],
  ['tenants', projectsAnswer, 'projects.1.id'],
  ['create-tenant', createProjectRequest, 'project.name'],
  ['user', userAnswer, 'user.domain_id'],
  ['users', usersAnswer, 'users.0.name'],
  ['create-user', createUserRequest, 'user.name'],
  ['change-password', changePasswordRequest, 'user.original_password'],
  ['role', roleAnswer, 'role.links'],
  ['roles', rolesAnswer, 'links.self'],
  ['create-role', createRoleRequest, 'role.name'],
  ['role-inference', roleInferenceAnswer, 'role_inference.implies.id'],
  ['role-assignments', roleAssignmentsAnswer, 'role_assignments.0.role.id'],
  ['domain', domainAnswer, 'domain.name'],
  ['domains', domainsAnswer, 'domains.0.enabled'],
  ['create-domain', createDomainRequest, 'domain.name'],
  ['application-credential-created', applicationCredentialCreated, 'application_credential.secret'],
  ['application-credentials', applicationCredentialsAnswer, 'application_credentials.1.roles'],
  [
    'create-application-credential',
    createApplicationCredentialRequest,
    'application_credential.name',
  ],
  ['services', servicesAnswer, 'services.0.type'],
  ['endpoints', endpointsAnswer, 'endpoints.0.url'],
  ['regions', regionsAnswer, 'regions.0.id'],
  ['refusal', identityError, 'error.title'],
];

/** The parent of the field that a path names, and the field's key in it. */
const find = (root: unknown, path: string): [Record<string, unknown>, string] => {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce((part, key) => (part as Record<string, unknown>)[key], root);
  return [parent as Record<string, unknown>, last];
};

for (const [name, contract, needed] of cases) {
  test(`sample ${name} fits its contract, and not without ${needed}`, () => {
    assert.deepEqual(contract.parse(sample(name)), sample(name));

    const mistyped = sample(name);
    const [holder, field] = find(mistyped, needed);
    holder[field] = 7;
    assert.equal(contract.safeParse(mistyped).success, false, `${needed} mistyped`);

    const missing = sample(name);
    const [parent, key] = find(missing, needed);
    delete parent[key];
    assert.equal(contract.safeParse(missing).success, false, `${needed} missing`);
  });
}

test('every sample is used', () => {
  const used = new Set(cases.map(([name]) => `${name}.json`));
  const left = readdirSync(folder).filter((file) => !used.has(file));
  assert.deepEqual(left, []);
});

test('answers may have fields that the contract does not know', () => {
  const known = sample('user') as { user: object };
  assert.equal(userAnswer.safeParse({ user: { ...known.user, shoe_size: 43 } }).success, true);
});

test('requests are judged by length, form and type', () => {
  const project = (fields: object) =>
    createProjectRequest.safeParse({ project: { name: 'n', ...fields } }).success;
  assert.equal(project({ name: 'x'.repeat(64) }), true);
  assert.equal(project({ name: 'x'.repeat(65) }), false);
  assert.equal(project({ name: '' }), false);
  assert.equal(project({ name: '   ' }), false);
  assert.equal(project({ enabled: 'yes' }), false);
  assert.equal(project({ domain_id: 'with space' }), false);
  assert.equal(project({ tags: ['a', 'a'] }), false);
  assert.equal(project({ tags: ['a/b'] }), false);
  const user = (fields: object) =>
    createUserRequest.safeParse({ user: { name: 'n', ...fields } }).success;
  assert.equal(user({ name: 'x'.repeat(255) }), true);
  assert.equal(user({ name: 'x'.repeat(256) }), false);
  assert.equal(user({ password: null }), true);
  assert.equal(user({ password: 5 }), false);
  const strict = { password: 'b', original_password: 'a' };
  assert.equal(changePasswordRequest.safeParse({ user: { ...strict, more: 1 } }).success, false);
});
