import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchChoices } from '../../src/bindings/launch-choices.ts';
import { NotPrepared } from '../../src/failures.ts';
import { answer } from './stub-http.ts';
import { stubSession } from './stub-session.ts';

const image = (id: string, name: string, more: object = {}) => ({
  id,
  name,
  min_disk: 0,
  min_ram: 0,
  ...more,
});
const flavour = (id: string, ram: number, disk: number, name = `f${id}`) => ({
  id,
  name,
  links: [],
  ram,
  vcpus: 1,
  disk,
  'OS-FLV-EXT-DATA:ephemeral': 0,
  swap: 0,
  'OS-FLV-DISABLED:disabled': false,
  'os-flavor-access:is_public': true,
  rxtx_factor: 1,
});
const cloud = (images: readonly object[], flavors: readonly object[]) => (what: string) =>
  what.startsWith('GET image') ? answer(200, { images }) : answer(200, { flavors });

const flavors = [flavour('big', 1024, 9), flavour('small', 64, 1), flavour('none', 64, 0)];

test('the first image is taken, and the smallest flavour with a disk that it fits', async () => {
  const session = stubSession(cloud([image('a', 'a'), image('b', 'b')], flavors));
  assert.equal((await launchChoices(session).image()).id, 'a');
  assert.equal((await launchChoices(session).flavour()).id, 'small');
  assert.equal((await launchChoices(session).flavour()).id, 'small');
  assert.deepEqual(session.asked(), [
    'GET image/v2/images?status=active&sort_key=size&sort_dir=asc&limit=100&visibility=public',
    'GET compute/v2.1/flavors/detail',
  ]);
  const needy = stubSession(cloud([image('a', 'a', { min_ram: 512, min_disk: 5 })], flavors));
  assert.equal((await launchChoices(needy).flavour()).id, 'big');
});

test('what a run has made is not taken, since it may be gone at any time', async () => {
  const session = stubSession(
    cloud([image('x', 'cft-1'), image('a', 'a')], [flavour('x', 1, 1, 'cft-2'), ...flavors]),
  );
  assert.equal((await launchChoices(session).image()).id, 'a');
  assert.equal((await launchChoices(session).flavour()).id, 'small');
});

test('what the target description names is taken, by id or name', async () => {
  const answers = cloud([image('a', 'a'), image('b', 'boot')], flavors);
  const session = stubSession(answers, { image: 'boot', flavour: 'big' });
  assert.equal((await launchChoices(session).image()).id, 'b');
  assert.equal((await launchChoices(session).flavour()).id, 'big');
  const absent = stubSession(answers, { image: 'c' });
  await assert.rejects(launchChoices(absent).image(), /no usable image "c" \(parameters\.image\)/);
  const none = stubSession(cloud([], flavors));
  await assert.rejects(launchChoices(none).flavour(), /no image that .* \(name one: parameters/);
});

test('to be refused while looking for them proves nothing, and they are looked for again', async () => {
  let refusing = true;
  const answers = cloud([image('a', 'a')], flavors);
  const session = stubSession((what) =>
    refusing ? answer(403, { forbidden: { code: 403, message: 'no' } }) : answers(what),
  );
  await assert.rejects(launchChoices(session).flavour(), NotPrepared);
  refusing = false;
  assert.equal((await launchChoices(session).flavour()).id, 'small');
});
