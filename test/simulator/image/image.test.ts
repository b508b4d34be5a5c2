import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { imagePatchType } from '../../../src/contract/image/image.ts';
import { bearers, projects } from '../compute/compute-alone.ts';
import { imageAlone, refusal } from './image-alone.ts';

const bare = { disk_format: 'raw', container_format: 'bare' };

test('an image is queued until its data is there, then active with sums of the data', async () => {
  const { ask, create, upload, show } = imageAlone();
  const made = await create({ ...bare, name: 'one', colour: 'red', tags: ['a', 'a'] });
  assert.deepEqual(
    [made.status, made.size, made.visibility, made.owner, made.tags, made['colour']],
    ['queued', null, 'shared', projects.demo, ['a'], 'red'],
  );
  assert.equal((await ask(`GET /images/${made.id}/file`, { as: 'member' })).status, 204);
  assert.equal((await upload(made.id, 'the data')).status, 204);
  const seen = await show(made.id);
  const sum = (name: string) => createHash(name).update('the data').digest('hex');
  assert.deepEqual([seen.status, seen.size, seen.virtual_size], ['active', 8, 8]);
  assert.equal(seen.checksum, sum('md5'));
  assert.deepEqual([seen.os_hash_algo, seen.os_hash_value], ['sha512', sum('sha512')]);
  const data = await ask(`GET /images/${made.id}/file`, { as: 'member' });
  assert.deepEqual([data.text, data.headers.get('content-md5')], ['the data', sum('md5')]);
  const part = await ask(`GET /images/${made.id}/file`, {
    as: 'member',
    headers: { range: 'bytes=4-5' },
  });
  assert.deepEqual(
    [part.status, part.text, part.headers.get('content-range')],
    [206, 'da', 'bytes 4-5/8'],
  );
  assert.deepEqual(refusal(await upload(made.id, 'other')), [
    409,
    'Image status transition from active to saving is not allowed',
  ]);
});

test('an upload that breaks off leaves the image queued, and can be tried again', async () => {
  const { create, upload, show } = imageAlone();
  const { id } = await create(bare);
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('half'));
    },
    pull(controller) {
      controller.error(new Error('the connection was closed'));
    },
  });
  const answer = upload(id, broken);
  assert.equal((await show(id)).status, 'saving');
  assert.equal((await answer).status, 400);
  const seen = await show(id);
  assert.deepEqual([seen.status, seen.size, seen.checksum], ['queued', null, null]);
  assert.equal((await upload(id, 'whole')).status, 204);
  assert.equal((await show(id)).size, 5);
});

test('data is refused without formats, of another type, and for what is not ours', async () => {
  const { ask, create, upload } = imageAlone();
  const { id } = await create({});
  assert.deepEqual(refusal(await upload(id, 'x')), [
    400,
    'Properties disk_format, container_format must be set prior to saving data.',
  ]);
  const wrongType = await ask(`PUT /images/${id}/file`, {
    as: 'member',
    body: 'x',
    type: 'text/plain',
  });
  assert.equal(wrongType.status, 415);
  assert.equal((await upload(id, 'x', 'outsider')).status, 404);
  const shown = await create({ ...bare, visibility: 'community' });
  assert.equal((await upload(shown.id, 'x', 'outsider')).status, 403);
});

test('what is asked for must make sense', async () => {
  const { ask } = imageAlone();
  const create = async (body: unknown) =>
    refusal(await ask('POST /images', { as: 'member', body }));
  const said = async (body: unknown) => String((await create(body))[1]).split('\n')[0];
  assert.equal(
    await said({ disk_format: 'floppy' }),
    "Provided object does not match schema 'image': 'floppy' is not one of [None, 'ami', 'ari', 'aki', 'vhd', 'vhdx', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso', 'ploop']",
  );
  assert.match(String(await said({ name: 5 })), /5 is not of type 'null', 'string'$/);
  assert.match(String(await said({ colour: 5 })), /5 is not of type 'string'$/);
  assert.match(String(await said({ tags: 'a' })), /'a' is not of type 'array'$/);
  assert.deepEqual(await create({ min_ram: -1 }), [
    400,
    "Invalid value '-1' for parameter 'min_ram': Cannot be a negative value",
  ]);
  assert.deepEqual(await create({ status: 'active' }), [403, "Attribute 'status' is read-only."]);
  assert.deepEqual(await create('{'), [400, 'Malformed JSON in request body.']);
  assert.deepEqual(await create('5'), [400, 'Unexpected body type. Expected list/dict.']);
  assert.deepEqual(await create(''), [400, 'Body expected in request.']);
  assert.deepEqual(await create({ visibility: 'public' }), [
    403,
    'You are not authorized to complete publicize_image action.',
  ]);
});

