/** What managing virtual computes sends, and what it makes of answers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  affinityGroupKeeper,
  affinityGroupsOf,
} from '../../src/bindings/compute/affinity-group.ts';
import { manageVirtualComputes } from '../../src/bindings/compute/virtual-compute-management.ts';
import { computePlaces } from '../../src/bindings/compute/virtual-compute-place.ts';
import { Refusal } from '../../src/failures.ts';
import { answer } from './stub-http.ts';
import { stubSession } from './stub-session.ts';

test('each deed, and each way to move, is an action', async () => {
  const session = stubSession(() => answer(202, ''));
  const managed = manageVirtualComputes(session);
  for (const deed of ['start', 'stop', 'pause', 'unpause', 'reboot'] as const) {
    await managed.operate('s', deed);
  }
  await managed.scale('s', { flavour: 'f' });
  await managed.migrate('s', 'offline');
  await managed.migrate('s', 'live');
  assert.deepEqual(session.sent(), [
    { 'os-start': null },
    { 'os-stop': null },
    { pause: null },
    { unpause: null },
    { reboot: { type: 'SOFT' } },
    { resize: { flavorRef: 'f' } },
    { migrate: null },
    { 'os-migrateLive': { host: null, block_migration: 'auto' } },
  ]);
  await assert.rejects(async () => managed.scale('s', { memory: '1 GiB' }), /names none/);
});

test('a change is confirmed, and what was told is answered', async () => {
  const session = stubSession((what) =>
    what.endsWith('/metadata') ? answer(200, { metadata: { label: 'x' } }) : answer(204, ''),
  );
  const managed = manageVirtualComputes(session);
  await managed.confirm('s');
  await managed.update('s', { label: 'x' });
  assert.deepEqual(session.sent(), [{ confirmResize: null }, { metadata: { label: 'x' } }]);
});

test('a group is together or apart, and what else a service says is its own word', async () => {
  const said = { id: 'g', name: 'n', members: ['s'], policy: 'anti-affinity', rules: {} };
  const session = stubSession((what) => {
    if (what.startsWith('GET compute/os-server-groups?')) {
      return answer(200, { server_groups: [said, { ...said, id: 'h', name: 'm' }] });
    }
    if (what.endsWith('/soft')) {
      return answer(200, { server_group: { ...said, policy: 'soft-affinity' } });
    }
    if (what.endsWith('/gone')) {
      return answer(404, { itemNotFound: { code: 404, message: 'no' } });
    }
    return answer(200, { server_group: said });
  });
  const groups = affinityGroupsOf(session);
  assert.equal(await groups.create('n', 'apart'), 'g');
  assert.equal(await groups.create('n', 'sideways'), 'g');
  assert.deepEqual(session.sent(), [
    { server_group: { name: 'n', policy: 'anti-affinity' } },
    { server_group: { name: 'n', policy: 'sideways' } },
  ]);
  assert.deepEqual(await groups.show('g'), { keeps: 'apart', members: ['s'] });
  assert.equal((await groups.show('soft'))?.keeps, 'soft-affinity');
  assert.equal(await groups.show('gone'), undefined);
  const keeper = affinityGroupKeeper(session);
  assert.deepEqual(await keeper.named('n', {}), ['g']);
  assert.equal(await keeper.exists('gone', {}), false);
  await keeper.remove('gone', {});
});

test('hosts that are down or disabled take nothing, and who may not see a host sees none', async () => {
  const host = (name: string, state: string, status: string) => ({
    hypervisor_hostname: name,
    state,
    status,
  });
  const places = computePlaces(
    stubSession((what) =>
      what === 'GET compute/os-hypervisors'
        ? answer(200, {
            hypervisors: [
              host('a', 'up', 'enabled'),
              host('b', 'down', 'enabled'),
              host('c', 'up', 'disabled'),
            ],
          })
        : answer(404, { itemNotFound: { code: 404, message: 'no' } }),
    ),
  );
  assert.deepEqual(await places.all(), ['a']);
  assert.equal(await places.now('s'), undefined);
  const refusing = stubSession(() => answer(403, { forbidden: { code: 403, message: 'no' } }));
  await assert.rejects(computePlaces(refusing).all(), Refusal);
});
