import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloud } from './cloud.ts';

const all = '/placement/resource_providers';
const consumer = '5c9e0bd4-6b07-4b3e-9d37-3f7d5a1c2b10';

interface Made {
  readonly uuid: string;
  readonly root_provider_uuid: string;
}

/** A provider of a client’s, with eight of something. */
async function withProvider() {
  const around = await cloud();
  const { uuid } = await around.ask<Made>(`POST ${all}`, { name: 'ours' });
  const inventories = { VGPU: { total: 8, max_unit: 4, step_size: 2 } };
  await around.ask(`PUT ${all}/${uuid}/inventories`, {
    resource_provider_generation: 0,
    inventories,
  });
  return { ...around, uuid, path: `${all}/${uuid}` };
}

test('who changes a provider says which state of it was seen', async () => {
  const { ask, generation, path, refusal, uuid } = await withProvider();
  const conflict = [409, 'placement.concurrent_update'];
  const stale = { resource_provider_generation: 0 };
  const aggregates = ['0f1de0d1-9f2c-4d2d-9c2b-5f1b8e0a7c11'];
  assert.deepEqual(
    await refusal(`PUT ${path}/inventories`, { ...stale, inventories: {} }),
    conflict,
  );
  assert.deepEqual(await refusal(`PUT ${path}/inventories/VGPU`, { ...stale, total: 9 }), conflict);
  assert.deepEqual(await refusal(`PUT ${path}/traits`, { ...stale, traits: [] }), conflict);
  assert.deepEqual(await refusal(`PUT ${path}/aggregates`, { ...stale, aggregates }), conflict);
  for (const [part, what] of [
    ['traits', { traits: ['HW_NIC_SRIOV'] }],
    ['aggregates', { aggregates }],
    ['inventories/VGPU', { total: 6 }],
  ] as const) {
    const seen = await generation(uuid);
    await ask(`PUT ${path}/${part}`, { ...what, resource_provider_generation: seen });
    assert.equal(await generation(uuid), seen + 1);
  }
  assert.equal(
    (
      await refusal(`PUT ${path}/traits`, {
        resource_provider_generation: 4,
        traits: ['CUSTOM_NO'],
      })
    )[0],
    400,
  );
});

test('allocations take what there is and give it back; more is refused, and so is a consumer that changed meanwhile', async () => {
  const { ask, path, people, refusal, send, used, uuid } = await withProvider();
  const want = (amount: number, generation: number | null) => ({
    allocations: { [uuid]: { resources: { VGPU: amount } } },
    project_id: people.demo.projectId,
    user_id: people.demo.userId,
    consumer_generation: generation,
    consumer_type: 'TEST',
  });
  const put = `PUT /placement/allocations/${consumer}`;
  for (const amount of [3, 6]) assert.equal((await refusal(put, want(amount, null)))[0], 409);
  assert.equal((await send(put, want(4, null))).status, 204);
  assert.deepEqual(await used(uuid), { VGPU: 4 });
  assert.deepEqual(await refusal(put, want(2, null)), [409, 'placement.concurrent_update']);
  assert.equal((await send(put, want(2, 1))).status, 204);
  assert.deepEqual(await used(uuid), { VGPU: 2 });
  const shown = await ask<{ consumer_generation: number; consumer_type: string }>(
    `GET /placement/allocations/${consumer}`,
  );
  assert.deepEqual([shown.consumer_generation, shown.consumer_type], [2, 'TEST']);
  const of = await ask<{ allocations: Record<string, object> }>(`GET ${path}/allocations`);
  assert.deepEqual(Object.keys(of.allocations), [consumer]);
  assert.deepEqual(await refusal(`DELETE ${path}`), [409, 'placement.resource_provider.inuse']);
  assert.deepEqual(await refusal(`DELETE ${path}/inventories`), [409, 'placement.inventory.inuse']);
  assert.equal((await send(`DELETE /placement/allocations/${consumer}`)).status, 204);
  assert.deepEqual(await used(uuid), { VGPU: 0 });
  assert.equal((await send(`DELETE ${path}`)).status, 204);
});

