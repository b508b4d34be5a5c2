import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  interfaceAnswer,
  interfacesAnswer,
} from '../../../src/contract/compute/virtual-compute-interface.ts';
import { volumeAttachmentsAnswer } from '../../../src/contract/compute/virtual-compute-volume.ts';
import { serverSummariesAnswer } from '../../../src/contract/compute/virtual-compute.ts';
import { projects, refusal } from './compute-alone.ts';
import { known } from './neighbours.ts';
import { withServers } from './servers.ts';

const unknown = '11111111-2222-4333-8444-555555555555';

test('an interface comes at once, and goes on the clock', async () => {
  const { boot, ask, clock } = withServers();
  const path = `/v2.1/servers/${await boot()}/os-interface`;
  const list = async () =>
    interfacesAnswer.parse((await ask(`GET ${path}`, { as: 'member' })).body).interfaceAttachments;
  const attach = (wish: object) =>
    ask(`POST ${path}`, { as: 'member', body: { interfaceAttachment: wish } });
  const { interfaceAttachment: made } = interfaceAnswer.parse((await attach({})).body);
  assert.equal((await list()).length, 2);
  assert.equal((await ask(`GET ${path}/${made.port_id}`, { as: 'member' })).status, 200);
  assert.equal((await ask(`DELETE ${path}/${made.port_id}`, { as: 'member' })).status, 202);
  assert.equal((await list()).length, 2);
  clock.advance(1000);
  assert.equal((await list()).length, 1);
  assert.equal((await ask(`DELETE ${path}/${unknown}`, { as: 'member' })).status, 202);
  const says = async (wish: object) => refusal(await attach(wish)).slice(0, 3);
  assert.deepEqual(await says({ port_id: unknown }), [
    404,
    'itemNotFound',
    `Port id ${unknown} could not be found.`,
  ]);
  assert.equal((await attach({ port_id: known.port })).status, 200);
  assert.deepEqual(await says({ port_id: known.port }), [
    409,
    'conflictingRequest',
    `Port ${known.port} is still in use.`,
  ]);
  assert.equal(
    (await says({ port_id: unknown, net_id: known.network }))[2],
    'Must not input both network_id and port_id',
  );
  assert.equal((await says({ net_id: unknown }))[0], 404);
  assert.equal(
    (await says({ net_id: 'x' }))[2],
    "Invalid input for field/attribute net_id. Value: x. 'x' is not a 'uuid'",
  );
});

test('interfaces and volumes need a server at rest that can have them', async () => {
  const { boot, act, ask, clock } = withServers();
  const id = await boot();
  await act(id, { suspend: null });
  clock.advance(1000);
  const post = async (what: string, body: object) =>
    refusal(await ask(`POST /v2.1/servers/${id}/${what}`, { as: 'member', body }))[2];
  assert.equal(
    await post('os-interface', { interfaceAttachment: {} }),
    `Cannot 'attach_interface' instance ${id} while it is in vm_state suspended`,
  );
  assert.equal(
    await post('os-volume_attachments', { volumeAttachment: { volumeId: known.volume } }),
    `Cannot 'attach_volume' instance ${id} while it is in vm_state suspended`,
  );
});

test('a volume is reserved, attached, and detached on the clock', async () => {
  const { boot, ask, clock, storage, show } = withServers();
  const id = await boot();
  const path = `/v2.1/servers/${id}/os-volume_attachments`;
  const status = () => storage.volume(projects.demo, known.volume)?.status;
  const attach = (wish: object = {}, at = '2.1') =>
    ask(`POST ${path}`, {
      as: 'member',
      at,
      body: { volumeAttachment: { volumeId: known.volume, ...wish } },
    });
  const answer = await attach();
  assert.deepEqual(answer.body, {
    volumeAttachment: {
      id: known.volume,
      serverId: id,
      volumeId: known.volume,
      device: '/dev/vdb',
    },
  });
  assert.equal(status(), 'reserved');
  const remove = () => ask(`DELETE ${path}/${known.volume}`, { as: 'member' });
  assert.equal((await remove()).status, 400);
  clock.advance(1000);
  assert.equal(status(), 'in-use');
  assert.deepEqual(refusal(await attach()), [
    400,
    'badRequest',
    `Invalid volume: volume ${known.volume} is already attached to instances: ${id}`,
  ]);
  const list = async (at: string) =>
    volumeAttachmentsAnswer.parse((await ask(`GET ${path}`, { as: 'member', at })).body)
      .volumeAttachments[0];
  assert.deepEqual(Object.keys((await list('2.89')) ?? {}), [
    'serverId',
    'volumeId',
    'device',
    'tag',
    'delete_on_termination',
    'attachment_id',
    'bdm_uuid',
  ]);
  assert.deepEqual((await show(id))['os-extended-volumes:volumes_attached'], [
    { id: known.volume },
  ]);
  assert.equal((await remove()).status, 202);
  assert.equal(status(), 'detaching');
  clock.advance(1000);
  assert.equal(status(), 'available');
  assert.deepEqual(refusal(await remove()), [
    404,
    'itemNotFound',
    `Instance ${id} is not attached to volume ${known.volume}`,
  ]);
  assert.equal((await attach({ volumeId: unknown })).status, 404);
  assert.equal((await attach({ device: 'foo' })).status, 400);
});

