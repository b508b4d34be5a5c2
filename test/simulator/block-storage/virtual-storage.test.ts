import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageIn, openVolumes } from './volumes-alone.ts';

const names = (body: Record<string, unknown>) =>
  (body['volumes'] as { name: string }[]).map(({ name }) => name);

test('a volume is created, becomes available, is deleted and is gone', async () => {
  const { create, status, advance, ask } = await openVolumes();
  const id = await create('demo');
  assert.equal(await status('demo', id), 'creating');
  advance(2_000);
  assert.equal(await status('demo', id), 'available');
  assert.equal((await ask('demo', 'DELETE', `/volumes/${id}`)).status, 202);
  assert.equal(await status('demo', id), 'deleting');
  advance(1_500);
  assert.equal(await status('demo', id), 'gone');
  assert.equal((await ask('demo', 'DELETE', `/volumes/${id}`)).status, 404);
});

test('another tenant neither sees nor deletes it, an administrator does', async () => {
  const { create, ask, advance } = await openVolumes();
  const id = await create('demo', { name: 'ours' });
  advance(2_000);
  assert.equal((await ask('alt', 'GET', `/volumes/${id}`)).status, 404);
  assert.equal((await ask('alt', 'DELETE', `/volumes/${id}`)).status, 404);
  assert.deepEqual(names((await ask('alt', 'GET', '/volumes')).body), []);
  assert.deepEqual(names((await ask('admin', 'GET', '/volumes')).body), []);
  assert.deepEqual(names((await ask('admin', 'GET', '/volumes?all_tenants=1')).body), ['ours']);
  assert.deepEqual(names((await ask('alt', 'GET', '/volumes?all_tenants=1')).body), []);
  assert.equal((await ask('admin', 'DELETE', `/volumes/${id}`)).status, 202);
});

test('a reader changes nothing, where the policy is the newer one', async () => {
  const { create, ask, status } = await openVolumes('2026.1');
  const id = await create('demo');
  const created = await ask('reader', 'POST', '/volumes', { volume: { size: 1 } });
  assert.equal(created.status, 403);
  assert.match(messageIn(created), /volume:create/);
  assert.equal(
    (await ask('reader', 'PUT', `/volumes/${id}`, { volume: { name: 'x' } })).status,
    403,
  );
  assert.equal((await ask('reader', 'DELETE', `/volumes/${id}`)).status, 403);
  assert.equal(await status('reader', id), 'creating');
  const legacy = await openVolumes('zed');
  assert.notEqual(await legacy.create('reader'), '');
});

test('lists are newest first, and read page by page', async () => {
  const { create, ask, advance } = await openVolumes();
  for (const name of ['a', 'b', 'c']) {
    await create('demo', { name });
    advance(10);
  }
  const first = (await ask('demo', 'GET', '/volumes/detail?limit=2')).body;
  assert.deepEqual(names(first), ['c', 'b']);
  const [{ href } = { href: '' }] = first['volumes_links'] as { href: string }[];
  const { search } = new URL(href);
  assert.deepEqual(names((await ask('demo', 'GET', `/volumes/detail${search}`)).body), ['a']);
  assert.deepEqual(names((await ask('demo', 'GET', '/volumes?sort=name:asc')).body), [
    'a',
    'b',
    'c',
  ]);
});

test('a volume is as large as what it is made from, and never smaller', async () => {
  const { create, ask, advance, status } = await openVolumes();
  const source = await create('demo', { size: 3 });
  advance(2_000);
  const copy = await ask('demo', 'POST', '/volumes', {
    volume: { size: null, source_volid: source },
  });
  assert.equal((copy.body['volume'] as { size: number }).size, 3);
  const small = await ask('demo', 'POST', '/volumes', {
    volume: { size: 2, source_volid: source },
  });
  assert.equal(small.status, 400);
  const { body } = await ask('demo', 'POST', '/snapshots', { snapshot: { volume_id: source } });
  const { id } = body['snapshot'] as { id: string };
  advance(2_000);
  const guarded = await ask('demo', 'DELETE', `/volumes/${source}`);
  assert.deepEqual([guarded.status, await status('demo', source)], [400, 'available']);
  assert.match(messageIn(guarded), /have snapshots/);
  const restored = await ask('demo', 'POST', '/volumes', {
    volume: { snapshot_id: id },
  });
  assert.equal((restored.body['volume'] as { size: number }).size, 3);
});

