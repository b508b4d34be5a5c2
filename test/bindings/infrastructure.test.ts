import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { Violation } from '../../src/failures.ts';
import { simulatorTarget } from '../../src/target/simulator-target.ts';
import { openStackOf } from './openstack-of.ts';

type Change = (body: Record<string, unknown>) => object;

/** The administrator of a simulator; answers to some paths are changed. */
async function administrator(changes: Readonly<Record<string, Change>> = {}) {
  const openstack = openStackOf(createSimulator(), async (answer, request) => {
    const [, change] =
      Object.entries(changes).find(([path]) => new URL(request.url).pathname.endsWith(path)) ?? [];
    if (change === undefined || !answer.ok) return answer;
    return Response.json(change((await answer.json()) as Record<string, unknown>));
  });
  return openstack.signIn('cloud zone administrator', simulatorTarget.credentials);
}

test('what the run has taken out of service is found by its name and taken back, and nothing else is', async () => {
  const principal = await administrator();
  const { infrastructure } = principal;
  const { hosts } = infrastructure;
  const kept = principal.keeper(hosts.address);
  assert.ok(kept);
  const mine = await hosts.takeOut('compute-1', 'cft-run-1');
  const foreign = await hosts.takeOut('compute-2', 'maintenance');
  assert.deepEqual(await kept.named('cft-run-1', {}), [mine]);
  assert.deepEqual(await kept.named('cft-run-2', {}), []);
  assert.deepEqual([await kept.exists(mine, {}), await kept.exists(foreign, {})], [true, false]);
  await kept.remove(mine, {});
  assert.equal(await kept.exists(mine, {}), false);
  const inService = (await hosts.programs()).map((each) => each.inService);
  assert.deepEqual(inService, [true, false, true]);
});

test('what the run has declared down is found by its host and taken back', async () => {
  const principal = await administrator();
  const { hosts } = principal.infrastructure;
  const kept = principal.keeper(hosts.downAddress);
  assert.ok(kept);
  const id = await hosts.declareDown('compute-1');
  await hosts.declareDown('compute-2');
  assert.deepEqual(await kept.named('compute-1', {}), [id]);
  assert.deepEqual(await kept.named('compute-3', {}), []);
  assert.equal(await kept.exists(id, {}), true);
  await kept.remove(id, {});
  assert.equal(await kept.exists(id, {}), false);
  const up = async () => (await hosts.programs()).map((each) => each.up);
  assert.deepEqual(await up(), [true, false, true]);
  await hosts.declareUp('compute-2');
  assert.deepEqual(await up(), [true, true, true]);
});

test('a group of hosts is taken away with its hosts in it, a provider with what it gave away', async () => {
  const principal = await administrator();
  const { infrastructure } = principal;
  const { allocations, groups, providers } = infrastructure;
  const group = await groups.create('cft-run-1');
  await groups.put(group, 'compute-1');
  const provider = await providers.create('cft-run-2');
  await providers.offer(provider, 0, { 'display heads': 8 });
  const consumer = '5c9e0bd4-6b07-4b3e-9d37-3f7d5a1c2b10';
  await allocations.give(consumer, provider, { 'display heads': 2 });
  const trait = await providers.createTrait('cft-run-3');
  for (const [address, id, name] of [
    [groups.address, group, 'cft-run-1'],
    [allocations.address, consumer, undefined],
    [providers.address, provider, 'cft-run-2'],
    [providers.traitAddress, trait, 'cft-run-3'],
  ] as const) {
    const kept = principal.keeper(address);
    assert.ok(kept, address);
    if (name !== undefined) assert.deepEqual(await kept.named(name, {}), [id]);
    assert.equal(await kept.exists(id, {}), true, address);
    await kept.remove(id, {});
    assert.equal(await kept.exists(id, {}), false, address);
    await kept.remove(id, {});
  }
});

test('what is told by halves is a violation that says so', async () => {
  const { infrastructure } = await administrator({
    '/usages': (body) => ({ ...body, usages: {} }),
    '/os-hypervisors/detail': ({ hypervisors }) => ({
      hypervisors: (hypervisors as object[]).map((row) => ({ ...row, vcpus: 'many' })),
    }),
    '/get_pools': () => ({
      pools: [{ name: 'a', capabilities: { total_capacity_gb: 'infinite' } }],
    }),
  });
  const { hosts, providers } = infrastructure;
  const [provider] = await providers.list();
  await assert.rejects(providers.offers(provider?.id ?? ''), (error: unknown) => {
    assert.ok(error instanceof Violation);
    assert.match(error.message, /how much of VCPU it has given away/);
    return true;
  });
  await assert.rejects(hosts.list(), /vcpus/);
  assert.deepEqual(await infrastructure.storagePools(), [{ name: 'a' }]);
});
