import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloud } from './cloud.ts';

test('what servers have of a host is what placement, the hypervisor and the tenant are told, and is given back', async () => {
  const { ask, boot, clock, hosts, people, used, serverState } = await cloud();
  const project = people.demo.projectId ?? '';
  const ofProject = async () =>
    (
      await ask<{ usages: Record<string, Record<string, number>> }>(
        `GET /placement/usages?project_id=${project}`,
        undefined,
        { as: 'demo' },
      )
    ).usages;
  const agree = async () => {
    for (const host of await hosts()) {
      const taken = await used(host.id);
      assert.equal(taken['VCPU'], host.vcpus_used);
      assert.equal((taken['MEMORY_MB'] ?? 0) + 512, host.memory_mb_used);
    }
  };
  await agree();
  assert.deepEqual(await ofProject(), {});
  const id = await boot('2');
  await agree();
  const has = { VCPU: 1, MEMORY_MB: 2048, DISK_GB: 20 };
  assert.deepEqual(await ofProject(), { INSTANCE: { consumer_count: 1, ...has } });
  const [, name] = await serverState(id);
  const host = (await hosts()).find((one) => one.hypervisor_hostname === name)?.id ?? '';
  type Allocations = { allocations: Record<string, { resources: Record<string, number> }> };
  const allocated = async () =>
    (await ask<Allocations>(`GET /placement/allocations/${id}`)).allocations;
  assert.deepEqual((await allocated())[host]?.resources, has);

  await ask(
    `POST /compute/v2.1/servers/${id}/action`,
    { resize: { flavorRef: '3' } },
    { as: 'demo' },
  );
  clock.advance(10_000);
  await agree();
  const sum = Object.values(await allocated()).reduce(
    (all, { resources }) => all + (resources['VCPU'] ?? 0),
    0,
  );
  assert.equal(sum, 3, 'both of them until it is confirmed');
  await ask(`POST /compute/v2.1/servers/${id}/action`, { confirmResize: null }, { as: 'demo' });
  clock.advance(10_000);
  await agree();
  assert.equal((await ofProject())['INSTANCE']?.['VCPU'], 2);

  await ask(`DELETE /compute/v2.1/servers/${id}`, undefined, { as: 'demo' });
  clock.advance(10_000);
  await agree();
  assert.deepEqual(await ofProject(), {});
  assert.deepEqual(await allocated(), {});
});

test('nothing new is put on a host that is disabled, said to be down, full, or without a trait that the flavour wants', async () => {
  const { ask, boot, generation, hosts, serverState } = await cloud({ hosts: 1 });
  const [host] = await hosts();
  assert.ok(host);
  const provider = `/placement/resource_providers/${host.id}`;
  const { services } = await ask<{ services: { id: string; binary: string }[] }>(
    'GET /compute/v2.1/os-services?binary=nova-compute',
  );
  const service = `/compute/v2.1/os-services/${services[0]?.id ?? ''}`;
  const lands = async (flavor?: string) => (await serverState(await boot(flavor)))[0];
  const traits = async () => (await ask<{ traits: string[] }>(`GET ${provider}/traits`)).traits;

  assert.equal(await lands(), 'ACTIVE');
  await ask(`PUT ${service}`, { status: 'disabled', disabled_reason: 'maintenance' });
  assert.equal(await lands(), 'ERROR');
  assert.ok((await traits()).includes('COMPUTE_STATUS_DISABLED'));
  await ask(`PUT ${service}`, { status: 'enabled' });
  assert.ok(!(await traits()).includes('COMPUTE_STATUS_DISABLED'));
  assert.equal(await lands(), 'ACTIVE');

  await ask(`PUT ${service}`, { forced_down: true });
  assert.equal(await lands(), 'ERROR');
  await ask(`PUT ${service}`, { forced_down: false });

  type Inventories = {
    resource_provider_generation: number;
    inventories: Record<string, { total: number }>;
  };
  const before = await ask<Inventories>(`GET ${provider}/inventories`);
  const { VCPU: cores } = before.inventories;
  await ask(`PUT ${provider}/inventories/VCPU`, {
    ...cores,
    reserved: cores?.total,
    resource_provider_generation: await generation(host.id),
  });
  assert.equal(await lands(), 'ERROR');
  await ask(`PUT ${provider}/inventories/VCPU`, {
    ...cores,
    resource_provider_generation: await generation(host.id),
  });
  assert.equal(await lands(), 'ACTIVE');

  await ask('POST /compute/v2.1/flavors/2/os-extra_specs', {
    extra_specs: { 'trait:CUSTOM_FAST': 'required' },
  });
  assert.equal(await lands('2'), 'ERROR');
  await ask('PUT /placement/traits/CUSTOM_FAST');
  await ask(`PUT ${provider}/traits`, {
    traits: [...(await traits()), 'CUSTOM_FAST'],
    resource_provider_generation: await generation(host.id),
  });
  assert.equal(await lands('2'), 'ACTIVE');
});

