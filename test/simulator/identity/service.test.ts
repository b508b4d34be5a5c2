import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identityVersionsDocument, versionDocument } from '../../../src/contract/discovery.ts';
import {
  endpointsAnswer,
  regionsAnswer,
  servicesAnswer,
} from '../../../src/contract/identity/service-catalogue.ts';
import { captureWorld, restoreWorld } from '../../../simulator/kernel/world.ts';
import { identityAlone, onProject, origin, refusal } from './identity-alone.ts';

test('versions are told to everybody', async () => {
  const { ask } = identityAlone();
  const root = await ask('GET ');
  assert.equal(root.status, 300);
  assert.equal(root.headers.get('location'), `${origin}/identity/v3/`);
  const [version] = identityVersionsDocument.parse(root.body).versions.values;
  assert.deepEqual([version?.id, version?.status], ['v3.14', 'stable']);
  for (const path of ['/v3', '/v3/']) {
    const answer = await ask(`GET ${path}`);
    assert.equal(answer.status, 200);
    assert.equal(
      versionDocument.parse(answer.body).version.links[0]?.href,
      `${origin}/identity/v3/`,
    );
  }
});

test('every answer names its request and what it depends on', async () => {
  const { ask, signIn } = identityAlone();
  const as = await signIn({ scope: onProject('admin') });
  for (const what of ['GET /v3', 'GET /v3/users', 'GET /v3/nope', 'GET /v3/groups']) {
    for (const answer of [await ask(what), await ask(what, { as })]) {
      assert.match(answer.headers.get('x-openstack-request-id') ?? '', /^req-[0-9a-f-]{36}$/, what);
      assert.equal(answer.headers.get('vary'), 'X-Auth-Token', what);
    }
  }
});

test('an unknown path is answered by a page, an unknown method by its alternatives', async () => {
  const { ask } = identityAlone();
  const path = await ask('GET /v3/nope');
  assert.equal(path.status, 404);
  assert.equal(path.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.match(path.text, /^<!doctype html>\n<html lang=en>\n<title>404 Not Found<\/title>/);
  const method = await ask('PATCH /v3/users');
  assert.equal(method.status, 405);
  assert.equal(method.headers.get('allow'), 'GET, HEAD, POST, OPTIONS');
  assert.equal(method.headers.get('content-type'), 'application/json');
});

test('what is not simulated says so by its name, to those who are signed in', async () => {
  const { ask, signIn, service } = identityAlone();
  const as = await signIn({ scope: onProject('admin') });
  for (const [what, operation] of [
    ['GET /v3/groups', 'list groups'],
    ['POST /v3/OS-TRUST/trusts', 'create trust'],
    ['GET /v3/OS-FEDERATION/identity_providers', 'any call of the federation extension'],
    ['GET /v3/credentials', 'list credentials'],
    ['GET /v3/limits', 'list limits'],
    ['POST /v3/endpoints', 'create endpoint'],
    ['PUT /v3/projects/p/groups/g/roles/r', 'assign a role to a group on a project'],
  ] as const) {
    assert.deepEqual(refusal(await ask(what, { as })), [
      501,
      `The simulator does not implement the operation "${operation}".`,
    ]);
    assert.equal((await ask(what)).status, 401);
  }
  const paths = service.operations.map(({ method, path }) => `${method} ${path}`);
  const twice = paths.filter((path, place) => paths.indexOf(path) !== place);
  assert.deepEqual(twice, [], 'no operation is declared twice');
});

test('the catalogue is read by administrators', async () => {
  const { ask, signIn } = identityAlone();
  const as = await signIn({ scope: onProject('admin') });
  const { services } = servicesAnswer.parse((await ask('GET /v3/services', { as })).body);
  assert.deepEqual(
    services.map(({ type }) => type),
    ['identity', 'volumev3'],
  );
  const { id = '' } = services[0] ?? {};
  assert.equal((await ask(`GET /v3/services/${id}`, { as })).status, 200);
  assert.equal((await ask('GET /v3/services/nope', { as })).status, 404);
  const query = `service_id=${id}&interface=public`;
  const found = endpointsAnswer.parse((await ask(`GET /v3/endpoints?${query}`, { as })).body);
  assert.deepEqual(
    found.endpoints.map(({ url }) => url),
    [`${origin}/identity/v3`],
  );
  assert.equal(
    (await ask(`GET /v3/endpoints/${found.endpoints[0]?.id ?? ''}`, { as })).status,
    200,
  );
  assert.equal((await ask('GET /v3/endpoints/nope', { as })).status, 404);
  const { regions } = regionsAnswer.parse((await ask('GET /v3/regions', { as })).body);
  assert.deepEqual(
    regions.map(({ id }) => id),
    ['RegionOne'],
  );
  assert.equal((await ask('GET /v3/regions/RegionOne', { as })).status, 200);
  assert.equal((await ask('GET /v3/regions/nope', { as })).status, 404);
});

test('bodies are read as JSON or refused', async () => {
  const { service } = identityAlone();
  const post = (body: string, type?: string) =>
    service.fetch(
      new Request(`${origin}/identity/v3/auth/tokens`, {
        method: 'POST',
        body,
        headers: type === undefined ? {} : { 'content-type': type },
      }),
    );
  assert.equal((await post('{}', 'text/xml')).status, 400);
  assert.match(await (await post('{}', 'text/xml')).text(), /application\/json in Content-Type/);
  assert.equal((await post(`"${'x'.repeat(120_000)}"`, 'application/json')).status, 413);
});

test('the same seed and the same calls give the same answers; a snapshot brings all back', async () => {
  const run = async () => {
    const { ask, signIn, make } = identityAlone();
    const as = await signIn({ scope: onProject('admin') });
    await make(as, 'users', 'user', { name: 'u', password: 'x' });
    return as + (await ask('GET /v3/users', { as })).text;
  };
  assert.equal(await run(), await run());

  const { ask, signIn, make, world } = identityAlone();
  const as = await signIn({ scope: onProject('admin') });
  const before = (await ask('GET /v3/users', { as })).text;
  const snapshot = captureWorld(world);
  await make(as, 'users', 'user', { name: 'u', password: 'x' });
  await ask('DELETE /v3/auth/tokens', { as, subject: as });
  assert.equal((await ask('GET /v3/users', { as })).status, 401);
  restoreWorld(world, snapshot);
  assert.equal((await ask('GET /v3/users', { as })).text, before);
});
