import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Session, signIn } from './session.ts';
import { type Zed, zed } from './zed.ts';

/** The newest (micro)version that a version document says is current. */
function newest(document: unknown): string | undefined {
  type Version = { id: string; status: string; version?: string; max_version?: string };
  const { version, versions = [] } = document as { version?: Version; versions?: Version[] };
  const current = version ?? versions.find(({ status }) => status === 'CURRENT');
  return current?.max_version || current?.version || current?.id;
}

describe('OpenStack Zed in a container', () => {
  let cloud: Zed;
  let admin: Session;
  let demo: Session;

  before(async () => {
    cloud = await zed();
    admin = await signIn(cloud.clouds['openstack-admin']);
    demo = await signIn(cloud.clouds['openstack-demo']);
  });

  test('signs in every user of its clouds, with the roles of Zed', async () => {
    const roles = await Promise.all(
      Object.entries(cloud.clouds).map(async ([name, entry]) => [
        name,
        (await signIn(entry)).roles.toSorted(),
      ]),
    );
    assert.deepEqual(Object.fromEntries(roles), {
      'openstack-admin': ['admin', 'heat_stack_owner', 'member', 'reader'],
      'openstack-system': ['admin', 'member', 'reader'],
      'openstack-demo': ['heat_stack_owner', 'member', 'reader'],
      'openstack-alt-demo': ['heat_stack_owner', 'member', 'reader'],
      'openstack-reader': ['reader'],
    });
  });

  test('lists its services in the catalogue', () => {
    // What may stand beside it is not its own.
    const own = admin.types.filter((type) => !['accelerator', 'reservation'].includes(type));
    assert.deepEqual(own.toSorted(), [
      'alarming',
      'block-storage',
      'cloudformation',
      'compute',
      'identity',
      'image',
      'load-balancer',
      'metric',
      'network',
      'orchestration',
      'placement',
      'volumev3',
    ]);
  });

  test('speaks the versions of Zed', async () => {
    const root = async (type: string, path: string) => newest(await admin.ask(type, path, 200));
    assert.equal(await root('compute', '/'), '2.93');
    assert.equal(await root('identity', '/'), 'v3.14');
    assert.equal(await root('image', '/versions'), 'v2.15');
    assert.equal(await root('network', '/'), 'v2.0');
    assert.equal(await root('placement', '/'), '1.39');
    // Their endpoints in the catalogue end with the project; the version document is three levels up.
    assert.equal(await root('block-storage', '/../'), '3.70');
  });

  test('has what a first server needs', async () => {
    /** Without what the probes have left, which share this cloud. */
    const named = async (type: string, path: string, key: string) => {
      const list = (await demo.ask(type, path, 200)) as Record<string, { name: string }[]>;
      const names = list[key]?.map(({ name }) => name).toSorted();
      return names?.filter((name) => !name.startsWith('probe-'));
    };
    assert.deepEqual(await named('compute', '/flavors', 'flavors'), [
      'm1.medium',
      'm1.micro',
      'm1.nano',
      'm1.small',
      'm1.tiny',
    ]);
    assert.deepEqual(await named('image', '/v2/images', 'images'), ['cirros', 'cirros-alt']);
    assert.deepEqual(await named('network', '/v2.0/networks', 'networks'), ['private', 'public']);
    assert.deepEqual(await named('block-storage', '/types', 'volume_types'), [
      '__DEFAULT__',
      'nfs',
    ]);
    assert.deepEqual(await named('orchestration', '/stacks', 'stacks'), []);
  });

  test('boots a server on a network, and deletes it', async () => {
    const first = async (type: string, path: string, key: string) => {
      const list = (await demo.ask(type, path, 200)) as Record<string, { id: string }[]>;
      return list[key]?.[0]?.id;
    };
    const created = (await demo.ask('compute', '/servers', 202, {
      method: 'POST',
      body: {
        server: {
          name: 'proof',
          flavorRef: '42',
          imageRef: await first('image', '/v2/images?name=cirros', 'images'),
          networks: [{ uuid: await first('network', '/v2.0/networks?name=private', 'networks') }],
        },
      },
    })) as { server: { id: string } };
    const path = `/servers/${created.server.id}`;
    let status = '';
    for (let attempt = 0; attempt < 60 && status !== 'ACTIVE'; attempt += 1) {
      const { server } = (await demo.ask('compute', path, 200)) as { server: { status: string } };
      status = server.status;
      assert.notEqual(status, 'ERROR', JSON.stringify(server));
      await sleep(500);
    }
    assert.equal(status, 'ACTIVE');
    const ports = (await demo.ask(
      'network',
      `/v2.0/ports?device_id=${created.server.id}`,
      200,
    )) as { ports: { status: string }[] };
    assert.deepEqual(
      ports.ports.map((port) => port.status),
      ['ACTIVE'],
    );
    await demo.ask('compute', path, 204, { method: 'DELETE' });
  });
});