test('accelerators are providers below their hosts, and what a server has of them is allocated', async () => {
  const { ask, boot, used } = await cloud();
  type Providers = {
    resource_providers: { uuid: string; name: string; root_provider_uuid: string }[];
  };
  await ask('POST /accelerator/v2/device_profiles', [
    { name: 'one', groups: [{ 'resources:FPGA': '1', 'trait:CUSTOM_FPGA_EXAMPLE': 'forbidden' }] },
  ]);
  await ask('POST /compute/v2.1/flavors/1/os-extra_specs', {
    extra_specs: { 'accel:device_profile': 'one' },
  });
  const id = await boot();
  type Allocations = { allocations: Record<string, { resources: Record<string, number> }> };
  const { allocations } = await ask<Allocations>(`GET /placement/allocations/${id}`);
  const [accelerator] =
    Object.entries(allocations).find(([, { resources }]) => 'FPGA' in resources) ?? [];
  assert.ok(accelerator, JSON.stringify(allocations));
  assert.deepEqual(await used(accelerator), { FPGA: 1 });
  const tree = await ask<Providers>(`GET /placement/resource_providers?in_tree=${accelerator}`);
  const [root] = tree.resource_providers;
  assert.ok(root && tree.resource_providers.length > 3);
  assert.equal(
    tree.resource_providers.every((each) => each.root_provider_uuid === root.uuid),
    true,
  );
  assert.ok(Object.hasOwn(allocations, root.uuid));
  await ask(`DELETE /compute/v2.1/servers/${id}`, undefined, { as: 'demo' });
});

test('an aggregate with a zone puts its hosts into it, one at a time', async () => {
  const { ask, boot, send, serverState } = await cloud();
  const all = '/compute/v2.1/os-aggregates';
  type Made = {
    aggregate: { id: number; uuid: string; hosts?: string[]; availability_zone: string | null };
  };
  const make = (name: string, zone?: string) =>
    ask<Made>(`POST ${all}`, {
      aggregate: { name, ...(zone === undefined ? {} : { availability_zone: zone }) },
    });
  const { aggregate } = await make('fast', 'east');
  assert.equal(aggregate.hosts, undefined);
  const act = (id: number, body: object) => send(`POST ${all}/${String(id)}/action`, body);
  const host = 'compute-2';
  assert.equal((await act(aggregate.id, { add_host: { host: 'nowhere' } })).status, 404);
  assert.equal((await act(aggregate.id, { add_host: { host } })).status, 200);
  assert.equal((await act(aggregate.id, { add_host: { host } })).status, 409);
  const id = await boot('1', { availability_zone: 'east' });
  assert.deepEqual(await serverState(id), ['ACTIVE', host]);
  const other = (await make('slow', 'west')).aggregate.id;
  assert.equal((await act(other, { add_host: { host } })).status, 409);
  assert.equal((await send(`DELETE ${all}/${String(aggregate.id)}`)).status, 400);
  const set = { set_metadata: { metadata: { availability_zone: null, ssd: 'true' } } };
  assert.equal((await act(aggregate.id, set)).status, 400, 'a server is in the zone');
  await ask(`DELETE /compute/v2.1/servers/${id}`, undefined, { as: 'demo' });
  await boot();
  assert.equal((await act(aggregate.id, set)).status, 200);
  const shown = await ask<Made>(`GET ${all}/${String(aggregate.id)}`);
  assert.equal(shown.aggregate.availability_zone, null);
  assert.equal((await act(aggregate.id, { remove_host: { host } })).status, 200);
  assert.equal((await act(aggregate.id, { remove_host: { host } })).status, 404);
  assert.equal((await send(`POST ${all}`, { aggregate: { name: 'slow' } })).status, 409);
  assert.equal((await send(`POST ${all}`, { aggregate: { name: 'a', colour: 1 } })).status, 400);
  assert.equal((await send(`DELETE ${all}/${String(aggregate.id)}`)).status, 200);
  assert.equal((await send(`GET ${all}/${String(aggregate.id)}`)).status, 404);
  assert.equal(
    (await send(`POST ${all}`, { aggregate: { name: 'b' } }, { as: 'demo' })).status,
    403,
  );
});

test('hosts are taken out of service by name in older microversions', async () => {
  const { ask, send } = await cloud();
  const at = 'compute 2.11';
  const service = { host: 'compute-1', binary: 'nova-compute' };
  const put = (what: string, body: object) =>
    send(`PUT /compute/v2.1/os-services/${what}`, body, { at });
  assert.equal(
    (await put('disable-log-reason', { ...service, disabled_reason: 'why' })).status,
    200,
  );
  assert.equal((await put('force-down', { ...service, forced_down: true })).status, 200);
  type Services = {
    services: { host: string; status: string; state: string; disabled_reason: string }[];
  };
  const { services } = await ask<Services>(
    'GET /compute/v2.1/os-services?host=compute-1',
    undefined,
    { at },
  );
  assert.deepEqual(
    services.map(({ status, state, disabled_reason: reason }) => [status, state, reason]),
    [['disabled', 'down', 'why']],
  );
  assert.equal((await put('enable', service)).status, 200);
  assert.equal((await put('enable', { ...service, host: 'nowhere' })).status, 404);
  assert.equal((await put('dance', service)).status, 404);
  const newer = (id: string, body: object) => send(`PUT /compute/v2.1/os-services/${id}`, body);
  assert.equal((await newer('dance', { status: 'enabled' })).status, 400);
  assert.equal(
    (await newer('3f2b7c1e-6a64-4c26-9d5e-5c1f6d0f5a01', { status: 'enabled' })).status,
    400,
  );
  assert.equal(
    (await newer('aaaaaaaa-6a64-4c26-9d5e-5c1f6d0f5a01', { status: 'enabled' })).status,
    404,
  );
});

test('hypervisors come in pages', async () => {
  const { ask } = await cloud({ hosts: 5 });
  type Page = { hypervisors: { id: string }[]; hypervisors_links?: { href: string }[] };
  const first = await ask<Page>('GET /compute/v2.1/os-hypervisors?limit=3');
  const next = new URL(first.hypervisors_links?.[0]?.href ?? '');
  const rest = await ask<Page>(`GET ${next.pathname}${next.search}`);
  assert.equal(new Set([...first.hypervisors, ...rest.hypervisors].map(({ id }) => id)).size, 5);
  assert.equal(rest.hypervisors_links, undefined);
});
