/**
 * A whole story with the ordinary `openstack` client against a simulator that listens: from the tenant
 * to a running server with a volume, by hand and by a stack, and everything away again.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { accounts } from '../../simulator/clouds-yaml.ts';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { listen } from '../../simulator/listen.ts';
import { type ReleaseName, releaseNames } from '../../simulator/release.ts';
import {
  column,
  field,
  needsClient,
  openstack,
  refused,
  rows,
  shown,
  until,
  type Variables,
} from './openstack-client.ts';

before(() => needsClient('stack list'));

const as = (authUrl: string, who: { username: string; password: string; project: string }) => ({
  OS_AUTH_URL: authUrl,
  OS_USERNAME: who.username,
  OS_PASSWORD: who.password,
  OS_PROJECT_NAME: who.project,
  OS_USER_DOMAIN_ID: 'default',
  OS_PROJECT_DOMAIN_ID: 'default',
  OS_IDENTITY_API_VERSION: '3',
});

const template = `
heat_template_version: 2018-08-31
parameters:
  size: { type: number, default: 1 }
resources:
  disk: { type: OS::Cinder::Volume, properties: { name: story-stack-disk, size: { get_param: size } } }
  net: { type: OS::Neutron::Net, properties: { name: story-stack-net } }
outputs:
  disk: { value: { get_resource: disk } }
`;

async function story(admin: Variables, member: Variables, folder: string): Promise<void> {
  // The tenant and its user.
  await openstack(admin, 'project', 'create', 'story');
  await openstack(admin, 'user', 'create', 'teller', '--password', 'once-upon-a-time');
  for (const role of ['member', 'reader']) {
    await openstack(admin, 'role', 'add', '--user', 'teller', '--project', 'story', role);
  }
  const held = await rows(admin, 'role', 'assignment', 'list', '--user', 'teller', '--names');
  assert.deepEqual(new Set(column(held, 'Role')), new Set(['member', 'reader']));
  await openstack(admin, 'role', 'create', 'chronicler');
  await openstack(admin, 'role', 'delete', 'chronicler');
  assert.match(field(await shown(member, 'token', 'issue'), 'id'), /./);

  // What a server is made of.
  const size = ['--ram', '64', '--vcpus', '1', '--disk', '1'];
  await openstack(admin, 'flavor', 'create', ...size, 'story.tiny');
  assert.match(await refused(member, 'flavor', 'create', ...size, 'story.other'), /\b403\b/);
  const disk = join(folder, 'disk.raw');
  writeFileSync(disk, Buffer.alloc(1024 * 1024));
  const format = ['--disk-format', 'raw', '--container-format', 'bare'];
  await openstack(member, 'image', 'create', ...format, '--file', disk, 'story-image');
  await until(member, ['image', 'show', 'story-image'], 'status', 'active');
  const key = await openstack(member, 'keypair', 'create', 'story-key');
  assert.match(key, /PRIVATE KEY/);
  await openstack(member, 'network', 'create', 'story-net');
  const range = ['--network', 'story-net', '--subnet-range', '10.77.0.0/24'];
  await openstack(member, 'subnet', 'create', ...range, 'story-subnet');
  await openstack(member, 'router', 'create', 'story-router');
  await openstack(member, 'router', 'add', 'subnet', 'story-router', 'story-subnet');
  await openstack(member, 'router', 'set', '--external-gateway', 'public', 'story-router');
  await openstack(member, 'security', 'group', 'create', 'story-group');
  const rule = ['--protocol', 'tcp', '--dst-port', '22', '--remote-ip', '0.0.0.0/0'];
  await openstack(member, 'security', 'group', 'rule', 'create', ...rule, 'story-group');
  const rules = await rows(member, 'security', 'group', 'rule', 'list', 'story-group');
  assert.ok(column(rules, 'Port Range').includes('22:22'));

  // The server.
  await openstack(
    member,
    ...['server', 'create', '--flavor', 'story.tiny', '--image', 'story-image'],
    ...['--key-name', 'story-key', '--network', 'story-net', '--security-group', 'story-group'],
    'story-server',
  );
  const server = ['server', 'show', 'story-server'];
  const active = await until(member, server, 'status', 'ACTIVE');
  assert.match(JSON.stringify(active['addresses']), /10\.77\.0\./);
  await openstack(member, 'server', 'suspend', 'story-server');
  await until(member, server, 'status', 'SUSPENDED');
  assert.match(await refused(member, 'server', 'suspend', 'story-server'), /\b409\b/);
  await openstack(member, 'server', 'resume', 'story-server');
  await until(member, server, 'status', 'ACTIVE');
  await openstack(member, 'server', 'stop', 'story-server');
  await until(member, server, 'status', 'SHUTOFF');
  await openstack(member, 'server', 'start', 'story-server');
  await until(member, server, 'status', 'ACTIVE');
  assert.deepEqual(column(await rows(member, 'server', 'list'), 'Name'), ['story-server']);
  const address = field(
    await shown(member, 'floating', 'ip', 'create', 'public'),
    'floating_ip_address',
  );
  await openstack(member, 'server', 'add', 'floating', 'ip', 'story-server', address);
  assert.match(JSON.stringify((await shown(member, ...server))['addresses']), RegExp(address));

  // Its volume.
  await openstack(member, 'volume', 'create', '--size', '1', 'story-volume');
  const volume = ['volume', 'show', 'story-volume'];
  await until(member, volume, 'status', 'available');
  await openstack(member, 'server', 'add', 'volume', 'story-server', 'story-volume');
  await until(member, volume, 'status', 'in-use');
  assert.match(await refused(member, 'volume', 'delete', 'story-volume'), /failed to delete/i);
  await openstack(member, 'server', 'remove', 'volume', 'story-server', 'story-volume');
  await until(member, volume, 'status', 'available');

  // The same by a template.
  const file = join(folder, 'stack.yaml');
  writeFileSync(file, template);
  await openstack(member, 'stack', 'create', '-t', file, '--parameter', 'size=1', 'story-stack');
  const stack = ['stack', 'show', 'story-stack'];
  await until(member, stack, 'stack_status', 'CREATE_COMPLETE');
  const parts = await rows(member, 'stack', 'resource', 'list', 'story-stack');
  assert.deepEqual(new Set(column(parts, 'resource_name')), new Set(['disk', 'net']));
  assert.ok(column(await rows(member, 'volume', 'list'), 'Name').includes('story-stack-disk'));
  await openstack(member, 'stack', 'delete', '--yes', '--wait', 'story-stack');
  assert.deepEqual(await rows(member, 'stack', 'list'), []);

  // And everything away again.
  await openstack(member, 'floating', 'ip', 'delete', address);
  await openstack(member, 'server', 'delete', '--wait', 'story-server');
  await openstack(member, 'volume', 'delete', 'story-volume');
  await openstack(member, 'router', 'remove', 'subnet', 'story-router', 'story-subnet');
  await openstack(member, 'router', 'delete', 'story-router');
  await openstack(member, 'network', 'delete', 'story-net');
  await openstack(member, 'security', 'group', 'delete', 'story-group');
  await openstack(member, 'keypair', 'delete', 'story-key');
  await openstack(member, 'image', 'delete', 'story-image');
  await openstack(admin, 'flavor', 'delete', 'story.tiny');
  await openstack(admin, 'user', 'delete', 'teller');
  await openstack(admin, 'project', 'delete', 'story');
  for (const what of ['server', 'volume', 'network', 'image', 'keypair', 'flavor', 'project']) {
    const names = column(await rows(admin, what, 'list'), 'Name').map(String);
    assert.deepEqual(
      names.filter((name) => name.startsWith('story')),
      [],
      what,
    );
  }
}

const folder = mkdtempSync(join(tmpdir(), 'story-'));
test.after(() => {
  rmSync(folder, { recursive: true });
});

const teller = { username: 'teller', password: 'once-upon-a-time', project: 'story' };

for (const release of releaseNames satisfies readonly ReleaseName[]) {
  test(`the openstack client tells a whole story with the simulator as ${release}`, async (t) => {
    const listening = await listen(createSimulator({ release, clock: 'real' }), { port: 0 });
    t.after(() => listening.close());
    const authUrl = `${listening.url}/identity`;
    await story(as(authUrl, accounts.admin), as(authUrl, teller), folder);
  });
}

/** Where a real OpenStack Zed is; the story is then told to it, too. */
const real = process.env['NFVI_ZED_AUTH_URL'];
if (real !== undefined) {
  const admin = { username: 'admin', password: 'conformance', project: 'admin' };
  test('and with a real OpenStack', () => story(as(real, admin), as(real, teller), folder));
}
