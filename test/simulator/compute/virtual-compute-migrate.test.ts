/** Servers move between hosts, or are built anew on another; what they take of them moves along. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal } from './compute-alone.ts';
import { withServers } from './servers.ts';

type Alone = ReturnType<typeof withServers>;

const hostOf = async ({ show }: Alone, id: string) =>
  String((await show(id, 'admin'))['OS-EXT-SRV-ATTR:host']);
const load = async ({ ask }: Alone) => {
  const { body } = await ask('GET /v2.1/os-hypervisors/detail', { as: 'admin' });
  const { hypervisors } = body as {
    hypervisors: { hypervisor_hostname: string; running_vms: number; vcpus_used: number }[];
  };
  return Object.fromEntries(
    hypervisors.map((one) => [one.hypervisor_hostname, [one.running_vms, one.vcpus_used]]),
  );
};
const groupOf = async ({ ask }: Alone, policy: string) => {
  const body = { server_group: { name: 'g', policies: [policy] } };
  const answer = await ask('POST /v2.1/os-server-groups', { as: 'member', body });
  return (answer.body as { server_group: { id: string } }).server_group.id;
};

test('a cold migration ends on another host, and is confirmed or reverted', async () => {
  const alone = withServers();
  const { boot, act, timeline } = alone;
  const id = await boot();
  const first = await hostOf(alone, id);
  assert.equal((await act(id, { migrate: null }, 'admin')).status, 202);
  assert.deepEqual(await timeline(id, 2000), [
    'RESIZE active resize_prep 1',
    'RESIZE active resize_migrating 1',
    'RESIZE active resize_migrated 1',
    'RESIZE active resize_finish 1',
    'VERIFY_RESIZE resized - 1',
  ]);
  const second = await hostOf(alone, id);
  assert.notEqual(second, first);
  assert.deepEqual((await load(alone))[first], [1, 1], 'kept until it is confirmed');
  await act(id, { revertResize: null }, 'admin');
  await timeline(id, 1000);
  assert.equal(await hostOf(alone, id), first);
  assert.deepEqual((await load(alone))[second], [0, 0]);
  await act(id, { migrate: { host: 'compute-3' } }, 'admin', '2.56');
  await timeline(id, 2000);
  assert.equal((await act(id, { confirmResize: null })).status, 204);
  await timeline(id, 1000);
  assert.equal(await hostOf(alone, id), 'compute-3');
  assert.deepEqual(await load(alone), {
    'compute-1': [0, 0],
    'compute-2': [0, 0],
    'compute-3': [1, 1],
  });
});

test('a live migration ends on another host at once', async () => {
  const alone = withServers();
  const { boot, act, timeline } = alone;
  const id = await boot();
  const first = await hostOf(alone, id);
  const live = { 'os-migrateLive': { host: null, block_migration: 'auto' } };
  assert.equal((await act(id, live, 'admin', '2.25')).status, 202);
  assert.deepEqual(await timeline(id, 2000), ['MIGRATING active migrating 1', 'ACTIVE active - 1']);
  const second = await hostOf(alone, id);
  assert.notEqual(second, first);
  assert.deepEqual((await load(alone))[first], [0, 0]);
  assert.deepEqual((await load(alone))[second], [1, 1]);
});

test('what cannot move stays, and is as it was', async () => {
  const alone = withServers();
  const { boot, act, timeline } = alone;
  const hints = { 'os:scheduler_hints': { group: await groupOf(alone, 'affinity') } };
  const id = await boot({}, 'member', '2.1', hints);
  await boot({}, 'member', '2.1', hints);
  const host = await hostOf(alone, id);
  assert.equal((await act(id, { migrate: null }, 'admin')).status, 202);
  assert.equal((await timeline(id, 2000)).at(-1), 'ACTIVE active - 1');
  const live = { 'os-migrateLive': { host: null, block_migration: true } };
  assert.equal((await act(id, live, 'admin', '2.68')).status, 202);
  assert.equal((await timeline(id, 2000)).at(-1), 'ACTIVE active - 1');
  assert.equal(await hostOf(alone, id), host);
  assert.deepEqual((await load(alone))[host], [2, 2]);
});

test('who may not, hosts that there are not, and bodies of other versions', async () => {
  for (const [release, manager] of [
    ['zed', 403],
    ['2026.1', 202],
  ] as const) {
    const alone = withServers(release);
    const { boot, act } = alone;
    const id = await boot();
    assert.equal((await act(id, { migrate: null })).status, 403, release);
    assert.equal((await act(id, { migrate: null }, 'outsider')).status, 404, release);
    const says = async (action: object, at: string) => {
      const answer = await act(id, action, 'admin', at);
      return [answer.status, refusal(answer)[2]];
    };
    assert.deepEqual(await says({ migrate: { host: 'nowhere' } }, '2.56'), [
      400,
      'Compute host nowhere could not be found.',
    ]);
    const here = await hostOf(alone, id);
    assert.equal((await says({ migrate: { host: here } }, '2.56'))[0], 400);
    const live = { host: null, block_migration: 'auto' };
    assert.equal((await says({ 'os-migrateLive': live }, '2.24'))[0], 400);
    assert.equal((await says({ 'os-migrateLive': { ...live, force: true } }, '2.68'))[0], 400);
    assert.equal((await says({ 'os-migrateLive': { host: null } }, '2.68'))[0], 400);
    assert.equal((await act(id, { migrate: null }, 'manager')).status, manager, release);
  }
});

test('what was on a host that is down is built anew on another', async () => {
  const alone = withServers('2026.1');
  const { ask, boot, act, timeline } = alone;
  const id = await boot();
  const first = await hostOf(alone, id);
  const says = async (wish: object, at = '2.68') => {
    const answer = await act(id, { evacuate: wish }, 'admin', at);
    return [answer.status, answer.status === 200 ? '' : refusal(answer)[2]];
  };
  assert.deepEqual(await says({}), [400, `Compute service of ${first} is still in use.`]);
  assert.deepEqual(await says({ host: first }), [400, "The target host can't be the same one."]);
  assert.deepEqual(await says({ host: 'nowhere' }), [
    404,
    'Compute host nowhere could not be found.',
  ]);
  assert.equal((await says({ force: true }))[0], 400);
  assert.equal((await says({}, '2.13'))[0], 400);
  assert.equal((await act(id, { evacuate: {} }, 'member', '2.68')).status, 403);
  const service = { host: first, binary: 'nova-compute', forced_down: true };
  const down = { as: 'admin', at: '2.11', body: service };
  assert.equal((await ask('PUT /v2.1/os-services/force-down', down)).status, 200);
  assert.deepEqual(await says({}), [200, '']);
  assert.deepEqual(await timeline(id, 2000), ['REBUILD active rebuilding 1', 'ACTIVE active - 1']);
  const second = await hostOf(alone, id);
  assert.notEqual(second, first);
  assert.deepEqual((await load(alone))[first], [0, 0]);
  assert.deepEqual((await load(alone))[second], [1, 1]);
});
