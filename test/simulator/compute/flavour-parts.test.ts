import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flavorAccessAnswer } from '../../../src/contract/compute/flavour-access.ts';
import { extraSpecsAnswer } from '../../../src/contract/compute/flavour-extra-specs.ts';
import { computeAlone, projects, refusal } from './compute-alone.ts';

const specs = '/v2.1/flavors/42/os-extra_specs';

test('extra specs are created, listed, shown, updated and deleted', async () => {
  const { ask } = computeAlone();
  const created = await ask(`POST ${specs}`, {
    as: 'admin',
    body: { extra_specs: { 'hw:cpu_policy': 'dedicated', 'a b': 5 } },
  });
  assert.deepEqual(
    [created.status, created.body],
    [200, { extra_specs: { 'hw:cpu_policy': 'dedicated', 'a b': 5 } }],
  );
  assert.deepEqual(extraSpecsAnswer.parse((await ask(`GET ${specs}`, { as: 'member' })).body), {
    extra_specs: { 'hw:cpu_policy': 'dedicated', 'a b': '5' },
  });
  const one = `${specs}/hw:cpu_policy`;
  const update = await ask(`PUT ${one}`, { as: 'admin', body: { 'hw:cpu_policy': 'shared' } });
  assert.equal(update.status, 200);
  assert.deepEqual((await ask(`GET ${one}`, { as: 'reader' })).body, { 'hw:cpu_policy': 'shared' });
  assert.equal((await ask(`DELETE ${one}`, { as: 'admin' })).status, 200);
  assert.deepEqual(refusal(await ask(`GET ${one}`, { as: 'reader' })), [
    404,
    'itemNotFound',
    'Flavor 42 has no extra specs with key hw:cpu_policy.',
  ]);
  assert.equal((await ask(`DELETE ${one}`, { as: 'admin' })).status, 404);
  assert.equal((await ask(`GET ${specs}/constructor`, { as: 'reader' })).status, 404);
});

test('extra specs are judged before they are kept', async () => {
  const { ask } = computeAlone();
  const post = async (body: unknown) => (await ask(`POST ${specs}`, { as: 'admin', body })).status;
  assert.equal(await post({ extra_specs: { 'a/b': 'x' } }), 400);
  assert.equal(await post({ extra_specs: { a: ['x'] } }), 400);
  assert.equal(await post({ extra_specs: { a: 'x'.repeat(256) } }), 400);
  assert.equal(await post({ specs: {} }), 400);
  assert.equal(await post({ extra_specs: { a: 'x' }, more: 1 }), 400);
  const put = async (body: unknown) => refusal(await ask(`PUT ${specs}/a`, { as: 'admin', body }));
  assert.deepEqual(await put({ b: 'x' }), [400, 'badRequest', 'Request body and URI mismatch']);
  assert.equal((await put({ a: 'x', b: 'x' }))[0], 400);
  assert.equal((await put({}))[0], 400);
  assert.deepEqual((await ask(`GET ${specs}`, { as: 'admin' })).body, { extra_specs: {} });
});

test('only administrators change extra specs; an unknown flavour has none', async () => {
  const { ask } = computeAlone('2026.1');
  const body = { extra_specs: { a: 'x' } };
  assert.equal((await ask(`POST ${specs}`, { as: 'member', body })).status, 403);
  assert.equal((await ask(`PUT ${specs}/a`, { as: 'member', body: { a: 'x' } })).status, 403);
  assert.equal((await ask(`DELETE ${specs}/a`, { as: 'member' })).status, 403);
  assert.equal((await ask('GET /v2.1/flavors/nope/os-extra_specs', { as: 'member' })).status, 404);
});

test('a flavour embeds extra specs only for those who may list them', async () => {
  const { ask } = computeAlone('2026.1');
  const embedded = async (as: string) => {
    const { body } = await ask('GET /v2.1/flavors/42', { as, at: '2.61' });
    return 'extra_specs' in (body as { flavor: object }).flavor;
  };
  assert.equal(await embedded('reader'), true);
  assert.equal(await embedded('system'), false);
});

const actions = '/v2.1/flavors/p/action';
const withPrivateFlavour = async (release: 'zed' | '2026.1' = '2026.1') => {
  const { ask } = computeAlone(release);
  const flavor = {
    id: 'p',
    name: 'p',
    ram: 1,
    vcpus: 1,
    disk: 0,
    'os-flavor-access:is_public': false,
  };
  await ask('POST /v2.1/flavors', { as: 'admin', body: { flavor } });
  const act = (name: string, tenant: string, path = actions) =>
    ask(`POST ${path}`, { as: 'admin', at: '2.7', body: { [name]: { tenant } } });
  return { ask, act };
};

test('access is granted and taken away, each answer listing who has it', async () => {
  const { ask, act } = await withPrivateFlavour();
  const granted = flavorAccessAnswer.parse((await act('addTenantAccess', projects.demo)).body);
  assert.deepEqual(granted.flavor_access, [{ flavor_id: 'p', tenant_id: projects.demo }]);
  const list = await ask('GET /v2.1/flavors/p/os-flavor-access', { as: 'admin' });
  assert.deepEqual(list.body, granted);
  assert.equal((await act('addTenantAccess', projects.demo)).status, 409);
  assert.deepEqual((await act('removeTenantAccess', projects.demo)).body, { flavor_access: [] });
  assert.deepEqual(refusal(await act('removeTenantAccess', projects.demo)).slice(0, 2), [
    404,
    'itemNotFound',
  ]);
});

test('access is refused for public flavours, unknown projects, flavours and actions', async () => {
  const { ask, act } = await withPrivateFlavour();
  const publicFlavour = '/v2.1/flavors/42/action';
  assert.equal((await act('addTenantAccess', projects.demo, publicFlavour)).status, 409);
  assert.equal(
    refusal(await act('addTenantAccess', 'nope'))[2],
    'Project ID nope is not a valid project.',
  );
  const unknown = '/v2.1/flavors/nope/action';
  assert.equal((await act('addTenantAccess', projects.demo, unknown)).status, 404);
  assert.equal(refusal(await act('frobnicate', 'x'))[2], 'There is no such action: frobnicate');
  assert.equal(refusal(await act('constructor', 'x'))[0], 400);
  const two = { addTenantAccess: { tenant: 'x' }, removeTenantAccess: { tenant: 'x' } };
  const both = await ask(`POST ${actions}`, { as: 'admin', body: two });
  assert.equal(refusal(both)[2], 'Malformed request body');
  const path = 'GET /v2.1/flavors/42/os-flavor-access';
  assert.equal(
    refusal(await ask(path, { as: 'admin' }))[2],
    'Access list not available for public flavors.',
  );
});

test('who may list access depends on the release', async () => {
  for (const [release, status] of [
    ['zed', 200],
    ['2026.1', 403],
  ] as const) {
    const { ask, act } = await withPrivateFlavour(release);
    await act('addTenantAccess', projects.demo);
    const list = await ask('GET /v2.1/flavors/p/os-flavor-access', { as: 'member' });
    assert.equal(list.status, status, release);
    const body = { addTenantAccess: { tenant: projects.alt } };
    assert.equal((await ask(`POST ${actions}`, { as: 'member', body })).status, 403);
  }
});
