import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectAnswer, projectsAnswer } from '../../../src/contract/identity/tenant.ts';
import { identityAlone, onProject, origin, refusal } from './identity-alone.ts';

async function administrated(release?: 'zed' | '2026.1') {
  const identity = identityAlone(release);
  const as = await identity.signIn({ scope: onProject('admin') });
  const ask = (what: string, body?: unknown) => identity.ask(what, { as, body });
  const create = (fields: object) => ask('POST /v3/projects', { project: fields });
  const created = async (fields: object) => {
    const answer = await create(fields);
    assert.equal(answer.status, 201, answer.text);
    return projectAnswer.parse(answer.body).project;
  };
  const list = async (query: string) => {
    const answer = await ask(`GET /v3/projects${query}`);
    assert.equal(answer.status, 200, answer.text);
    return projectsAnswer.parse(answer.body);
  };
  const listed = async (query: string) => (await list(query)).projects.map(({ name }) => name);
  return { ...identity, as, ask, create, created, list, listed };
}

test('create, show, update and delete', async () => {
  const { ask, created } = await administrated();
  const project = await created({ name: ' web ', description: 'x', tags: ['a'], budget: 5 });
  const { id, ...rest } = project;
  assert.match(id, /^[0-9a-f]{32}$/);
  assert.deepEqual(rest, {
    name: 'web',
    domain_id: 'default',
    parent_id: 'default',
    description: 'x',
    enabled: true,
    is_domain: false,
    tags: ['a'],
    options: {},
    budget: 5,
    links: { self: `${origin}/identity/v3/projects/${id}` },
  });
  const path = `/v3/projects/${id}`;
  assert.deepEqual((await ask(`GET ${path}`)).body, { project });
  const update = await ask(`PATCH ${path}`, { project: { name: 'w', description: null, size: 1 } });
  assert.equal(update.status, 200);
  assert.deepEqual(projectAnswer.parse(update.body).project, {
    ...project,
    name: 'w',
    description: null,
    size: 1,
    extra: { budget: 5, size: 1 },
  });
  const gone = await ask(`DELETE ${path}`);
  assert.deepEqual([gone.status, gone.text], [204, '']);
  for (const method of ['GET', 'DELETE']) {
    assert.deepEqual(refusal(await ask(`${method} ${path}`)), [
      404,
      `Could not find project: ${id}.`,
    ]);
  }
  assert.equal((await ask(`PATCH ${path}`, { project: { name: 'x' } })).status, 404);
});

test('names are unique in their domain, and at most 64 characters long', async () => {
  const { ask, create, created, make, as } = await administrated();
  const { id } = await created({ name: 'web' });
  const taken = await create({ name: 'web' });
  assert.equal(taken.status, 409);
  assert.match(
    refusal(taken)[1],
    /^Conflict occurred attempting to store project - it is not permitted to have two projects with either the same name or same id in the same domain: name is web, project id [0-9a-f]{32}\.$/,
  );
  const renamed = await ask(`PATCH /v3/projects/${id}`, { project: { name: 'demo' } });
  assert.equal(renamed.status, 409);
  const domain = await make(as, 'domains', 'domain', { name: 'acme' });
  assert.equal((await create({ name: 'web', domain_id: domain })).status, 201);

  const wrong: [object, RegExp][] = [
    [{}, /^'name' is a required property\n\nFailed validating 'required'/],
    [{ name: '' }, /^Invalid input for field 'name': '' is too short\n/],
    [{ name: 'x'.repeat(65) }, /'name': 'x{65}' is too long\n\nFailed validating 'maxLength'/],
    [{ name: '  ' }, /does not match/],
    [{ name: 5 }, /^Invalid input for field 'name': 5 is not of type 'string'/],
    [{ name: 'a', enabled: 'no' }, /'enabled': 'no' is not of type 'boolean'/],
    [{ name: 'a', domain_id: 'nope' }, /^Could not find domain: nope\./],
    [{ name: 'a', parent_id: 'nope' }, /^Could not find project: nope\./],
    [{ name: 'a', parent_id: domain }, /is acting as a domain/],
  ];
  for (const [fields, said] of wrong) {
    const [status, message] = refusal(await create(fields));
    assert.equal(status, 400, message);
    assert.match(message, said);
  }
  assert.equal((await ask(`PATCH /v3/projects/${id}`, { project: {} })).status, 400);
});