test('what the service that owns a provider gives away is not changed behind its back', async () => {
  const { boot, send } = await cloud();
  const id = await boot();
  assert.equal((await send(`DELETE /placement/allocations/${id}`)).status, 501);
});

test('providers form trees without circles, and candidates come from one tree', async () => {
  const { ask, path, refusal, send, uuid } = await withProvider();
  const child = await ask<Made>(`POST ${all}`, { name: 'below', parent_provider_uuid: uuid });
  assert.equal(child.root_provider_uuid, uuid);
  await ask(`POST ${all}/${child.uuid}/inventories`, { resource_class: 'PGPU', total: 1 });
  assert.equal(
    (await refusal(`PUT ${path}`, { name: 'ours', parent_provider_uuid: child.uuid }))[0],
    400,
  );
  assert.equal(
    (await refusal(`POST ${all}`, { name: 'x', parent_provider_uuid: consumer }))[0],
    400,
  );
  assert.deepEqual(await refusal(`DELETE ${path}`), [
    409,
    'placement.resource_provider.cannot_delete_parent',
  ]);
  assert.deepEqual(await refusal(`POST ${all}`, { name: 'below' }), [
    409,
    'placement.duplicate_name',
  ]);
  type Candidates = { allocation_requests: { allocations: Record<string, object> }[] };
  const candidates = async (query: string) =>
    (await ask<Candidates>(`GET /placement/allocation_candidates?${query}`)).allocation_requests;
  const [both, none] = [
    await candidates('resources=VGPU:2,PGPU:1'),
    await candidates('resources=VGPU:6'),
  ];
  assert.deepEqual(
    both.map(({ allocations }) => Object.keys(allocations).sort()),
    [[uuid, child.uuid].sort()],
  );
  assert.deepEqual(none, []);
  assert.equal((await candidates('resources=VCPU:1')).length, 3);
  assert.equal((await candidates('resources=VCPU:1&limit=2')).length, 2);
  assert.equal((await candidates('resources=VCPU:1&required=!COMPUTE_NODE')).length, 0);
  for (const query of [
    'resources=VGPU',
    'resources=NO:1',
    'resources=VCPU:1&required=NO',
    'colour=red',
  ]) {
    assert.equal((await send(`GET /placement/allocation_candidates?${query}`)).status, 400, query);
  }
  assert.equal((await send('GET /placement/allocation_candidates?resources1=VCPU:1')).status, 501);
  assert.equal((await send(`DELETE ${all}/${child.uuid}`)).status, 204);
});

test('providers are found by what they have', async () => {
  const { ask, uuid } = await withProvider();
  const found = async (query: string) =>
    (await ask<{ resource_providers: Made[] }>(`GET ${all}?${query}`)).resource_providers.map(
      (each) => each.uuid,
    );
  assert.deepEqual(await found('resources=VGPU:2'), [uuid]);
  assert.deepEqual(await found('resources=VGPU:10'), []);
  assert.deepEqual(await found('name=ours'), [uuid]);
  assert.equal((await found('required=COMPUTE_NODE')).length, 3);
  assert.equal((await found('required=in:COMPUTE_NODE,HW_NIC_SRIOV')).length, 3);
  assert.deepEqual(await found(`member_of=${consumer}`), []);
});

