/** Accelerator requests and their states, where recordings do not reach. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { bindTo, boot, type Cloud, list, makeProfile, openCloud } from './cloud.ts';

const requests = '/accelerator/v2/accelerator_requests';

async function newRequest(cloud: Cloud, profile: string): Promise<string> {
  const body = { device_profile_name: profile };
  const { arqs } = (await cloud.ask('demo', 'POST', requests, 201, body)) as {
    arqs: { uuid: string }[];
  };
  return arqs[0]?.uuid ?? '';
}

/** An FPGA, and where it is. */
async function anFpga(cloud: Cloud) {
  const [device] = await list(cloud, 'devices', '?type=FPGA');
  const host = device?.hostname ?? '';
  const deployable = (await list(cloud, 'deployables')).find(({ name }) =>
    name.startsWith(`${host}_programmable-card_`),
  );
  assert.ok(deployable);
  return { host, ...deployable };
}

async function imageWith(cloud: Cloud, bytes: string): Promise<string> {
  const { id } = (await cloud.ask('admin', 'POST', '/image/v2/images', 201, {
    name: 'bits',
    disk_format: 'raw',
    container_format: 'bare',
    visibility: 'private',
  })) as { id: string };
  await cloud.ask('admin', 'PUT', `/image/v2/images/${id}/file`, 204, Buffer.from(bytes));
  return id;
}

test('a request whose accelerator is programmed first is locked until it is bound', async () => {
  const cloud = await openCloud();
  const image = await imageWith(cloud, 'copy deflate');
  await makeProfile(cloud, 'bits', { 'resources:FPGA': '1', 'accel:bitstream_id': image });
  const { host, rp_uuid } = await anFpga(cloud);
  const [request, server] = [await newRequest(cloud, 'bits'), await boot(cloud, undefined)];
  await cloud.asService('PATCH', requests, 202, { [request]: bindTo(host, rp_uuid, server) });
  const resolved = `${requests}?instance=${server}&bind_state=resolved`;
  assert.deepEqual(await cloud.ask('admin', 'GET', resolved, 423), { error_message: 'null' });
  const state = async () => (await list(cloud, 'arqs', `?instance=${server}`))[0]?.state;
  assert.equal(await state(), 'BindStarted');
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  cloud.pass(1000);
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  assert.equal(await state(), 'Bound');
  await cloud.ask('admin', 'GET', resolved, 200);
});

test('a bitstream that there is not makes the bind fail', async () => {
  const cloud = await openCloud();
  const nothing = '00000000-0000-4000-8000-000000000000';
  await makeProfile(cloud, 'bits', { 'resources:FPGA': '1', 'accel:bitstream_id': nothing });
  const { host, rp_uuid } = await anFpga(cloud);
  const [request, server] = [await newRequest(cloud, 'bits'), await boot(cloud, undefined)];
  await cloud.asService('PATCH', requests, 202, { [request]: bindTo(host, rp_uuid, server) });
  const [arq] = await list(cloud, 'arqs', `?instance=${server}&bind_state=resolved`);
  assert.equal(arq?.state, 'BindFailed');
});

test('a refused bind has changed nothing', async () => {
  const cloud = await openCloud();
  await makeProfile(cloud, 'one', { 'resources:FPGA': '1' });
  const { host, rp_uuid } = await anFpga(cloud);
  const server = await boot(cloud, undefined);
  const [one, two] = [await newRequest(cloud, 'one'), await newRequest(cloud, 'one')];
  const nobody = '00000000-0000-4000-8000-000000000000';
  await cloud.asService('PATCH', requests, 404, {
    [one]: bindTo(host, rp_uuid, server),
    [two]: bindTo(host, nobody, server),
  });
  await cloud.asService('PATCH', requests, 400, { [one]: bindTo(host, rp_uuid, nobody) });
  await cloud.ask('admin', 'PATCH', requests, 403, { [one]: bindTo(host, rp_uuid, server) });
  for (const { state, instance_uuid } of await list(cloud, 'arqs')) {
    assert.deepEqual([state, instance_uuid], ['Initial', null]);
  }
  await cloud.asService('PATCH', requests, 202, { [one]: bindTo(host, rp_uuid, server) });
});

test('what another interface has given away is not there to be given', async () => {
  const cloud = await openCloud();
  const counts = (await list(cloud, 'deployables')).map((one) => one.num_accelerators);
  // The functions that workloads have from the start.
  assert.deepEqual(counts.slice(0, 2), [0, 0]);
  assert.ok(counts.slice(2).every((count) => count === 1));
});

test('programming loads an image, and says which', async () => {
  const cloud = await openCloud();
  const image = await imageWith(cloud, 'copy sha-256');
  const { uuid } = await anFpga(cloud);
  const program = [{ path: '/bitstream_id', op: 'replace', value: [{ image_uuid: image }] }];
  const path = `/accelerator/v2/deployables/${uuid}/program`;
  const done = (await cloud.ask('admin', 'PATCH', path, 200, program)) as { bitstream_id: string };
  assert.equal(done.bitstream_id, image);
  const [, , , , gpu] = await list(cloud, 'deployables');
  assert.match(gpu?.name ?? '', /deep-card/);
  const other = `/accelerator/v2/deployables/${gpu?.uuid ?? ''}/program`;
  await cloud.ask('admin', 'PATCH', other, 409, program);
});

test('a snapshot takes profiles, requests and accelerators back together', async () => {
  const cloud = await openCloud();
  await makeProfile(cloud, 'one', { 'resources:FPGA': '1' });
  await cloud.ask('demo', 'GET', requests, 200); // signs in
  const before = cloud.simulator.snapshot();
  const { host, rp_uuid } = await anFpga(cloud);
  const [request, server] = [await newRequest(cloud, 'one'), await boot(cloud, undefined)];
  await cloud.asService('PATCH', requests, 202, { [request]: bindTo(host, rp_uuid, server) });
  cloud.simulator.restore(before);
  assert.deepEqual(await list(cloud, 'arqs'), []);
  const again = await boot(cloud, 'one');
  cloud.pass(10_000);
  assert.equal((await list(cloud, 'arqs', `?instance=${again}`))[0]?.state, 'Bound');
});