test('from 2.101 on the answer to an attachment is empty', async () => {
  const { boot, ask } = withServers('2026.1');
  const answer = await ask(`POST /v2.1/servers/${await boot()}/os-volume_attachments`, {
    as: 'member',
    at: '2.101',
    body: { volumeAttachment: { volumeId: known.volume } },
  });
  assert.deepEqual([answer.status, answer.text], [202, '']);
});

test('a server starts from a volume that there is, and keeps it as its root', async () => {
  const { boot, order, ask, show, storage, clock } = withServers();
  const device = {
    boot_index: 0,
    uuid: known.volume,
    source_type: 'volume',
    destination_type: 'volume',
  };
  const from = (more: object) => ({
    imageRef: '',
    block_device_mapping_v2: [{ ...device, ...more }],
  });
  assert.equal(
    refusal(await order(from({ uuid: known.dataVolume })))[2],
    `Block Device ${known.dataVolume} is not bootable.`,
  );
  assert.equal(
    refusal(await order(from({ uuid: unknown })))[2],
    `Block Device Mapping is Invalid: failed to get volume ${unknown}.`,
  );
  const id = await boot(from({}));
  const many = { ...device, boot_index: 1, uuid: known.dataVolume };
  const refused = await order({
    imageRef: '',
    block_device_mapping_v2: [{ ...many, boot_index: null }, device],
  });
  assert.match(refusal(refused)[2], /status must be 'available'/);
  assert.equal(storage.volume(projects.demo, known.dataVolume)?.status, 'available');
  assert.equal(
    serverSummariesAnswer.parse((await ask('GET /v2.1/servers', { as: 'member' })).body).servers
      .length,
    1,
  );
  const server = await show(id, 'member', '2.3');
  assert.deepEqual(
    [server.status, server.image, server['os-extended-volumes:volumes_attached']],
    ['ACTIVE', '', [{ id: known.volume, delete_on_termination: false }]],
  );
  const path = `/v2.1/servers/${id}/os-volume_attachments/${known.volume}`;
  assert.equal(
    refusal(await ask(`DELETE ${path}`, { as: 'member' }))[2],
    'Cannot detach a root device volume',
  );
  await ask(`DELETE /v2.1/servers/${id}`, { as: 'member' });
  clock.advance(1000);
  assert.equal(storage.volume(projects.demo, known.volume)?.status, 'available');
});

test('a volume is made of an image for a server, waited for, and deleted with it', async () => {
  const { order, ask, show, storage, clock } = withServers();
  const made = (more: object) => ({
    imageRef: '',
    block_device_mapping_v2: [
      {
        boot_index: 0,
        uuid: known.image,
        source_type: 'image',
        destination_type: 'volume',
        ...more,
      },
    ],
  });
  assert.equal(
    refusal(await order(made({})))[2],
    "Images with destination_type 'volume' need to have a non-zero size specified",
  );
  assert.equal(
    refusal(await order(made({ volume_size: 1, boot_index: 1 })))[2],
    'Block Device Mapping is Invalid: Boot sequence for the instance and image/block device mapping combination is not valid.',
  );
  const answer = await order(made({ volume_size: 1, delete_on_termination: true }));
  const { id } = (answer.body as { server: { id: string } }).server;
  clock.advance(2000);
  assert.equal((await show(id))['OS-EXT-STS:task_state'], 'block_device_mapping');
  clock.advance(10_000);
  const server = await show(id, 'member', '2.3');
  assert.equal(server.status, 'ACTIVE');
  const [volume] = server['os-extended-volumes:volumes_attached'] ?? [];
  assert.equal(volume?.delete_on_termination, true);
  await ask(`DELETE /v2.1/servers/${id}`, { as: 'member' });
  clock.advance(1000);
  assert.equal(storage.volume(projects.demo, volume.id), undefined);
});
