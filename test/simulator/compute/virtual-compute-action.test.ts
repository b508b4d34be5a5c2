import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal } from './compute-alone.ts';
import { withServers } from './servers.ts';

const unknown = '11111111-2222-4333-8444-555555555555';

test('each state has its task on the way there, and refuses what makes no sense in it', async () => {
  const { boot, act, timeline } = withServers();
  const id = await boot();
  const steps = [
    ['suspend', 'ACTIVE active suspending 1', 'SUSPENDED suspended - 4', 'suspend'],
    ['resume', 'SUSPENDED suspended resuming 4', 'ACTIVE active - 1', 'resume'],
    ['pause', 'ACTIVE active pausing 1', 'PAUSED paused - 3', 'pause'],
    ['unpause', 'PAUSED paused unpausing 3', 'ACTIVE active - 1', 'unpause'],
    ['os-stop', 'ACTIVE active powering-off 1', 'SHUTOFF stopped - 4', 'stop'],
    ['os-start', 'SHUTOFF stopped powering-on 4', 'ACTIVE active - 1', 'start'],
  ] as const;
  for (const [action, during, after, name] of steps) {
    const answer = await act(id, { [action]: null });
    assert.deepEqual([answer.status, answer.text], [202, ''], action);
    const task = during.split(' ')[2] ?? '';
    assert.match(
      refusal(await act(id, { suspend: null }))[2],
      new RegExp(`vm_state|task_state ${task}`),
    );
    assert.deepEqual(await timeline(id, 500), [during, after]);
    const state = after.split(' ')[1] ?? '';
    assert.deepEqual(refusal(await act(id, { [action]: null })), [
      409,
      'conflictingRequest',
      `Cannot '${name}' instance ${id} while it is in vm_state ${state}`,
    ]);
  }
});

test('a reboot is soft or hard', async () => {
  const { boot, act, timeline } = withServers();
  const id = await boot();
  assert.equal((await act(id, { reboot: { type: 'SOFT' } })).status, 202);
  assert.deepEqual(await timeline(id, 500), ['REBOOT active rebooting 1', 'ACTIVE active - 1']);
  assert.equal((await act(id, { reboot: { type: 'Hard' } })).status, 202);
  assert.equal((await timeline(id, 500))[0], 'HARD_REBOOT active rebooting_hard 1');
  assert.equal(
    refusal(await act(id, { reboot: { type: 'MEDIUM' } }))[2],
    "Invalid input for field/attribute type. Value: MEDIUM. 'MEDIUM' is not one of ['HARD', 'Hard', 'hard', 'SOFT', 'Soft', 'soft']",
  );
  await act(id, { 'os-stop': null });
  await timeline(id, 500);
  assert.equal((await act(id, { reboot: { type: 'SOFT' } })).status, 409);
  assert.equal((await act(id, { reboot: { type: 'HARD' } })).status, 202);
});

test('a resize waits to be confirmed or reverted', async () => {
  const { boot, act, timeline, show } = withServers();
  const id = await boot();
  const ram = async () => (await show(id, 'member', '2.47')).flavor['ram'];
  const says = async (action: object) => refusal(await act(id, action)).slice(0, 3);
  assert.deepEqual(await says({ resize: { flavorRef: '42' } }), [
    400,
    'badRequest',
    'When resizing, instances must change flavor!',
  ]);
  assert.deepEqual(await says({ resize: { flavorRef: unknown } }), [
    400,
    'badRequest',
    `Flavor ${unknown} could not be found.`,
  ]);
  assert.equal((await act(id, { resize: { flavorRef: '84' } })).status, 202);
  assert.deepEqual(await timeline(id, 2000), [
    'RESIZE active resize_prep 1',
    'RESIZE active resize_migrating 1',
    'RESIZE active resize_migrated 1',
    'RESIZE active resize_finish 1',
    'VERIFY_RESIZE resized - 1',
  ]);
  assert.equal(await ram(), 128);
  assert.equal(
    (await says({ suspend: null }))[2],
    `Cannot 'suspend' instance ${id} while it is in vm_state resized`,
  );
  assert.equal((await act(id, { revertResize: null })).status, 202);
  assert.deepEqual(await timeline(id, 1000), [
    'REVERT_RESIZE resized resize_reverting 1',
    'ACTIVE active - 1',
  ]);
  assert.equal(await ram(), 64);
  await act(id, { resize: { flavorRef: '84' } });
  await timeline(id, 2000);
  assert.equal((await act(id, { confirmResize: null })).status, 204);
  assert.deepEqual(await timeline(id, 1000), ['VERIFY_RESIZE resized - 1', 'ACTIVE active - 1']);
  assert.equal(await ram(), 128);
  assert.equal((await act(id, { confirmResize: null })).status, 409);
});

