import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverSummariesAnswer } from '../../../src/contract/compute/virtual-compute.ts';
import { type Answered, origin, projects, refusal } from './compute-alone.ts';
import { known } from './neighbours.ts';
import { withServers } from './servers.ts';

const names = (answer: Answered) =>
  serverSummariesAnswer.parse(answer.body).servers.map(({ name }) => name);

test('a server is accepted at once, and comes to life on the clock', async () => {
  const { order, timeline, show } = withServers();
  const answer = await order();
  assert.equal(answer.status, 202);
  const { server } = answer.body as { server: Record<string, unknown> };
  const id = String(server['id']);
  assert.equal(answer.headers.get('location'), `${origin}/compute/v2.1/servers/${id}`);
  assert.deepEqual(Object.keys(server), [
    'id',
    'links',
    'OS-DCF:diskConfig',
    'security_groups',
    'adminPass',
  ]);
  assert.deepEqual(await timeline(id, 3000), [
    'BUILD building scheduling 0',
    'BUILD building - 0',
    'BUILD building networking 0',
    'BUILD building spawning 0',
    'ACTIVE active - 1',
  ]);
  const { addresses, hostId } = await show(id);
  assert.equal(addresses['private']?.[0]?.['OS-EXT-IPS:type'], 'fixed');
  assert.match(hostId, /^[0-9a-f]{56}$/);
});

test('a deleted server is shown as deleted once more, and then is gone with its port', async () => {
  const { boot, ask, timeline, network } = withServers();
  const id = await boot();
  assert.equal(network.portsOf(id).length, 1);
  assert.equal((await ask(`DELETE /v2.1/servers/${id}`, { as: 'member' })).status, 204);
  assert.equal((await ask(`DELETE /v2.1/servers/${id}`, { as: 'member' })).status, 204);
  assert.deepEqual(await timeline(id, 1000), [
    'ACTIVE active deleting 1',
    'DELETED deleted - 0',
    '404',
  ]);
  assert.equal(network.portsOf(id).length, 0);
  assert.deepEqual(refusal(await ask(`DELETE /v2.1/servers/${id}`, { as: 'member' })), [
    404,
    'itemNotFound',
    `Instance ${id} could not be found.`,
  ]);
  const list = async (query: string) =>
    names(await ask(`GET /v2.1/servers?${query}`, { as: 'admin' }));
  assert.deepEqual(await list('all_tenants=1'), []);
  assert.deepEqual(await list('all_tenants=1&deleted=true'), ['s1']);
  assert.deepEqual(await list('all_tenants=1&changes-since=2026-01-01T00:00:00Z'), ['s1']);
});

test('a server that is deleted while it is being built does not come to life', async () => {
  const { order, ask, clock, network } = withServers();
  const { server } = (await order()).body as { server: { id: string } };
  clock.advance(400);
  await ask(`DELETE /v2.1/servers/${server.id}`, { as: 'member' });
  clock.advance(60_000);
  assert.equal((await ask(`GET /v2.1/servers/${server.id}`, { as: 'member' })).status, 404);
  assert.equal(network.portsOf(server.id).length, 0);
});

test('no host fits: ERROR with a fault, and it can be deleted', async () => {
  const { boot, ask, show } = withServers();
  const flavor = { name: 'huge', id: 'huge', ram: 64, vcpus: 1, disk: 700_000 };
  await ask('POST /v2.1/flavors', { as: 'admin', body: { flavor } });
  const id = await boot({ flavorRef: 'huge' });
  const server = await show(id);
  assert.equal(server.status, 'ERROR');
  assert.equal(server.hostId, '');
  assert.deepEqual([server.fault?.code, server.fault?.message], [500, 'No valid host was found. ']);
  assert.equal(server.progress, undefined);
  assert.equal((await ask(`DELETE /v2.1/servers/${id}`, { as: 'member' })).status, 204);
  assert.equal((await ask(`GET /v2.1/servers/${id}`, { as: 'member' })).status, 404);
});

test('what another service refuses while it is being built ends in ERROR', async () => {
  const { boot, show } = withServers();
  const id = await boot({ networks: [{ uuid: known.network, fixed_ip: '10.9.9.9' }] });
  const { status, fault } = await show(id);
  assert.equal(status, 'ERROR');
  assert.equal(
    fault?.message,
    `Build of instance ${id} aborted: Fixed IP 10.9.9.9 is not a valid ip address`,
  );
});

