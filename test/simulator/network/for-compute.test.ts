import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault } from '../../../simulator/kernel/fault.ts';
import { bearers, networkAlone, projects } from './network-alone.ts';

const server = (id: string) => ({ serverId: id, host: 'h1', hostname: `vm-${id}` });

async function ready() {
  const { ask, make, network } = networkAlone();
  const { id: networkId } = await make('network', { name: 'n' });
  const on = { network_id: networkId };
  await make('subnet', { ...on, ip_version: 4, cidr: '10.42.0.0/29' });
  const { forCompute } = network;
  const wish = { networkId, projectId: projects.demo, ...server('s1') };
  return { ask, make, on, forCompute, wish, networkId };
}
const refused = (act: () => unknown): readonly [number, string] => {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof Fault) return [thrown.status, thrown.message];
    throw thrown;
  }
  throw new Error('it was done');
};

test('a port for a server is bound, addressed and protected; with the server it goes', async () => {
  const { ask, forCompute, wish } = await ready();
  const port = forCompute.createPort(wish);
  assert.deepEqual(
    [port.networkName, port.deviceId, port.state, port.securityGroups.map(({ name }) => name)],
    ['n', 's1', 'ACTIVE', ['default']],
  );
  assert.deepEqual(
    port.addresses.map(({ version, kind }) => [version, kind]),
    [[4, 'fixed']],
  );
  assert.deepEqual(forCompute.portsOf('s1'), [port]);
  forCompute.unbind(port.id);
  assert.equal((await ask(`GET /ports/${port.id}`)).status, 404);
});

test('a port that traffic is led over stays when its server goes', async () => {
  const { ask, forCompute, wish } = await ready();
  const { id } = forCompute.createPort(wish);
  const pair = { port_pair: { ingress: id, egress: id } };
  assert.equal((await ask('POST /sfc/port_pairs', { body: pair })).status, 201);
  forCompute.unbind(id);
  assert.equal(forCompute.port(id)?.deviceId, undefined);
});

test('a port that its owner made is freed, and can be had by another server then', async () => {
  const { forCompute, make, on } = await ready();
  const { id } = await make('port', on);
  assert.equal(forCompute.bind(id, server('s1')).deviceId, 's1');
  assert.equal(refused(() => forCompute.bind(id, server('s2')))[0], 409);
  forCompute.unbind(id);
  assert.equal(forCompute.port(id)?.deviceId, undefined);
  assert.equal(forCompute.bind(id, server('s2')).deviceId, 's2');
});

test('a port has the name of its server, unless its owner has named it', async () => {
  const { ask, forCompute, make, on, wish } = await ready();
  const named = async (id: string): Promise<unknown> => {
    const { port } = (await ask(`GET /ports/${id}`)).body as {
      port: { dns_name: string; dns_assignment: readonly { hostname: string; fqdn: string }[] };
    };
    const [{ hostname, fqdn } = { hostname: '', fqdn: '' }] = port.dns_assignment;
    return [port.dns_name, hostname, fqdn];
  };
  const { id: made } = forCompute.createPort(wish);
  const { id: free } = await make('port', on);
  const { id: own } = await make('port', { ...on, dns_name: 'own' });
  forCompute.bind(free, server('s2'));
  forCompute.bind(own, server('s2'));
  assert.deepEqual(await named(made), ['vm-s1', 'vm-s1', 'vm-s1.cloud.test.']);
  assert.deepEqual(await named(free), ['vm-s2', 'vm-s2', 'vm-s2.cloud.test.']);
  assert.deepEqual(await named(own), ['own', 'own', 'own.cloud.test.']);
});

test('what cannot be had is refused in words of compute', async () => {
  const { forCompute, wish } = await ready();
  assert.equal(refused(() => forCompute.createPort({ ...wish, securityGroups: ['none'] }))[0], 400);
  forCompute.createPort({ ...wish, fixedAddress: '10.42.0.3' });
  const taken = refused(() => forCompute.createPort({ ...wish, fixedAddress: '10.42.0.3' }));
  assert.deepEqual(taken, [400, 'Fixed IP address 10.42.0.3 is already in use on instance.']);
  for (let i = 0; i < 4; i++) forCompute.createPort(wish);
  assert.match(refused(() => forCompute.createPort(wish))[1], /^No fixed IP addresses available/);
});

test('a server gets its project’s networks and shared ones, not those that lead out', async () => {
  const { forCompute, networkId, make } = await ready();
  const shared = await make('network', { shared: true }, 'admin');
  const own = forCompute.networksOf(projects.demo);
  assert.ok(own.includes(networkId) && own.includes(shared.id));
  assert.deepEqual(forCompute.networksOf(projects.alt), [shared.id]);
  const sees = (who: string) => {
    const caller = bearers[who];
    assert.ok(caller);
    return forCompute.hasNetwork(caller, networkId);
  };
  assert.deepEqual(['member', 'outsider', 'admin'].map(sees), [true, false, true]);
});

test('security groups are found by name or id, and not when several have the name', async () => {
  const { forCompute, make } = await ready();
  const { id } = await make('security-group', { name: 'g' });
  assert.deepEqual(forCompute.securityGroup(projects.demo, 'g'), { id, name: 'g' });
  assert.deepEqual(forCompute.securityGroup(projects.demo, id), { id, name: 'g' });
  assert.equal(forCompute.securityGroup(projects.alt, id), undefined);
  await make('security-group', { name: 'g' });
  assert.equal(refused(() => forCompute.securityGroup(projects.demo, 'g'))[0], 409);
});
