import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flavorAnswer, flavorSummariesAnswer } from '../../../src/contract/compute/flavour.ts';
import { type Answered, computeAlone, origin, projects, refusal } from './compute-alone.ts';

const wish = { name: 'c1', ram: 512, vcpus: 2, disk: 10 };
const names = (answer: Answered) =>
  flavorSummariesAnswer.parse(answer.body).flavors.map(({ name }) => name);

test('create answers 200 with the whole flavour; numbers and booleans may be text', async () => {
  const { ask } = computeAlone();
  const create = async (flavor: object, at?: string) =>
    flavorAnswer.parse(
      (
        await ask('POST /v2.1/flavors', {
          as: 'admin',
          body: { flavor },
          ...(at === undefined ? {} : { at }),
        })
      ).body,
    ).flavor;
  const plain = await create(wish);
  assert.match(plain.id, /^[0-9a-f-]{36}$/);
  assert.deepEqual(
    [plain.ram, plain.vcpus, plain.disk, plain.swap, plain['os-flavor-access:is_public']],
    [512, 2, 10, '', true],
  );
  assert.equal(plain.description, undefined);
  const full = await create(
    {
      name: 'c2',
      id: 'chosen',
      ram: '512',
      vcpus: '1',
      disk: 0,
      swap: 64,
      'OS-FLV-EXT-DATA:ephemeral': 5,
      rxtx_factor: '2.5',
      'os-flavor-access:is_public': 'no',
      description: 'of two',
    },
    '2.75',
  );
  assert.deepEqual(
    [full.id, full.ram, full.swap, full.rxtx_factor, full['os-flavor-access:is_public']],
    ['chosen', 512, 64, 2.5, false],
  );
  assert.deepEqual([full.description, full.extra_specs], ['of two', {}]);
  assert.equal(full.links[0]?.href, `${origin}/compute/v2.1/flavors/chosen`);
  assert.equal((await create({ ...wish, name: 'c3', id: 7 })).id, '7');
});

test('the body follows the microversion: 2.55 description, 2.61 extra specs, 2.75 swap 0', async () => {
  const { ask } = computeAlone();
  const show = async (at: string) =>
    flavorAnswer.parse((await ask('GET /v2.1/flavors/42', { as: 'member', at })).body).flavor;
  const shape = async (at: string) => {
    const flavor = await show(at);
    return [flavor.swap, 'description' in flavor, 'extra_specs' in flavor];
  };
  assert.deepEqual(await shape('2.54'), ['', false, false]);
  assert.deepEqual(await shape('2.55'), ['', true, false]);
  assert.deepEqual(await shape('2.61'), ['', true, true]);
  assert.deepEqual(await shape('2.75'), [0, true, true]);
});

test('a taken name or id is 409, and nothing is changed', async () => {
  const { ask } = computeAlone();
  const before = names(await ask('GET /v2.1/flavors', { as: 'admin' }));
  const create = async (flavor: object) =>
    refusal(await ask('POST /v2.1/flavors', { as: 'admin', body: { flavor } }));
  assert.deepEqual(await create({ ...wish, name: 'm1.nano' }), [
    409,
    'conflictingRequest',
    'Flavor with name m1.nano already exists.',
  ]);
  assert.deepEqual(await create({ ...wish, id: '42' }), [
    409,
    'conflictingRequest',
    'Flavor with ID 42 already exists.',
  ]);
  assert.deepEqual(names(await ask('GET /v2.1/flavors', { as: 'admin' })), before);
});

test('invalid values are 400 and name the field and its value', async () => {
  const { ask } = computeAlone();
  const { name: _name, ...nameless } = wish;
  const cases: readonly (readonly [unknown, string])[] = [
    [{ flavor: { ...wish, ram: 0 } }, 'ram. Value: 0. 0 is less than the minimum of 1'],
    [{ flavor: { ...wish, vcpus: -1 } }, 'vcpus. Value: -1. -1 is less than'],
    [{ flavor: { ...wish, vcpus: 'two' } }, "vcpus. Value: two. 'two' does not match '^[0-9]+$'"],
    [{ flavor: { ...wish, ram: 2 ** 31 } }, 'is greater than the maximum of 2147483647'],
    [{ flavor: { ...wish, ram: 1.5 } }, 'ram. Value: 1.5. 1.5 is not of type'],
    [{ flavor: { ...wish, disk: null } }, 'disk. Value: None. None'],
    [{ flavor: { ...wish, name: '' } }, "name. Value: . '' is too short"],
    [{ flavor: { ...wish, name: ' x' } }, 'Can not start or end with whitespace.'],
    [{ flavor: { ...wish, name: 'x'.repeat(256) } }, 'is too long'],
    [{ flavor: { ...wish, name: 5 } }, "5 is not of type 'string'"],
    [{ flavor: { ...wish, id: 'a/b' } }, "id. Value: a/b. 'a/b' does not match"],
    [{ flavor: { ...wish, 'os-flavor-access:is_public': 'maybe' } }, "'maybe' is not one of"],
    [{ flavor: { ...wish, rxtx_factor: 0 } }, 'rxtx_factor. Value: 0. 0 is less than'],
    [{ flavor: { ...wish, bogus: 1 } }, "('bogus' was unexpected)"],
    [{ flavor: { ...wish, description: 'too early' } }, "('description' was unexpected)"],
    [{ flavor: nameless }, "'name' is a required property"],
    [{ flavor: wish, more: 1 }, "('more' was unexpected)"],
    [{}, "'flavor' is a required property"],
    [[], "[] is not of type 'object'"],
    ['{"flavor":', 'Malformed request body'],
  ];
  for (const [body, message] of cases) {
    const [status, kind, said] = refusal(await ask('POST /v2.1/flavors', { as: 'admin', body }));
    assert.deepEqual([status, kind], [400, 'badRequest'], said);
    assert.ok(said.includes(message), said);
  }
  assert.equal(refusal(await ask('POST /v2.1/flavors', { as: 'admin' }))[0], 400);
  const xml = { as: 'admin', body: '<flavor/>', headers: { 'content-type': 'text/xml' } };
  assert.deepEqual(refusal(await ask('POST /v2.1/flavors', xml)), [
    415,
    'badMediaType',
    'Unsupported Content-Type',
  ]);
  const huge = { as: 'admin', body: { flavor: { ...wish, name: 'x'.repeat(120_000) } } };
  assert.equal((await ask('POST /v2.1/flavors', huge)).status, 413);
});