test('the fields follow the microversion and the caller', async () => {
  const { boot, show } = withServers('2026.1');
  const id = await boot({ name: 'one' });
  const has = async (key: string, at: string, as = 'member') => key in (await show(id, as, at));
  for (const [key, minor] of [
    ['locked', 9],
    ['description', 19],
    ['tags', 26],
    ['trusted_image_certificates', 63],
    ['server_groups', 71],
    ['locked_reason', 73],
    ['OS-EXT-SRV-ATTR:hostname', 90],
    ['pinned_availability_zone', 96],
    ['scheduler_hints', 100],
  ] as const) {
    assert.equal(await has(key, `2.${String(minor - 1)}`), false, `${key} before`);
    assert.equal(await has(key, `2.${String(minor)}`), true, key);
  }
  assert.equal('id' in (await show(id, 'member', '2.46')).flavor, true);
  assert.equal('original_name' in (await show(id, 'member', '2.47')).flavor, true);
  assert.equal(await has('OS-EXT-SRV-ATTR:host', '2.1'), false);
  assert.equal(await has('OS-EXT-SRV-ATTR:host', '2.1', 'admin'), true);
  assert.equal(await has('host_status', '2.16', 'admin'), true);
});

test('a name, a description and addresses can be changed; the answer is full from 2.75', async () => {
  const { boot, ask } = withServers();
  const id = await boot();
  const update = (server: object, at = '2.1', as = 'member') =>
    ask(`PUT /v2.1/servers/${id}`, { as, at, body: { server } });
  const old = (await update({ name: 'new' })).body as { server: Record<string, unknown> };
  assert.equal(old.server['name'], 'new');
  assert.equal('key_name' in old.server, false);
  const full = (await update({ description: 'of two' }, '2.75')).body as typeof old;
  assert.equal(full.server['description'], 'of two');
  assert.equal('key_name' in full.server, true);
  assert.deepEqual(refusal(await update({ description: 'x' })), [
    400,
    'badRequest',
    "Invalid input for field/attribute server. Value: {'description': 'x'}. Additional properties are not allowed ('description' was unexpected)",
  ]);
  assert.equal((await update({ name: '' })).status, 400);
  assert.equal((await update({ name: 'x' }, '2.1', 'outsider')).status, 404);
});

test('each tenant sees its own; administrators see all when they ask for it', async () => {
  const { boot, ask } = withServers();
  await boot({ name: 'ours' });
  const theirs = await boot({ name: 'theirs', networks: [] }, 'outsider');
  const list = async (query: string, as: string) =>
    names(await ask(`GET /v2.1/servers?${query}`, { as }));
  assert.deepEqual(await list('', 'member'), ['ours']);
  assert.deepEqual(await list('', 'outsider'), ['theirs']);
  assert.deepEqual(await list('', 'admin'), []);
  assert.deepEqual(await list('all_tenants', 'admin'), ['theirs', 'ours']);
  assert.deepEqual(await list(`all_tenants=1&project_id=${projects.demo}`, 'admin'), ['ours']);
  assert.deepEqual(refusal(await ask('GET /v2.1/servers?all_tenants=1', { as: 'member' })), [
    403,
    'forbidden',
    "Policy doesn't allow os_compute_api:servers:index:get_all_tenants to be performed.",
  ]);
  for (const what of ['GET', 'DELETE']) {
    assert.deepEqual(refusal(await ask(`${what} /v2.1/servers/${theirs}`, { as: 'member' })), [
      404,
      'itemNotFound',
      `Instance ${theirs} could not be found.`,
    ]);
  }
});

test('a reader reads only, where the policy is the newer one', async () => {
  const { order, boot, ask, act } = withServers('2026.1');
  const id = await boot();
  assert.deepEqual(refusal(await order({}, 'reader')), [
    403,
    'forbidden',
    "Policy doesn't allow os_compute_api:servers:create to be performed.",
  ]);
  assert.equal((await ask(`GET /v2.1/servers/${id}`, { as: 'reader' })).status, 200);
  assert.equal((await ask(`DELETE /v2.1/servers/${id}`, { as: 'reader' })).status, 403);
  assert.equal((await act(id, { suspend: null }, 'reader')).status, 403);
  assert.equal((await ask('GET /v2.1/servers', { as: 'system' })).status, 403);
  const legacy = withServers('zed');
  assert.equal((await legacy.order({}, 'reader')).status, 202);
});

test('several at once have numbered names; the quota is counted before any is made', async () => {
  const { order, ask, clock } = withServers();
  assert.equal((await order({ name: 'm', min_count: 2, max_count: 3 })).status, 202);
  clock.advance(5000);
  assert.deepEqual(names(await ask('GET /v2.1/servers', { as: 'member' })), ['m-3', 'm-2', 'm-1']);
  assert.deepEqual(refusal(await order({ min_count: 8 })), [
    403,
    'forbidden',
    'Quota exceeded for instances: Requested 8, but already used 3 of 10 instances',
  ]);
  assert.equal((await order({ min_count: 1, max_count: 20 })).status, 202);
  assert.equal(names(await ask('GET /v2.1/servers', { as: 'member' })).length, 10);
});
