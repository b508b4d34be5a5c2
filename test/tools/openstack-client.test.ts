/**
 * The ordinary `openstack` command-line client against a simulator that listens: whoever knows the
 * client can use the simulator.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { accounts, cloudsYaml } from '../../simulator/clouds-yaml.ts';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { listen, type Listening } from '../../simulator/listen.ts';
import type { ReleaseName } from '../../simulator/release.ts';
import { column, field, needsClient, openstack, refused, rows, shown } from './openstack-client.ts';

before(() => needsClient());

for (const release of ['zed', '2026.1'] as const satisfies ReleaseName[]) {
  test(`the openstack client works with the simulator as ${release}`, async (t) => {
    const listening: Listening = await listen(createSimulator({ release, clock: 'real' }), {
      port: 0,
    });
    t.after(() => listening.close());
    const { username, password, project } = accounts.admin;
    const admin = {
      OS_AUTH_URL: `${listening.url}/identity`,
      OS_USERNAME: username,
      OS_PASSWORD: password,
      OS_PROJECT_NAME: project,
      OS_USER_DOMAIN_ID: 'default',
      OS_PROJECT_DOMAIN_ID: 'default',
      OS_IDENTITY_API_VERSION: '3',
    };

    await t.test('a token, and refusals of a wrong password and a foreign role', async () => {
      const token = await shown(admin, 'token', 'issue');
      assert.match(field(token, 'id'), /^gAAAAA/);
      const wrong = { ...admin, OS_PASSWORD: 'wrong' };
      assert.match(await refused(wrong, 'token', 'issue'), /requires authentication.*HTTP 401/);
      const demo = { ...admin, OS_USERNAME: 'demo', OS_PROJECT_NAME: 'demo' };
      assert.match(await refused(demo, 'user', 'list'), /identity:list_users.*HTTP 403/);
    });

    await t.test('users, tenants and roles', async () => {
      assert.deepEqual(column(await rows(admin, 'user', 'list'), 'Name'), [
        'admin',
        'demo',
        'reader',
        'alt',
      ]);
      const made = await shown(admin, 'project', 'create', 'pet');
      assert.equal(field(made, 'domain_id'), 'default');
      await openstack(admin, 'user', 'create', 'bob', '--password', 'pw');
      await openstack(admin, 'role', 'add', '--user', 'bob', '--project', 'pet', 'member');
      const held = await rows(admin, 'role', 'assignment', 'list', '--user', 'bob', '--names');
      assert.deepEqual(column(held, 'Project'), ['pet@Default']);
      const bob = { ...admin, OS_USERNAME: 'bob', OS_PASSWORD: 'pw', OS_PROJECT_NAME: 'pet' };
      const token = await shown(bob, 'token', 'issue');
      assert.equal(field(token, 'project_id'), field(made, 'id'));
      await openstack(admin, 'role', 'remove', '--user', 'bob', '--project', 'pet', 'member');
      assert.match(await refused(bob, 'token', 'issue'), /HTTP 401/);
      await openstack(admin, 'user', 'delete', 'bob');
      await openstack(admin, 'project', 'delete', 'pet');
    });

    await t.test('an application credential signs in by itself', async () => {
      const made = await shown(
        admin,
        'application',
        'credential',
        'create',
        'ci',
        '--role',
        'reader',
      );
      const token = await shown(
        {
          OS_AUTH_TYPE: 'v3applicationcredential',
          OS_AUTH_URL: admin.OS_AUTH_URL,
          OS_APPLICATION_CREDENTIAL_ID: field(made, 'id'),
          OS_APPLICATION_CREDENTIAL_SECRET: field(made, 'secret'),
        },
        'token',
        'issue',
      );
      assert.equal(field(token, 'project_id'), field(made, 'project_id'));
    });

    await t.test('an image: uploaded, saved again, protected and deleted', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'image-'));
      t.after(() => rm(folder, { recursive: true }));
      const [given, saved] = [join(folder, 'given'), join(folder, 'saved')];
      await writeFile(given, randomBytes(100_000));
      const formats = ['--disk-format', 'raw', '--container-format', 'bare'];
      await openstack(admin, 'image', 'create', '--file', given, ...formats, 'pet');
      await openstack(admin, 'image', 'save', '--file', saved, 'pet');
      assert.deepEqual(await readFile(saved), await readFile(given));
      await openstack(admin, 'image', 'set', '--protected', '--tag', 'blue', 'pet');
      assert.match(await refused(admin, 'image', 'delete', 'pet'), /Failed to delete 1 of 1/);
      await openstack(admin, 'image', 'set', '--unprotected', 'pet');
      const pet = await shown(admin, 'image', 'show', 'pet');
      assert.deepEqual([field(pet, 'status'), field(pet, 'size')], ['active', '100000']);
      await openstack(admin, 'image', 'delete', 'pet');
      assert.deepEqual(column(await rows(admin, 'image', 'list'), 'Name').sort(), [
        'cirros',
        'cirros-alt',
      ]);
    });

    await t.test('flavours, by the printed clouds.yaml', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'clouds-'));
      t.after(() => rm(folder, { recursive: true }));
      const file = join(folder, 'clouds.yaml');
      await writeFile(file, cloudsYaml(listening.url));
      const cloud = { OS_CLIENT_CONFIG_FILE: file, OS_CLOUD: 'simulator' };
      const size = ['--ram', '128', '--vcpus', '1', '--disk', '1'];
      await openstack(cloud, 'flavor', 'create', ...size, 'c1.tiny');
      const names = async () => column(await rows(cloud, 'flavor', 'list'), 'Name');
      assert.ok((await names()).includes('c1.tiny'));
      assert.ok((await names()).includes('m1.nano'));
      await openstack(cloud, 'flavor', 'delete', 'c1.tiny');
      assert.equal((await names()).includes('c1.tiny'), false);
    });
  });
}
