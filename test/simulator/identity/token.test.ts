import assert from 'node:assert/strict';
import { test } from 'node:test';
import { domainsAnswer } from '../../../src/contract/identity/domain.ts';
import { projectsAnswer } from '../../../src/contract/identity/tenant.ts';
import { catalogAnswer, tokenAnswer } from '../../../src/contract/identity/token.ts';
import {
  identityAlone,
  onDomain,
  onProject,
  onSystem,
  origin,
  refusal,
  unauthenticated,
} from './identity-alone.ts';

const names = (list: readonly { name: string }[] | undefined) => list?.map(({ name }) => name);

test('a token says what it is scoped to, with the roles that are implied and the catalogue', async () => {
  const { tryToSignIn, signedIn } = identityAlone();
  const project = signedIn(await tryToSignIn({ scope: onProject('admin') })).token;
  assert.equal(project.project?.name, 'admin');
  assert.equal(project.is_domain, false);
  assert.deepEqual(names(project.roles), ['admin', 'manager', 'member', 'reader']);
  assert.deepEqual(
    project.catalog?.map(({ type, endpoints }) => [type, endpoints.map((e) => e.interface)]),
    [
      ['identity', ['public', 'internal', 'admin']],
      ['volumev3', ['public', 'internal', 'admin']],
    ],
  );
  assert.equal(
    project.catalog?.[1]?.endpoints[0]?.url,
    `${origin}/volume/v3/${project.project?.id ?? ''}`,
  );

  const system = signedIn(await tryToSignIn({ scope: onSystem })).token;
  assert.deepEqual([system.system, system.project, system.is_domain], [{ all: true }, ...none(2)]);
  assert.deepEqual(
    system.catalog?.map(({ type }) => type),
    ['identity'],
    'an address that needs a tenant is left out',
  );

  for (const scope of [undefined, 'unscoped', { unscoped: {} }]) {
    const unscoped = signedIn(await tryToSignIn({ scope })).token;
    assert.deepEqual([unscoped.project, unscoped.roles, unscoped.catalog], none(3));
  }
});
const none = (count: number) => Array<undefined>(count).fill(undefined);

test('the roles of a fresh world are those of its release', async () => {
  const zed = identityAlone('zed');
  const { token } = zed.signedIn(await zed.tryToSignIn({ scope: onProject('admin') }));
  assert.deepEqual(names(token.roles), ['admin', 'member', 'reader']);
  const demo = zed.signedIn(await zed.tryToSignIn({ user: 'demo', scope: onProject('demo') }));
  assert.deepEqual(names(demo.token.roles), ['member', 'reader']);
});

test('wrong password, unknown user, unknown scope and no role there are refused alike', async () => {
  const { tryToSignIn, ask } = identityAlone();
  const attempts = [
    { password: 'wrong' },
    { user: 'nobody' },
    { domain: 'nowhere' },
    { scope: onProject('nope') },
    { scope: onProject('demo') },
    { scope: onDomain('default') },
    { scope: { project: { id: 'default' } } },
    { user: 'demo', scope: onSystem },
  ];
  for (const attempt of attempts) {
    const answer = await tryToSignIn(attempt);
    assert.deepEqual(refusal(answer), [401, unauthenticated], JSON.stringify(attempt));
    assert.equal(answer.headers.get('www-authenticate'), `Keystone uri="${origin}/identity/v3"`);
  }
  const unsupported = { auth: { identity: { methods: ['totp'], totp: {} } } };
  assert.equal((await ask('POST /v3/auth/tokens', { body: unsupported })).status, 401);
});

test('malformed requests are refused as such', async () => {
  const { ask } = identityAlone();
  const user = { name: 'admin', domain: { id: 'default' }, password: 'simulator' };
  const identity = { methods: ['password'], password: { user } };
  const post = async (body: unknown) => refusal(await ask('POST /v3/auth/tokens', { body }));
  const said = async (body: unknown, status: number, text: RegExp) => {
    const [code, message] = await post(body);
    assert.equal(code, status, message);
    assert.match(message, text);
  };
  await said({}, 400, /^Expecting to find auth in request body\./);
  await said('not json', 400, /^Expecting to find valid JSON in request body\./);
  await said('[]', 400, /^Expecting to find valid JSON in request body\./);
  await said({ auth: {} }, 400, /^'identity' is a required property/);
  await said({ auth: { identity: { methods: ['password'] } } }, 400, /find password in identity/);
  await said({ auth: { identity, scope: {} } }, 400, /find system, project, domain/);
  await said({ auth: { identity, scope: { project: {} } } }, 400, /scope\/project: id or name/);
  await said({ auth: { identity, scope: { project: { name: 'x' } } } }, 400, /domain in project/);
  const noDomain = { methods: ['password'], password: { user: { name: 'a', password: 'b' } } };
  await said({ auth: { identity: noDomain } }, 400, /find domain in user/);
  await said(
    { auth: { identity, scope: { 'OS-TRUST:trust': { id: 'x' } } } },
    501,
    /sign in with a trust/,
  );
});