test('words of clients are added and taken away, those of the service are not', async () => {
  const { ask, generation, path, send, uuid } = await withProvider();
  for (const kind of ['traits', 'resource_classes']) {
    const [mine, theirs] = [
      `/placement/${kind}/CUSTOM_X`,
      `/placement/${kind}/${kind === 'traits' ? 'HW_NIC_SRIOV' : 'VCPU'}`,
    ];
    assert.equal((await send(`GET ${mine}`)).status, 404);
    assert.equal((await send(`PUT ${mine}`)).status, 201);
    assert.equal((await send(`PUT ${mine}`)).status, 204);
    assert.equal((await send(`DELETE ${theirs}`)).status, 400);
    assert.equal((await send(`PUT ${theirs}_X`)).status, 400);
  }
  assert.equal((await send('POST /placement/resource_classes', { name: 'CUSTOM_X' })).status, 409);
  const seen = await generation(uuid);
  await ask(`PUT ${path}/traits`, { traits: ['CUSTOM_X'], resource_provider_generation: seen });
  assert.equal((await send('DELETE /placement/traits/CUSTOM_X')).status, 409);
  assert.deepEqual(await ask('GET /placement/traits?name=startswith:CUSTOM_X&associated=true'), {
    traits: ['CUSTOM_X'],
  });
  assert.equal((await send(`DELETE ${path}/traits`)).status, 204);
  assert.equal((await send('DELETE /placement/traits/CUSTOM_X')).status, 204);
  assert.equal((await send('DELETE /placement/resource_classes/CUSTOM_X')).status, 204);
});

test('older microversions have less', async () => {
  const { ask, path, send } = await withProvider();
  const old = await ask<object>(`GET ${path}`, undefined, { at: 'placement 1.0' });
  assert.ok(!('root_provider_uuid' in old));
  for (const [what, minor] of [
    ['GET /placement/traits', 6],
    ['GET /placement/usages?project_id=x', 9],
    ['GET /placement/resource_classes', 2],
    [`GET ${path}/aggregates`, 1],
  ] as const) {
    const at = (version: number) => send(what, undefined, { at: `placement 1.${String(version)}` });
    assert.equal((await at(minor - 1)).status, 404, what);
    assert.equal((await at(minor)).status, 200, what);
  }
  const at = 'placement 1.10';
  type Older = { allocation_requests: { allocations: unknown }[] };
  const { allocation_requests: older } = await ask<Older>(
    'GET /placement/allocation_candidates?resources=VCPU:1',
    undefined,
    { at },
  );
  assert.ok(Array.isArray(older[0]?.allocations));
  assert.equal((await send(`POST ${all}`, { name: 'old' }, { at })).status, 201);
});

test('a tenant sees nothing of it, but what it has itself', async () => {
  const { path, people, send } = await withProvider();
  for (const what of [
    `GET ${all}`,
    `GET ${path}`,
    `GET ${path}/inventories`,
    `GET ${path}/usages`,
    'GET /placement/traits',
    'GET /placement/allocation_candidates?resources=VCPU:1',
    `GET /placement/usages?project_id=${people.admin.projectId ?? ''}`,
  ]) {
    assert.equal((await send(what, undefined, { as: 'demo' })).status, 403, what);
  }
});

test('what is no request is refused with a sentence', async () => {
  const { path, send } = await withProvider();
  for (const [what, body] of [
    [`POST ${all}`, {}],
    [`POST ${all}`, { name: 'x', uuid: 'y' }],
    [
      `PUT ${path}/inventories`,
      { resource_provider_generation: 1, inventories: { VCPU: { total: 0 } } },
    ],
    [
      `PUT ${path}/inventories`,
      { resource_provider_generation: 1, inventories: { VCPU: { total: 1, reserved: 2 } } },
    ],
    [
      `PUT ${path}/inventories`,
      { resource_provider_generation: 1, inventories: { COLOUR: { total: 1 } } },
    ],
    [`PUT /placement/allocations/${consumer}`, { allocations: [] }],
  ] as const) {
    const { status, text } = await send(what, body);
    assert.equal(status, 400, text);
    assert.match(text, /could not comply/);
  }
  assert.equal((await send(`GET ${all}?colour=red`)).status, 400);
  assert.equal((await send('GET /placement/nonsense')).status, 404);
});
