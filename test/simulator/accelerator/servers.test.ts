/** Servers whose flavour names a device profile, in the simulator. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boot, list, makeProfile, openCloud, statusOf } from './cloud.ts';

const fpga = { 'resources:FPGA': '1' };

test('a server gets its accelerator with its flavour, and frees it when it is deleted', async () => {
  const cloud = await openCloud();
  await makeProfile(cloud, 'one', fpga);
  const id = await boot(cloud, 'one');
  cloud.pass(10_000);
  assert.equal(await statusOf(cloud, id), 'ACTIVE');
  const arqs = await list(cloud, 'arqs', `?instance=${id}&bind_state=resolved`);
  assert.deepEqual(
    arqs.map(({ state }) => state),
    ['Bound'],
  );
  // While it is in use, the profile stays.
  await cloud.ask('admin', 'DELETE', '/accelerator/v2/device_profiles?value=one', 409);
  await cloud.ask('demo', 'DELETE', `/compute/v2.1/servers/${id}`, 204);
  cloud.pass(10_000);
  assert.deepEqual(await list(cloud, 'arqs'), []);
  await cloud.ask('admin', 'DELETE', '/accelerator/v2/device_profiles?value=one', 204);
});

test('a flavour that names no profile that there is makes no server', async () => {
  const cloud = await openCloud();
  assert.equal(
    await boot(cloud, 'nonsense', 400),
    'Device profile name nonsense: Expected 1 device profile but got nothing.',
  );
});

test('where none is left a server breaks, and nothing of it stays; what is freed serves the next', async () => {
  const cloud = await openCloud();
  const all = (await list(cloud, 'devices', '?type=FPGA')).length;
  await makeProfile(cloud, 'one', fpga);
  const ids: string[] = [];
  for (let n = 0; n <= all; n += 1) ids.push(await boot(cloud, 'one'));
  cloud.pass(10_000);
  const [first = '', ...rest] = ids;
  const broken = rest.at(-1) ?? '';
  assert.equal(await statusOf(cloud, broken), 'ERROR');
  assert.equal(await statusOf(cloud, first), 'ACTIVE');
  assert.equal((await list(cloud, 'arqs')).length, all);
  assert.deepEqual(await list(cloud, 'arqs', `?instance=${broken}`), []);
  await cloud.ask('demo', 'DELETE', `/compute/v2.1/servers/${first}`, 204);
  cloud.pass(10_000);
  const next = await boot(cloud, 'one');
  cloud.pass(10_000);
  assert.equal(await statusOf(cloud, next), 'ACTIVE');
});

test('what is disabled is given to nobody, and stays with whom it has been given to', async () => {
  const cloud = await openCloud();
  await makeProfile(cloud, 'one', fpga);
  const id = await boot(cloud, 'one');
  cloud.pass(10_000);
  const devices = await list(cloud, 'devices', '?type=FPGA');
  for (const { uuid } of devices) {
    await cloud.ask('admin', 'POST', `/accelerator/v2/devices/${uuid}/disable`, 204);
  }
  const other = await boot(cloud, 'one');
  cloud.pass(10_000);
  assert.equal(await statusOf(cloud, other), 'ERROR');
  assert.equal(await statusOf(cloud, id), 'ACTIVE');
  assert.equal((await list(cloud, 'arqs', `?instance=${id}`))[0]?.state, 'Bound');
});

test('traits choose among accelerators', async () => {
  const cloud = await openCloud();
  await makeProfile(cloud, 'has', { 'resources:QAT': '1', 'trait:CUSTOM_NOBODY': 'required' });
  await makeProfile(cloud, 'has-not', { 'resources:QAT': '1', 'trait:CUSTOM_NOBODY': 'forbidden' });
  const [none, one] = [await boot(cloud, 'has'), await boot(cloud, 'has-not')];
  cloud.pass(10_000);
  assert.equal(await statusOf(cloud, none), 'ERROR');
  assert.equal(await statusOf(cloud, one), 'ACTIVE');
});
