import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverGroupAnswer } from '../../../src/contract/compute/server-group.ts';
import { refusal } from './compute-alone.ts';
import { withServers } from './servers.ts';

interface Hypervisor {
  readonly id: unknown;
  readonly hypervisor_hostname: string;
  readonly vcpus_used?: number;
  readonly running_vms?: number;
}

test('administrators see hosts and what is taken of them', async () => {
  const { ask, boot } = withServers();
  const list = async (path: string, at = '2.1') =>
    (
      (await ask(`GET /v2.1/os-hypervisors${path}`, { as: 'admin', at })).body as {
        hypervisors: Hypervisor[];
      }
    ).hypervisors;
  const used = async () =>
    (await list('/detail')).map(({ running_vms: servers }) => servers).sort();
  assert.deepEqual(await used(), [0, 0, 0]);
  const id = await boot({ flavorRef: '3' });
  assert.deepEqual(await used(), [0, 0, 1]);
  const [with_] = (await list('?with_servers=1', '2.53')).filter((host) => 'servers' in host);
  assert.match(JSON.stringify(with_), new RegExp(id));
  assert.equal(typeof (await list(''))[0]?.id, 'number');
  assert.equal(typeof (await list('', '2.53'))[0]?.id, 'string');
  assert.equal('vcpus' in ((await list('/detail', '2.88'))[0] ?? {}), false);
  await ask(`DELETE /v2.1/servers/${id}`, { as: 'member' });
  assert.deepEqual(refusal(await ask('GET /v2.1/os-hypervisors/99', { as: 'admin' })), [
    404,
    'itemNotFound',
    "Hypervisor with ID '99' could not be found.",
  ]);
  for (const path of [
    'os-hypervisors',
    'os-services',
    'os-aggregates',
    'os-availability-zone/detail',
  ]) {
    assert.equal((await ask(`GET /v2.1/${path}`, { as: 'member' })).status, 403, path);
    assert.equal((await ask(`GET /v2.1/${path}`, { as: 'admin' })).status, 200, path);
  }
  assert.deepEqual((await ask('GET /v2.1/os-availability-zone', { as: 'reader' })).body, {
    availabilityZoneInfo: [{ zoneName: 'nova', zoneState: { available: true }, hosts: null }],
  });
});

test('what is taken of a host is given back', async () => {
  const { ask, boot, clock, act } = withServers();
  const statistics = async () => {
    const answer = await ask('GET /v2.1/os-hypervisors/statistics', { as: 'admin' });
    const { vcpus_used: cores, running_vms: servers } = (
      answer.body as { hypervisor_statistics: Record<string, number> }
    ).hypervisor_statistics;
    return [cores, servers];
  };
  const id = await boot();
  assert.deepEqual(await statistics(), [1, 1]);
  await act(id, { resize: { flavorRef: '3' } });
  clock.advance(5000);
  assert.deepEqual(await statistics(), [3, 2]);
  await act(id, { confirmResize: null });
  clock.advance(5000);
  assert.deepEqual(await statistics(), [2, 1]);
  await act(id, { resize: { flavorRef: '42' } });
  clock.advance(5000);
  await act(id, { revertResize: null });
  clock.advance(5000);
  assert.deepEqual(await statistics(), [2, 1]);
  await act(id, { resize: { flavorRef: '42' } });
  clock.advance(5000);
  await ask(`DELETE /v2.1/servers/${id}`, { as: 'member' });
  clock.advance(5000);
  assert.deepEqual(await statistics(), [0, 0]);
});

test('servers of an anti-affinity group run on hosts of their own, until there is none left', async () => {
  const { ask, boot, show } = withServers();
  const answer = await ask('POST /v2.1/os-server-groups', {
    as: 'member',
    body: { server_group: { name: 'g', policies: ['anti-affinity'] } },
  });
  const { server_group: group } = serverGroupAnswer.parse(answer.body);
  const hosts: string[] = [];
  for (let i = 0; i < 3; i += 1) {
    const id = await boot({}, 'member', '2.1', { 'os:scheduler_hints': { group: group.id } });
    hosts.push((await show(id)).hostId);
    assert.deepEqual((await show(id, 'member', '2.71')).server_groups, [group.id]);
  }
  assert.equal(new Set(hosts).size, 3);
  const id = await boot({}, 'member', '2.1', { 'os:scheduler_hints': { group: group.id } });
  assert.equal((await show(id)).fault?.message, 'No valid host was found. ');
});

test('a group belongs to its tenant, and has one policy', async () => {
  const { ask } = withServers();
  const create = (group: object, at = '2.1') =>
    ask('POST /v2.1/os-server-groups', { as: 'member', at, body: { server_group: group } });
  const says = async (group: object, at?: string) => refusal(await create(group, at))[2];
  assert.equal(
    await says({ name: 'g', policies: ['x'] }),
    "Invalid input for field/attribute 0. Value: x. 'x' is not one of ['anti-affinity', 'affinity']",
  );
  assert.equal(
    await says({ name: 'g', policy: 'affinity', rules: { max_server_per_host: 2 } }, '2.64'),
    'Only anti-affinity policy supports rules.',
  );
  const answer = await create({ name: 'g', policy: 'affinity' }, '2.64');
  const { id } = serverGroupAnswer.parse(answer.body).server_group;
  assert.equal((await ask(`GET /v2.1/os-server-groups/${id}`, { as: 'outsider' })).status, 404);
  assert.equal((await ask(`DELETE /v2.1/os-server-groups/${id}`, { as: 'member' })).status, 204);
  assert.equal((await ask(`DELETE /v2.1/os-server-groups/${id}`, { as: 'member' })).status, 404);
});