test('the description can be changed and taken away; nothing else can', async () => {
  const { ask } = computeAlone();
  const put = (flavor: object, id = '42') =>
    ask(`PUT /v2.1/flavors/${id}`, { as: 'admin', at: '2.55', body: { flavor } });
  assert.equal(flavorAnswer.parse((await put({ description: 'x' })).body).flavor.description, 'x');
  assert.equal(
    flavorAnswer.parse((await put({ description: null })).body).flavor.description,
    null,
  );
  assert.equal((await put({ description: 'x', ram: 1 })).status, 400);
  assert.equal((await put({})).status, 400);
  assert.equal((await put({ description: 'x' }, 'nope')).status, 404);
});

test('delete answers 202 without a body; then the flavour is gone, and again is 404', async () => {
  const { ask } = computeAlone();
  const { status, text, headers } = await ask('DELETE /v2.1/flavors/42', { as: 'admin' });
  assert.deepEqual([status, text, headers.get('content-type')], [202, '', 'application/json']);
  const gone = [404, 'itemNotFound', 'Flavor 42 could not be found.'];
  assert.deepEqual(refusal(await ask('GET /v2.1/flavors/42', { as: 'admin' })), gone);
  assert.deepEqual(refusal(await ask('DELETE /v2.1/flavors/42', { as: 'admin' })), gone);
  assert.ok(!names(await ask('GET /v2.1/flavors', { as: 'admin' })).includes('m1.nano'));
});

test('a private flavour exists for administrators and for the projects that have access', async () => {
  const { ask } = computeAlone('2026.1');
  const flavor = { ...wish, id: 'secret', 'os-flavor-access:is_public': false };
  await ask('POST /v2.1/flavors', { as: 'admin', body: { flavor } });
  const sees = async (as: string) => [
    (await ask('GET /v2.1/flavors/secret', { as })).status,
    names(await ask('GET /v2.1/flavors?is_public=None', { as })).includes('c1'),
  ];
  assert.deepEqual(await sees('member'), [404, false]);
  assert.deepEqual(await sees('admin'), [200, true]);
  const access = { addTenantAccess: { tenant: projects.demo } };
  await ask('POST /v2.1/flavors/secret/action', { as: 'admin', body: access });
  assert.deepEqual(await sees('member'), [200, true]);
  assert.deepEqual(await sees('outsider'), [404, false]);
  assert.ok(!names(await ask('GET /v2.1/flavors', { as: 'admin' })).includes('c1'));
  assert.deepEqual(names(await ask('GET /v2.1/flavors?is_public=false', { as: 'admin' })), ['c1']);
});

test('only administrators create, change and delete, whatever the release', async () => {
  for (const release of ['zed', '2026.1'] as const) {
    const { ask } = computeAlone(release);
    for (const as of ['manager', 'member', 'reader', 'outsider']) {
      const denied = async (what: string, body?: object, at?: string) => {
        const [status, kind, said] = refusal(
          await ask(what, {
            as,
            ...(body === undefined ? {} : { body }),
            ...(at === undefined ? {} : { at }),
          }),
        );
        assert.deepEqual([status, kind], [403, 'forbidden'], `${what} as ${as}`);
        return said;
      };
      assert.equal(
        await denied('POST /v2.1/flavors', { flavor: wish }),
        "Policy doesn't allow os_compute_api:os-flavor-manage:create to be performed.",
      );
      await denied('DELETE /v2.1/flavors/42');
      await denied('PUT /v2.1/flavors/42', { flavor: { description: 'x' } }, '2.55');
      assert.equal((await ask('GET /v2.1/flavors/42', { as })).status, 200);
    }
  }
});

test('a system token may create a flavour with the older rules and not with secure RBAC', async () => {
  const create = async (release: 'zed' | '2026.1') =>
    (
      await computeAlone(release).ask('POST /v2.1/flavors', {
        as: 'system',
        body: { flavor: wish },
      })
    ).status;
  assert.equal(await create('zed'), 200);
  assert.equal(await create('2026.1'), 403);
});