test('it grows, and never shrinks', async () => {
  const { create, ask, advance, status } = await openVolumes();
  const id = await create('demo');
  advance(2_000);
  const extend = (size: number) =>
    ask('demo', 'POST', `/volumes/${id}/action`, { 'os-extend': { new_size: size } });
  assert.equal((await extend(1)).status, 400);
  assert.equal((await extend(2)).status, 202);
  assert.equal(await status('demo', id), 'extending');
  advance(1_000);
  const { body } = await ask('demo', 'GET', `/volumes/${id}`);
  assert.equal((body['volume'] as { size: number }).size, 2);
});

test('what is beyond the quota is refused with 413, and nothing is made', async () => {
  const { ask, create, project } = await openVolumes();
  const tenant = await project('demo');
  const limit = (quota: object) =>
    ask('admin', 'PUT', `/os-quota-sets/${tenant}`, { quota_set: quota });
  await create('demo');
  await limit({ volumes: 1 });
  const second = await ask('demo', 'POST', '/volumes', { volume: { size: 1 } });
  assert.equal(second.status, 413);
  assert.match(messageIn(second), /number of volumes allowed \(1\) exceeded/);
  await limit({ volumes: 10, gigabytes: 2 });
  const large = await ask('demo', 'POST', '/volumes', { volume: { size: 2 } });
  assert.equal(large.status, 413);
  assert.equal(names((await ask('demo', 'GET', '/volumes')).body).length, 1);
  const usage = (await ask('admin', 'GET', `/os-quota-sets/${tenant}?usage=True`)).body;
  const { volumes } = usage['quota_set'] as { volumes: object };
  assert.deepEqual(volumes, { limit: 10, in_use: 1, reserved: 0 });
});

test('what is no volume is refused', async () => {
  const { ask } = await openVolumes();
  for (const volume of [{}, { size: 0 }, { size: 'many' }, { size: 1.5 }, { size: 1, x: 1 }]) {
    assert.equal((await ask('demo', 'POST', '/volumes', { volume })).status, 400);
  }
  const typed = await ask('demo', 'POST', '/volumes', { volume: { size: 1, volume_type: 'none' } });
  assert.equal(typed.status, 404);
  assert.equal((await ask('demo', 'GET', '/backups')).status, 501);
  const action = await ask('demo', 'POST', '/volumes/x/action', { 'os-retype': {} });
  assert.match(messageIn(action), /does not implement the operation "os-retype on a volume"/);
});

test('an administrator moves it to another pool, where it stays usable', async () => {
  const { create, ask, advance } = await openVolumes();
  const id = await create('demo');
  advance(2_000);
  const move = (who: string, host: string) =>
    ask(who, 'POST', `/volumes/${id}/action`, { 'os-migrate_volume': { host } });
  const seen = async (field: string) => {
    const { body } = await ask('admin', 'GET', `/volumes/${id}`);
    return (body['volume'] as Record<string, unknown>)[field];
  };
  const { body } = await ask('admin', 'GET', '/scheduler-stats/get_pools?detail=true');
  const names = (body['pools'] as { name: string }[]).map(({ name }) => name);
  const here = String(await seen('os-vol-host-attr:host'));
  const there = names.find((name) => name !== here) ?? '';
  assert.equal((await ask('demo', 'GET', '/scheduler-stats/get_pools')).status, 403);
  assert.equal((await move('demo', there)).status, 403);
  assert.match(messageIn(await move('admin', 'nowhere')), /No available service named nowhere/);
  assert.match(messageIn(await move('admin', here)), /must be different/);
  assert.equal((await move('admin', there)).status, 202);
  assert.equal(await seen('os-vol-mig-status-attr:migstat'), 'migrating');
  assert.match(messageIn(await move('admin', there)), /must not be migrating/);
  assert.equal((await ask('demo', 'DELETE', `/volumes/${id}`)).status, 400);
  advance(3_000);
  assert.deepEqual(
    [await seen('os-vol-host-attr:host'), await seen('os-vol-mig-status-attr:migstat')],
    [there, 'success'],
  );
});
