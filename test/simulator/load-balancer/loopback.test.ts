import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { listenAsMembers } from '../../../simulator/load-balancer/listen-members.ts';
import { loopbackWire } from '../../../simulator/load-balancer/loopback-wire.ts';
import { createSimulator } from '../../../simulator/create-simulator.ts';
import { hostPort } from '../../../src/transport/host-port.ts';
import { balanced, times } from './balanced.ts';

/** An address of the loopback that no other process of this machine uses. */
const address = `127.64.${String(process.pid % 256)}.7`;

const get = (port: number): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    request({ host: address, port, path: '/', agent: false })
      .on('response', (answer) => {
        answer.resume();
        answer.once('end', () => {
          resolve(answer.headers['x-member'] as string | undefined);
        });
      })
      .on('error', reject)
      .end();
  });

/** A subnet of the loopback, and a load balancer in it that really listens. */
async function onLoopback() {
  const simulator = createSimulator({ wire: loopbackWire });
  const lb = await balanced(simulator);
  const { networks } = (await lb.ask('GET /network/v2.0/networks?name=private')).body as {
    networks: { id: string }[];
  };
  const subnet = {
    network_id: networks[0]?.id,
    ip_version: 4,
    cidr: `${address.replace(/\.\d+$/, '')}.0/24`,
    enable_dhcp: false,
  };
  const made = (await lb.ask('POST /network/v2.0/subnets', { subnet })).body as {
    subnet: { id: string };
  };
  const wish = { vip_subnet_id: made.subnet.id, vip_address: address };
  const { id } = await lb.made('/loadbalancers', 'loadbalancer', wish);
  return { lb, id };
}
const free = async (): Promise<number> => {
  const server = createServer().listen(0, address);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
};

test('a listener forwards to members over sockets, until it is closed', async () => {
  const { lb, id } = await onLoopback();
  const members = await listenAsMembers();
  const port = await free();
  const { id: pool } = await lb.pool({ loadbalancer_id: id });
  for (const member of members.addresses) {
    const at = hostPort(member, 80);
    const wish = { address: at.host, protocol_port: at.port };
    await lb.made(`/pools/${pool}/members`, 'member', wish);
  }
  await lb.listener(port, { loadbalancer_id: id, default_pool_id: pool });
  const seen = await times(6, () => get(port));
  assert.deepEqual([...new Set(seen)].toSorted(), ['member-1', 'member-2', 'member-3']);
  await Promise.all([lb.simulator.close(), members.close()]);
  await assert.rejects(get(port), /ECONNREFUSED/);
});

test('a listener whose port is taken on this machine is in error, and so is its load balancer', async () => {
  const { lb, id } = await onLoopback();
  const taken = createServer().listen(0, address);
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const { id: listener } = await lb.listener(port, { loadbalancer_id: id });
  // The system says so in a turn of its own.
  while ((await state(lb, `/listeners/${listener}`, 'listener')) === 'ACTIVE') {
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.equal(await state(lb, `/listeners/${listener}`, 'listener'), 'ERROR');
  assert.equal(await state(lb, `/loadbalancers/${id}`, 'loadbalancer'), 'ERROR');
  taken.close();
  await lb.simulator.close();
});

test('no address but those of the loopback is listened at or connected to', async () => {
  const nowhere = { address: '192.0.2.1', port: 9 };
  (await loopbackWire.listen(nowhere, () => undefined))();
  const stream = loopbackWire.connect(nowhere);
  const [error] = (await once(stream, 'error')) as [NodeJS.ErrnoException];
  assert.equal(error.code, 'ENETUNREACH');
});

async function state(lb: Awaited<ReturnType<typeof balanced>>, path: string, word: string) {
  const { body } = await lb.ask(`GET ${path}`);
  return (body[word] as { provisioning_status: string }).provisioning_status;
}
