import assert from 'node:assert/strict';
import { test } from 'node:test';
import { floatingIpAnswer } from '../../../src/contract/network/floating-ip.ts';
import { networksAnswer } from '../../../src/contract/network/network.ts';
import { routerAnswer, routerInterfaceAnswer } from '../../../src/contract/network/router.ts';
import { networkAlone, refusal } from './network-alone.ts';

async function withPort() {
  const alone = networkAlone();
  const { ask, make } = alone;
  const { body } = await ask('GET /networks?name=public');
  const outer = networksAnswer.parse(body).networks[0]?.id ?? '';
  const { id: network_id } = await make('network');
  const subnet = await make('subnet', { network_id, ip_version: 4, cidr: '10.42.0.0/24' });
  const port = await make('port', { network_id });
  const router = await make('router', { external_gateway_info: { network_id: outer } });
  const act = (verb: 'add' | 'remove') =>
    ask(`PUT /routers/${router.id}/${verb}_router_interface`, { body: { subnet_id: subnet.id } });
  return { ...alone, outer, subnet, port, router, act };
}

test('a router gets an address outside, and the gateway’s address of each subnet that it joins', async () => {
  const { ask, router, act, subnet } = await withPort();
  const { external_gateway_info } = routerAnswer.parse(
    (await ask(`GET /routers/${router.id}`)).body,
  ).router;
  assert.match(external_gateway_info?.external_fixed_ips[0]?.ip_address ?? '', /^172\.24\.4\./);
  const joined = routerInterfaceAnswer.parse((await act('add')).body);
  assert.equal(joined.subnet_id, subnet.id);
  const { body } = await ask(`GET /ports/${joined.port_id}`);
  const { fixed_ips } = body['port'] as { fixed_ips: { ip_address: string }[] };
  assert.deepEqual(
    fixed_ips.map(({ ip_address }) => ip_address),
    ['10.42.0.1'],
  );
  assert.deepEqual(refusal(await ask(`DELETE /routers/${router.id}`)), [409, 'RouterInUse']);
  assert.equal((await act('remove')).status, 200);
  assert.equal((await ask(`DELETE /routers/${router.id}`)).status, 204);
});

test('an address from outside leads to a port behind a router, until the port is gone', async () => {
  const { ask, make, network, outer, port, act } = await withPort();
  const wish = { floating_network_id: outer, port_id: port.id };
  const early = await ask('POST /floatingips', { body: { floatingip: wish } });
  assert.deepEqual(refusal(early), [404, 'ExternalGatewayForFloatingIPNotFound']);
  await act('add');
  const made = await make('floatingip', wish);
  const show = async () =>
    floatingIpAnswer.parse((await ask(`GET /floatingips/${made.id}`)).body).floatingip;
  assert.deepEqual([(await show()).status, (await show()).port_id], ['ACTIVE', port.id]);
  assert.deepEqual(
    network.forCompute.port(port.id)?.addresses.map(({ kind }) => kind),
    ['fixed', 'floating'],
  );
  assert.deepEqual(refusal(await act('remove')), [409, 'RouterInterfaceInUseByFloatingIP']);
  network.forCompute.deletePort(port.id);
  assert.deepEqual([(await show()).status, (await show()).port_id], ['DOWN', null]);
  assert.equal((await act('remove')).status, 200);
});
