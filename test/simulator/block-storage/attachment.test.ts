import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageIn, openVolumes } from './volumes-alone.ts';

const server = '7d2590ae-fb85-4080-9306-058b4c915e3f';

test('a volume is reserved, attached and free again, for one server at a time', async () => {
  const { create, advance, ask, status } = await openVolumes();
  const id = await create('demo');
  advance(2_000);
  const reserve = () =>
    ask('demo', 'POST', '/attachments', {
      attachment: { volume_uuid: id, instance_uuid: server },
    });
  const { body } = await reserve();
  const attachment = (body['attachment'] as { id: string }).id;
  assert.equal(await status('demo', id), 'reserved');
  const again = await reserve();
  assert.deepEqual(
    [again.status, /current status is reserved/.test(messageIn(again))],
    [400, true],
  );
  const connector = { host: 'one', mountpoint: '/dev/vdc' };
  const path = `/attachments/${attachment}`;
  assert.equal((await ask('demo', 'PUT', path, { attachment: { connector } })).status, 200);
  const shown = (await ask('demo', 'GET', `/volumes/${id}`)).body['volume'] as {
    status: string;
    attachments: { server_id: string; device: string }[];
  };
  assert.deepEqual(
    [shown.status, shown.attachments[0]?.server_id, shown.attachments[0]?.device],
    ['in-use', server, '/dev/vdc'],
  );
  assert.equal((await ask('demo', 'DELETE', `/volumes/${id}`)).status, 400);
  assert.equal((await ask('alt', 'DELETE', path)).status, 404);
  assert.equal((await ask('demo', 'DELETE', path)).status, 200);
  assert.equal(await status('demo', id), 'available');
  assert.equal((await ask('demo', 'DELETE', path)).status, 404);
});

test('a volume for several servers is in use until the last has let go of it', async () => {
  const { create, advance, ask, status } = await openVolumes();
  const id = await create('demo', { multiattach: true });
  advance(2_000);
  const attach = async () => {
    const { body } = await ask('demo', 'POST', '/attachments', {
      attachment: { volume_uuid: id, instance_uuid: server, connector: { host: 'one' } },
    });
    return (body['attachment'] as { id: string }).id;
  };
  const both = [await attach(), await attach()];
  assert.equal(await status('demo', id), 'in-use');
  await ask('demo', 'DELETE', `/attachments/${String(both[0])}`);
  assert.equal(await status('demo', id), 'in-use');
  await ask('demo', 'DELETE', `/attachments/${String(both[1])}`);
  assert.equal(await status('demo', id), 'available');
});

test('there are no attachments before 3.27', async () => {
  const { ask } = await openVolumes();
  assert.equal((await ask('demo', 'GET', '/attachments', undefined, '3.26')).status, 404);
});
