import assert from 'node:assert/strict';
import { test } from 'node:test';
import { portAnswer, portsAnswer } from '../../../src/contract/network/port.ts';
import { subnetAnswer } from '../../../src/contract/network/subnet.ts';
import { type Made, networkAlone, refusal } from './network-alone.ts';

async function withSubnet(cidr = '10.42.0.0/24') {
  const alone = networkAlone();
  const network = await alone.make('network');
  const on = { network_id: network.id };
  const subnet = await alone.make('subnet', { ...on, ip_version: 4, cidr });
  return { ...alone, network, subnet, on };
}
const addressOf = (port: Made): string | undefined =>
  (port['fixed_ips'] as { ip_address: string }[])[0]?.ip_address;

test('a subnet leaves its first and last address and its gateway out', async () => {
  const { ask, subnet } = await withSubnet();
  const { subnet: seen } = subnetAnswer.parse((await ask(`GET /subnets/${subnet.id}`)).body);
  assert.equal(seen.gateway_ip, '10.42.0.1');
  assert.deepEqual(seen.allocation_pools, [{ start: '10.42.0.2', end: '10.42.0.254' }]);
});

test('no address is given twice, and when none is left that is said', async () => {
  const { ask, make, on } = await withSubnet('10.42.0.0/28');
  const ports: Made[] = [];
  for (let i = 0; i < 13; i++) ports.push(await make('port', on));
  assert.equal(new Set(ports.map(addressOf)).size, 13);
  const another = () => ask('POST /ports', { body: { port: on } });
  assert.deepEqual(refusal(await another()), [409, 'IpAddressGenerationFailure']);
  await ask(`DELETE /ports/${ports[3]?.id ?? ''}`);
  const { port } = portAnswer.parse((await another()).body);
  assert.equal(port.fixed_ips[0]?.ip_address, ports[3] && addressOf(ports[3]));
});

test('a port of version 4 and 6 has an address of each', async () => {
  const { make, on } = await withSubnet();
  await make('subnet', { ...on, ip_version: 6, cidr: 'fd00:42::/64' });
  const { fixed_ips } = await make('port', on);
  const versions = (fixed_ips as { ip_address: string }[]).map((fixed) =>
    fixed.ip_address.includes(':') ? 6 : 4,
  );
  assert.deepEqual(versions, [4, 6]);
});

test('what is in use cannot be deleted', async () => {
  const { ask, make, network, subnet, on } = await withSubnet();
  const { id } = await make('port', on);
  assert.deepEqual(refusal(await ask(`DELETE /networks/${network.id}`)), [409, 'NetworkInUse']);
  assert.deepEqual(refusal(await ask(`DELETE /subnets/${subnet.id}`)), [409, 'SubnetInUse']);
  assert.equal((await ask(`DELETE /ports/${id}`)).status, 204);
  assert.equal((await ask(`DELETE /networks/${network.id}`)).status, 204);
  assert.equal((await ask(`GET /subnets/${subnet.id}`)).status, 404);
});

test('an address that a port has already is kept when it gets others', async () => {
  const { ask, make, on } = await withSubnet();
  const { id } = await make('port', { ...on, fixed_ips: [{ ip_address: '10.42.0.9' }] });
  const put = async (...addresses: string[]) => {
    const fixed_ips = addresses.map((ip_address) => ({ ip_address }));
    const answer = await ask(`PUT /ports/${id}`, { body: { port: { fixed_ips } } });
    return portAnswer.parse(answer.body).port.fixed_ips.map(({ ip_address }) => ip_address);
  };
  assert.deepEqual(await put('10.42.0.9', '10.42.0.10'), ['10.42.0.9', '10.42.0.10']);
  assert.deepEqual(await put('10.42.0.11'), ['10.42.0.11']);
  assert.equal(
    addressOf(await make('port', { ...on, fixed_ips: [{ ip_address: '10.42.0.9' }] })),
    '10.42.0.9',
  );
});

test('ports of others on the own network are seen, those of others elsewhere are not', async () => {
  const { ask, make, on } = await withSubnet();
  const { id } = await make('port', on, 'admin');
  const list = async (as: string) =>
    portsAnswer
      .parse((await ask(`GET /ports?network_id=${on.network_id}`, { as })).body)
      .ports.map((port) => port.id);
  assert.deepEqual(await list('member'), [id]);
  assert.deepEqual(await list('outsider'), []);
});