test('a token ends after an hour of the clock', async () => {
  const { signIn, ask, clock, authority } = identityAlone();
  const admin = await signIn({ scope: onProject('admin') });
  clock.advance(3_599_999);
  assert.equal((await ask('GET /v3/users', { as: admin })).status, 200);
  assert.ok(authority.resolve(admin));
  clock.advance(1);
  assert.deepEqual(refusal(await ask('GET /v3/users', { as: admin })), [401, unauthenticated]);
  assert.equal(authority.resolve(admin), undefined);
});

test('tokens are validated, checked without a body, and revoked', async () => {
  const { signIn, ask } = identityAlone();
  const admin = await signIn({ scope: onProject('admin') });
  const demo = await signIn({ user: 'demo', scope: onProject('demo') });
  const shown = await ask('GET /v3/auth/tokens', { as: admin, subject: demo });
  assert.equal(shown.status, 200);
  assert.equal(shown.headers.get('x-subject-token'), demo);
  assert.equal(tokenAnswer.parse(shown.body).token.user.name, 'demo');
  const bare = await ask('GET /v3/auth/tokens?nocatalog', { as: admin, subject: demo });
  assert.equal(tokenAnswer.parse(bare.body).token.catalog, undefined);
  const head = await ask('HEAD /v3/auth/tokens', { as: admin, subject: demo });
  assert.deepEqual([head.status, head.text], [200, '']);

  const own = await ask('GET /v3/auth/tokens', { as: demo, subject: demo });
  assert.equal(own.status, 200, 'everybody may ask about their own token');
  const foreign = await ask('GET /v3/auth/tokens', { as: demo, subject: admin });
  assert.equal(refusal(foreign)[0], 403);
  const unknown = await ask('GET /v3/auth/tokens', { as: admin, subject: 'bogus' });
  assert.deepEqual(refusal(unknown), [404, 'Could not recognize Fernet token']);
  assert.equal((await ask('GET /v3/auth/tokens', { as: admin })).status, 404);
  assert.equal((await ask('GET /v3/auth/tokens', { as: demo })).status, 403);

  assert.equal((await ask('DELETE /v3/auth/tokens', { as: demo, subject: admin })).status, 403);
  assert.equal((await ask('DELETE /v3/auth/tokens', { as: admin, subject: demo })).status, 204);
  const after = await ask('GET /v3/auth/tokens', { as: admin, subject: demo });
  assert.deepEqual(refusal(after), [404, 'Failed to validate token']);
  assert.equal((await ask('GET /v3/auth/projects', { as: demo })).status, 401);
});

test('a token dies with what it rests on', async () => {
  const { signIn, ask, make, grant, authority } = identityAlone();
  const admin = await signIn({ scope: onProject('admin') });
  const project = await make(admin, 'projects', 'project', { name: 'p' });
  const user = await make(admin, 'users', 'user', { name: 'u', password: 'a' });
  const granted = await grant(admin, `projects/${project}`, user, 'member');
  const fresh = (password = 'a') => signIn({ user: 'u', password, scope: onProject('p') });
  const patch = async (path: string, body: object) => {
    const answer = await ask(`PATCH /v3/${path}`, { as: admin, body });
    assert.equal(answer.status, 200, answer.text);
  };
  const isOver = (token: string, why: string) => {
    assert.equal(authority.resolve(token), undefined, why);
  };

  let token = await fresh();
  await patch(`users/${user}`, { user: { password: 'b' } });
  isOver(token, 'the password was changed by the administrator');
  token = await fresh('b');
  const change = { user: { original_password: 'b', password: 'a' } };
  assert.equal((await ask(`POST /v3/users/${user}/password`, { body: change })).status, 204);
  isOver(token, 'the password was changed by the user');

  for (const [path, kind] of [
    [`users/${user}`, 'user'],
    [`projects/${project}`, 'project'],
  ] as const) {
    token = await fresh();
    await patch(path, { [kind]: { enabled: false } });
    isOver(token, `the ${kind} was disabled`);
    await patch(path, { [kind]: { enabled: true } });
    isOver(token, `the ${kind} was enabled again, which revives nothing`);
  }

  token = await fresh();
  assert.equal((await ask(`DELETE ${granted}`, { as: admin })).status, 204);
  isOver(token, 'the only role was taken away');
  await ask(`PUT ${granted}`, { as: admin });
  token = await fresh();
  await ask(`DELETE /v3/projects/${project}`, { as: admin });
  isOver(token, 'the tenant was deleted');
  token = await signIn({ user: 'u', password: 'a' });
  await ask(`DELETE /v3/users/${user}`, { as: admin });
  isOver(token, 'the user was deleted');
});