test('a locked server lets only administrators through', async () => {
  const { boot, act, ask, show } = withServers();
  const id = await boot();
  const locked = [409, 'conflictingRequest', `Instance ${id} is locked`];
  assert.equal((await act(id, { lock: null })).status, 202);
  assert.deepEqual(refusal(await act(id, { suspend: null })), locked);
  assert.deepEqual(refusal(await ask(`DELETE /v2.1/servers/${id}`, { as: 'member' })), locked);
  assert.equal((await show(id, 'member', '2.9')).locked, true);
  assert.equal((await act(id, { suspend: null }, 'admin')).status, 202);
  assert.equal((await act(id, { unlock: null })).status, 202);
  assert.equal((await act(id, { lock: null }, 'admin')).status, 202);
  assert.equal((await act(id, { unlock: null })).status, 403);
  assert.equal((await act(id, { unlock: null }, 'admin')).status, 202);
});

test('security groups go to all ports of a server', async () => {
  const { boot, act, show } = withServers();
  const id = await boot();
  const groups = async () => (await show(id)).security_groups?.map(({ name }) => name);
  assert.deepEqual(await groups(), ['default']);
  assert.equal((await act(id, { addSecurityGroup: { name: 'web' } })).status, 202);
  assert.deepEqual(await groups(), ['default', 'web']);
  assert.equal((await act(id, { removeSecurityGroup: { name: 'default' } })).status, 202);
  assert.deepEqual(await groups(), ['web']);
  assert.equal((await act(id, { addSecurityGroup: { name: 'nope' } })).status, 404);
});

test('actions that there are not, and bodies that name none', async () => {
  const { boot, act, ask } = withServers();
  const id = await boot();
  const says = async (body: unknown) =>
    refusal(await ask(`POST /v2.1/servers/${id}/action`, { as: 'member', body }))[2];
  assert.equal(await says({ frob: null }), 'There is no such action: frob');
  assert.equal(await says({ toString: null }), 'There is no such action: toString');
  assert.equal(await says('"x"'), 'The resource could not be found.');
  for (const body of [{}, [], '"xy"', { suspend: null, resume: null }]) {
    assert.equal(await says(body), 'Malformed request body');
  }
  assert.equal((await act(id, { rebuild: {} })).status, 501);
  assert.equal((await act(id, { addFloatingIp: {} }, 'member', '2.44')).status, 404);
  assert.equal((await act(unknown, { suspend: null })).status, 404);
  assert.equal((await act(id, { suspend: null }, 'outsider')).status, 404);
});

test('administrators set a state by hand; anybody of the tenant reads the console', async () => {
  const { boot, act, show } = withServers();
  const id = await boot();
  assert.equal((await act(id, { 'os-resetState': { state: 'error' } })).status, 403);
  assert.equal((await act(id, { 'os-resetState': { state: 'error' } }, 'admin')).status, 202);
  assert.equal((await show(id)).status, 'ERROR');
  const output = await act(id, { 'os-getConsoleOutput': { length: 1 } });
  assert.deepEqual(output.body, { output: 's1 login:' });
});
