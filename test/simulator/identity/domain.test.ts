import assert from 'node:assert/strict';
import { test } from 'node:test';
import { domainAnswer, domainsAnswer } from '../../../src/contract/identity/domain.ts';
import {
  domainWith,
  identityAlone,
  onDomain,
  onProject,
  origin,
  refusal,
} from './identity-alone.ts';

async function administrated() {
  const identity = identityAlone();
  const as = await identity.signIn({ scope: onProject('admin') });
  const ask = (what: string, body?: unknown) => identity.ask(what, { as, body });
  return { ...identity, as, ask };
}

test('create, show, update, and delete once it is disabled', async () => {
  const { ask } = await administrated();
  const created = await ask('POST /v3/domains', { domain: { name: 'acme', description: 'x' } });
  assert.equal(created.status, 201);
  const { domain } = domainAnswer.parse(created.body);
  const { id, ...rest } = domain;
  assert.deepEqual(rest, {
    name: 'acme',
    description: 'x',
    enabled: true,
    tags: [],
    options: {},
    links: { self: `${origin}/identity/v3/domains/${id}` },
  });
  const path = `/v3/domains/${id}`;
  assert.deepEqual((await ask(`GET ${path}`)).body, { domain });
  assert.deepEqual(refusal(await ask(`DELETE ${path}`)), [
    403,
    'Cannot delete a domain that is enabled, please disable it first.',
  ]);
  const disabled = await ask(`PATCH ${path}`, { domain: { enabled: false } });
  assert.deepEqual(domainAnswer.parse(disabled.body).domain, { ...domain, enabled: false });
  assert.equal((await ask(`DELETE ${path}`)).status, 204);
  for (const method of ['GET', 'DELETE']) {
    assert.deepEqual(refusal(await ask(`${method} ${path}`)), [
      404,
      `Could not find domain: ${id}.`,
    ]);
  }
});

test('what is wrong is refused', async () => {
  const { ask, make, as } = await administrated();
  const post = async (domain: object) => (await ask('POST /v3/domains', { domain })).status;
  assert.equal(await post({ name: 'Default' }), 409);
  assert.equal(await post({}), 400);
  assert.equal(await post({ name: '' }), 400);
  assert.equal(await post({ name: 'x'.repeat(65) }), 400);
  assert.equal(await post({ name: 'x', explicit_domain_id: 'short' }), 400);
  assert.equal(await post({ name: 'x', explicit_domain_id: 'a'.repeat(32) }), 201);
  assert.equal((await ask('PATCH /v3/domains/default', { domain: {} })).status, 400);
  const project = await make(as, 'projects', 'project', { name: 'p' });
  assert.equal((await ask(`GET /v3/domains/${project}`)).status, 404, 'a tenant is no domain');
});

test('domains are listed by name and state', async () => {
  const { ask, make, as } = await administrated();
  await make(as, 'domains', 'domain', { name: 'acme', enabled: false });
  const listed = async (query: string) =>
    domainsAnswer
      .parse((await ask(`GET /v3/domains${query}`)).body)
      .domains.map(({ name }) => name);
  assert.deepEqual(await listed(''), ['Default', 'acme']);
  assert.deepEqual(await listed('?name=Default'), ['Default']);
  assert.deepEqual(await listed('?enabled=0'), ['acme']);
});

test('a domain that is disabled or deleted takes its users, tenants and tokens with it', async () => {
  const identity = await administrated();
  const { ask, as, tryToSignIn, authority, signIn } = identity;
  const { domain, project, user, token } = await domainWith(identity, as, 'member');
  const account = { user: 'chief', password: 'pw', domain, scope: onDomain(domain) };
  assert.ok(authority.resolve(token));
  await ask(`PATCH /v3/domains/${domain}`, { domain: { enabled: false } });
  assert.equal(authority.resolve(token), undefined);
  assert.equal((await tryToSignIn(account)).status, 401);
  assert.equal((await tryToSignIn({ ...account, scope: undefined })).status, 401);
  await ask(`PATCH /v3/domains/${domain}`, { domain: { enabled: true } });
  assert.equal(authority.resolve(token), undefined, 'nothing is revived');
  await signIn(account);
  await ask(`PATCH /v3/domains/${domain}`, { domain: { enabled: false } });
  assert.equal((await ask(`DELETE /v3/domains/${domain}`)).status, 204);
  assert.equal((await ask(`GET /v3/users/${user}`)).status, 404);
  assert.equal((await ask(`GET /v3/projects/${project}`)).status, 404);
  assert.equal(authority.hasProject(project), false);
});

test('a domain is a tenant that acts as one', async () => {
  const { ask, authority } = await administrated();
  const made = await ask('POST /v3/projects', { project: { name: 'acme', is_domain: true } });
  assert.equal(made.status, 201, made.text);
  const { id } = (made.body as { project: { id: string } }).project;
  assert.equal((await ask(`GET /v3/domains/${id}`)).status, 200);
  assert.equal((await ask('GET /v3/projects/default')).status, 200);
  assert.equal(authority.hasProject('default'), false);
});