test('a token made from a token keeps its end, its methods and its chain', async () => {
  const { signIn, ask, signedIn, clock } = identityAlone();
  const first = await signIn({ user: 'demo' });
  const before = tokenAnswer.parse(
    (await ask('GET /v3/auth/tokens', { as: first, subject: first })).body,
  ).token;
  clock.advance(60_000);
  const rescope = (id: string, scope: unknown) =>
    ask('POST /v3/auth/tokens', {
      body: { auth: { identity: { methods: ['token'], token: { id } }, scope } },
    });
  const { token, id } = signedIn(await rescope(first, onProject('demo')));
  assert.equal(token.expires_at, before.expires_at);
  assert.deepEqual([...token.methods].sort(), ['password', 'token']);
  assert.equal(token.audit_ids[1], before.audit_ids[0]);
  const third = signedIn(await rescope(id, onProject('demo'))).token;
  assert.equal(third.audit_ids[1], before.audit_ids[0], 'the chain is named by its first token');
  assert.deepEqual(refusal(await rescope('bogus', onProject('demo'))), [
    404,
    'Could not recognize Fernet token',
  ]);
  const system = await signIn({ scope: onSystem });
  assert.equal((await rescope(system, onProject('admin'))).status, 403);
});

test('a default tenant gives a scoped token, where it can be used', async () => {
  const { signIn, ask, make, grant, tryToSignIn, signedIn } = identityAlone();
  const admin = await signIn({ scope: onProject('admin') });
  const project = await make(admin, 'projects', 'project', { name: 'p' });
  const user = await make(admin, 'users', 'user', {
    name: 'u',
    password: 'a',
    default_project_id: project,
  });
  const scopeOf = async (scope?: unknown) =>
    signedIn(await tryToSignIn({ user: 'u', password: 'a', scope })).token.project?.id;
  assert.equal(await scopeOf(), undefined, 'no role there');
  await grant(admin, `projects/${project}`, user, 'reader');
  assert.equal(await scopeOf(), project);
  assert.equal(await scopeOf('unscoped'), undefined, 'none was asked for on purpose');
  await ask(`PATCH /v3/projects/${project}`, { as: admin, body: { project: { enabled: false } } });
  assert.equal(await scopeOf(), undefined, 'disabled');
  const asked = await tryToSignIn({ user: 'u', password: 'a', scope: onProject('p') });
  assert.equal(asked.status, 401, 'disabled, and asked for');
});

test('a token tells where else its bearer may go', async () => {
  const { signIn, ask, make, grant } = identityAlone();
  const admin = await signIn({ scope: onProject('admin') });
  const user = await make(admin, 'users', 'user', { name: 'u', password: 'a' });
  const project = await make(admin, 'projects', 'project', { name: 'p' });
  await grant(admin, `projects/${project}`, user, 'member');
  await grant(admin, 'domains/default', user, 'reader');
  const as = await signIn({ user: 'u', password: 'a' });
  const projects = projectsAnswer.parse((await ask('GET /v3/auth/projects', { as })).body);
  assert.deepEqual(names(projects.projects), ['p']);
  const domains = domainsAnswer.parse((await ask('GET /v3/auth/domains', { as })).body);
  assert.deepEqual(names(domains.domains), ['Default']);
  const system = async (token: string) =>
    ((await ask('GET /v3/auth/system', { as: token })).body as { system: unknown[] }).system;
  assert.deepEqual(await system(as), []);
  assert.deepEqual(await system(admin), [{ all: true }]);

  assert.equal((await ask('GET /v3/auth/catalog', { as })).status, 403, 'no tenant, no catalogue');
  const catalog = catalogAnswer.parse((await ask('GET /v3/auth/catalog', { as: admin })).body);
  assert.equal(catalog.links.self, `${origin}/identity/v3/auth/catalog`);
  assert.equal(catalog.catalog.length, 2);
});

test('tokens that are over are swept away', async () => {
  const { signIn, clock, world } = identityAlone();
  for (let i = 0; i < 4090; i++) await signIn({});
  clock.advance(3_600_000);
  for (let i = 0; i < 10; i++) await signIn({});
  const captured = world.store.capture().get('identity/token') as { rows: Map<string, unknown> };
  assert.ok(captured.rows.size <= 10, String(captured.rows.size));
});