test('the hierarchy is kept', async () => {
  const { ask, create, created } = await administrated();
  const top = await created({ name: 'top' });
  const below = await created({ name: 'below', parent_id: top.id });
  assert.equal(below.parent_id, top.id);
  const path = `/v3/projects/${top.id}`;
  const patch = (fields: object) => ask(`PATCH ${path}`, { project: fields });
  assert.match(refusal(await ask(`DELETE ${path}`))[1], /it is not a leaf in the hierarchy/);
  assert.equal((await ask(`DELETE ${path}`)).status, 403);
  assert.match(refusal(await patch({ enabled: false }))[1], /contains enabled projects/);
  assert.deepEqual(refusal(await patch({ parent_id: below.id })), [
    403,
    'Update of `parent_id` is not allowed.',
  ]);
  assert.equal((await patch({ domain_id: 'other' })).status, 400);
  assert.equal((await patch({ is_domain: true })).status, 400);
  assert.equal((await patch({ id: 'other' })).status, 400);
  await ask(`PATCH /v3/projects/${below.id}`, { project: { enabled: false } });
  assert.equal((await patch({ enabled: false })).status, 200);
  const revived = await ask(`PATCH /v3/projects/${below.id}`, { project: { enabled: true } });
  assert.match(refusal(revived)[1], /it has disabled parents/);
  assert.equal((await create({ name: 'x', parent_id: top.id })).status, 400);
  await patch({ enabled: true });

  await ask(`PATCH /v3/projects/${below.id}`, { project: { enabled: true } });
  let parent = below.id;
  for (const name of ['3', '4', '5']) parent = (await created({ name, parent_id: parent })).id;
  assert.deepEqual(refusal(await create({ name: '6', parent_id: parent })), [
    403,
    `Max hierarchy depth reached for ${parent} branch.`,
  ]);
});

test('an immutable tenant is neither changed nor deleted until it is mutable', async () => {
  const { ask, created } = await administrated();
  const { id } = await created({ name: 'fixed', options: { immutable: true } });
  const path = `/v3/projects/${id}`;
  assert.deepEqual(refusal(await ask(`DELETE ${path}`)), [
    403,
    `Unable to delete immutable project resource: \`${id}. Set resource option "immutable" to false first.`,
  ]);
  assert.equal((await ask(`PATCH ${path}`, { project: { name: 'x' } })).status, 403);
  const both = { name: 'x', options: { immutable: false } };
  assert.equal((await ask(`PATCH ${path}`, { project: both })).status, 403);
  const mutable = { options: { immutable: null } };
  assert.equal((await ask(`PATCH ${path}`, { project: mutable })).status, 200);
  assert.equal((await ask(`DELETE ${path}`)).status, 204);
});

test('lists are filtered, exactly and by parts of a name', async () => {
  const { listed, list, created, make, as } = await administrated();
  const domain = await make(as, 'domains', 'domain', { name: 'acme' });
  const top = await created({ name: 'Web', domain_id: domain, tags: ['x', 'y'], enabled: false });
  assert.deepEqual(await listed(''), ['admin', 'demo', 'alt', 'Web']);
  assert.deepEqual(await listed('?name=demo'), ['demo']);
  assert.deepEqual(await listed('?name=DEMO'), []);
  assert.deepEqual(await listed('?name__contains=em'), ['demo']);
  assert.deepEqual(await listed('?name__icontains=WE'), ['Web']);
  assert.deepEqual(await listed('?name__startswith=a'), ['admin', 'alt']);
  assert.deepEqual(await listed('?name__endswith=lt'), ['alt']);
  assert.deepEqual(await listed(`?domain_id=${domain}`), ['Web']);
  assert.deepEqual(await listed(`?parent_id=${domain}`), ['Web']);
  assert.deepEqual(await listed('?enabled=false'), ['Web']);
  assert.deepEqual(await listed('?enabled&name=demo'), ['demo']);
  assert.deepEqual(await listed('?tags=x,y'), ['Web']);
  assert.deepEqual(await listed('?tags=x,z'), []);
  assert.deepEqual(await listed('?tags-any=x,z'), ['Web']);
  assert.deepEqual(await listed('?is_domain=true'), ['Default', 'acme']);
  assert.deepEqual(await listed('?colour=red'), ['admin', 'demo', 'alt', 'Web'], 'passed over');
  assert.deepEqual((await list('?name=Web')).links, {
    next: null,
    previous: null,
    self: `${origin}/identity/v3/projects?name=Web`,
  });
  assert.equal(top.enabled, false);
});

test('pages are for 2026.1; Zed gives everything at once', async () => {
  const { list, ask } = await administrated('2026.1');
  const seen: string[] = [];
  let query = '?limit=2&is_domain=false';
  for (;;) {
    const { projects, links } = await list(query);
    seen.push(...projects.map(({ name }) => name));
    if (links.next === null) break;
    assert.ok(links.next.startsWith(`${origin}/identity/v3/projects?limit=2&is_domain=false&`));
    query = new URL(links.next).search;
  }
  assert.deepEqual(seen, ['admin', 'demo', 'alt']);
  assert.deepEqual(refusal(await ask('GET /v3/projects?marker=nope')), [
    404,
    'Marker nope could not be found.',
  ]);
  for (const query of ['limit=some', 'enabled=perhaps', 'name=']) {
    assert.equal((await ask(`GET /v3/projects?${query}`)).status, 400, query);
  }
  const zed = await administrated('zed');
  assert.deepEqual(await zed.listed('?limit=1&marker=nope'), ['admin', 'demo', 'alt']);
});