test('a change is a list of operations on single fields', async () => {
  const { ask, create, upload } = imageAlone();
  const { id } = await create({ ...bare, name: 'one' });
  const patch = (body: unknown, as = 'member') =>
    ask(`PATCH /images/${id}`, { as, body, type: imagePatchType });
  const done = await patch([
    { op: 'replace', path: '/name', value: 'two' },
    { op: 'add', path: '/a~1b', value: 'c' },
    { op: 'replace', path: '/min_ram', value: 64 },
  ]);
  assert.deepEqual([done.body['name'], done.body['a/b'], done.body['min_ram']], ['two', 'c', 64]);
  assert.deepEqual(refusal(await patch([{ op: 'move', path: '/a' }])), [
    400,
    'Invalid operation: `move`. It must be one of the following: add, remove, replace.',
  ]);
  assert.equal((await patch([{ op: 'remove', path: '/nothing' }])).status, 409);
  assert.equal((await patch([{ op: 'remove', path: '/name' }])).status, 403);
  assert.equal((await patch([{ op: 'replace', path: '/id', value: 'x' }])).status, 403);
  assert.equal(
    (await patch([{ op: 'replace', path: '/name', value: 'x' }], 'outsider')).status,
    404,
  );
  assert.equal((await ask(`PATCH /images/${id}`, { as: 'member', body: [] })).status, 415);
  await upload(id, 'x');
  const late = await patch([{ op: 'replace', path: '/disk_format', value: 'iso' }]);
  assert.deepEqual(refusal(late), [
    403,
    'Attribute disk_format can be only replaced for a queued image.',
  ]);
});

test('a protected image is deleted by nobody, another by its owner', async () => {
  const { ask, create } = imageAlone();
  const kept = await create({ ...bare, protected: true });
  assert.deepEqual(refusal(await ask(`DELETE /images/${kept.id}`, { as: 'admin' })), [
    403,
    `Image ${kept.id} is protected and cannot be deleted.`,
  ]);
  const { id } = await create({ ...bare, visibility: 'community' });
  assert.equal((await ask(`DELETE /images/${id}`, { as: 'outsider' })).status, 403);
  assert.equal((await ask(`DELETE /images/${id}`, { as: 'member' })).status, 204);
  assert.equal((await ask(`DELETE /images/${id}`, { as: 'member' })).status, 404);
});

test('nobody without a token; a reader only looks in 2026.1', async () => {
  const zed = imageAlone('zed');
  const refused = await zed.ask('GET /images');
  assert.equal(refused.status, 401);
  assert.equal(refused.headers.get('x-openstack-request-id'), null);
  assert.equal((await zed.ask('POST /images', { as: 'reader', body: {} })).status, 201);
  const now = imageAlone('2026.1');
  assert.equal((await now.ask('POST /images', { as: 'reader', body: {} })).status, 403);
  assert.deepEqual(await now.names('reader'), ['cirros-alt', 'cirros']);
  assert.equal((await now.ask('GET /images', { as: 'system' })).status, 403);
});

test('a deactivated image is downloaded by administrators only', async () => {
  const { ask, create, upload } = imageAlone();
  const { id } = await create(bare);
  assert.equal((await ask(`POST /images/${id}/actions/deactivate`, { as: 'member' })).status, 403);
  await upload(id, 'x');
  assert.equal((await ask(`POST /images/${id}/actions/deactivate`, { as: 'member' })).status, 204);
  assert.equal((await ask(`GET /images/${id}/file`, { as: 'member' })).status, 403);
  assert.equal((await ask(`GET /images/${id}/file`, { as: 'admin' })).status, 200);
  assert.equal((await ask(`POST /images/${id}/actions/reactivate`, { as: 'member' })).status, 204);
  assert.equal((await ask(`GET /images/${id}/file`, { as: 'member' })).status, 200);
});

test('tags, methods that there are not, and operations that are not served', async () => {
  const { ask, create, show } = imageAlone();
  const { id } = await create(bare);
  await ask(`PUT /images/${id}/tags/blue`, { as: 'member' });
  assert.deepEqual((await show(id)).tags, ['blue']);
  assert.equal((await ask(`DELETE /images/${id}/tags/blue`, { as: 'member' })).status, 204);
  assert.equal((await ask(`DELETE /images/${id}/tags/blue`, { as: 'member' })).status, 404);
  const method = await ask(`PUT /images/${id}`, { as: 'member' });
  assert.deepEqual([method.status, method.headers.get('allow')], [405, 'GET, PATCH, DELETE']);
  assert.equal((await ask(`POST /images/${id}/import`, { as: 'member' })).status, 501);
});

test('the service gives schemas of what it shows', async () => {
  const { ask } = imageAlone();
  const keys = async (name: string) => {
    const { body } = await ask(`GET /schemas/${name}`, { as: 'member' });
    assert.equal(body['name'], name);
    return Object.keys(body['properties'] as object);
  };
  assert.ok((await keys('image')).includes('disk_format'));
  assert.ok((await keys('members')).includes('members'));
  assert.equal((await ask('GET /schemas/tasks', { as: 'member' })).status, 501);
});

test('compute sees an image that its caller sees', async () => {
  const { create, upload, forCompute } = imageAlone();
  const { id } = await create({ ...bare, name: 'one', min_disk: 2, visibility: 'private' });
  await upload(id, 'four');
  const [member, outsider] = [bearers['member'], bearers['outsider']];
  assert.ok(member && outsider);
  assert.deepEqual(forCompute.image(member, id), {
    id,
    name: 'one',
    status: 'active',
    size: 4,
    minDisk: 2,
    minRam: 0,
  });
  assert.equal(forCompute.image(outsider, id), undefined);
});
