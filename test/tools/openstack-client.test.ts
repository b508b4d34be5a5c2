/**
 * The ordinary `openstack` command-line client against a simulator that listens: whoever knows the
 * client can use the simulator.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { promisify } from 'node:util';
import { accounts, cloudsYaml } from '../../simulator/clouds-yaml.ts';
import { createSimulator } from '../../simulator/create-simulator.ts';
import { listen, type Listening } from '../../simulator/listen.ts';
import type { ReleaseName } from '../../simulator/release.ts';

const run = promisify(execFile);

/** Nothing of the machine's own clouds may reach the client. */
const clean = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('OS_')),
);

type Variables = Readonly<Record<string, string>>;

/** @returns what the client printed, as JSON where it can */
async function openstack(variables: Variables, ...args: string[]): Promise<unknown> {
  const { stdout } = await run('openstack', args, { env: { ...clean, ...variables } });
  return args.includes('json') ? (JSON.parse(stdout) as unknown) : stdout;
}

/** @returns what the client said when it failed */
async function refused(variables: Variables, ...args: string[]): Promise<string> {
  try {
    await run('openstack', args, { env: { ...clean, ...variables } });
  } catch (thrown) {
    return (thrown as { stderr: string }).stderr;
  }
  return assert.fail(`openstack ${args.join(' ')} was expected to fail`);
}

const json = ['-f', 'json'];
const column = (rows: unknown, name: string) =>
  (rows as Record<string, unknown>[]).map((row) => row[name]);
const field = (row: unknown, name: string): string =>
  String((row as Record<string, unknown>)[name]);

before(async () => {
  try {
    await run('openstack', ['--version'], { env: clean });
  } catch {
    assert.fail('openstack is not on the PATH: install the Debian package python3-openstackclient');
  }
});

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
      const token = await openstack(admin, 'token', 'issue', ...json);
      assert.match(field(token, 'id'), /^gAAAAA/);
      const wrong = { ...admin, OS_PASSWORD: 'wrong' };
      assert.match(await refused(wrong, 'token', 'issue'), /requires authentication.*HTTP 401/);
      const demo = { ...admin, OS_USERNAME: 'demo', OS_PROJECT_NAME: 'demo' };
      assert.match(await refused(demo, 'user', 'list'), /identity:list_users.*HTTP 403/);
    });

    await t.test('users, tenants and roles', async () => {
      assert.deepEqual(column(await openstack(admin, 'user', 'list', ...json), 'Name'), [
        'admin',
        'demo',
        'reader',
        'alt',
      ]);
      const made = await openstack(admin, 'project', 'create', 'pet', ...json);
      assert.equal(field(made, 'domain_id'), 'default');
      await openstack(admin, 'user', 'create', 'bob', '--password', 'pw', ...json);
      await openstack(admin, 'role', 'add', '--user', 'bob', '--project', 'pet', 'member');
      const held = await openstack(
        admin,
        ...['role', 'assignment', 'list', '--user', 'bob', '--names', ...json],
      );
      assert.deepEqual(column(held, 'Project'), ['pet@Default']);
      const bob = { ...admin, OS_USERNAME: 'bob', OS_PASSWORD: 'pw', OS_PROJECT_NAME: 'pet' };
      const token = await openstack(bob, 'token', 'issue', ...json);
      assert.equal(field(token, 'project_id'), field(made, 'id'));
      await openstack(admin, 'role', 'remove', '--user', 'bob', '--project', 'pet', 'member');
      assert.match(await refused(bob, 'token', 'issue'), /HTTP 401/);
      await openstack(admin, 'user', 'delete', 'bob');
      await openstack(admin, 'project', 'delete', 'pet');
    });

    await t.test('an application credential signs in by itself', async () => {
      const made = await openstack(
        admin,
        ...['application', 'credential', 'create', 'ci', '--role', 'reader', ...json],
      );
      const token = await openstack(
        {
          OS_AUTH_TYPE: 'v3applicationcredential',
          OS_AUTH_URL: admin.OS_AUTH_URL,
          OS_APPLICATION_CREDENTIAL_ID: field(made, 'id'),
          OS_APPLICATION_CREDENTIAL_SECRET: field(made, 'secret'),
        },
        ...['token', 'issue', ...json],
      );
      assert.equal(field(token, 'project_id'), field(made, 'project_id'));
    });

    await t.test('an image: uploaded, saved again, protected and deleted', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'image-'));
      t.after(() => rm(folder, { recursive: true }));
      const [given, saved] = [join(folder, 'given'), join(folder, 'saved')];
      await writeFile(given, randomBytes(100_000));
      const formats = ['--disk-format', 'raw', '--container-format', 'bare'];
      await openstack(admin, 'image', 'create', '--file', given, ...formats, 'pet', ...json);
      await openstack(admin, 'image', 'save', '--file', saved, 'pet');
      assert.deepEqual(await readFile(saved), await readFile(given));
      await openstack(admin, 'image', 'set', '--protected', '--tag', 'blue', 'pet');
      assert.match(await refused(admin, 'image', 'delete', 'pet'), /Failed to delete 1 of 1/);
      await openstack(admin, 'image', 'set', '--unprotected', 'pet');
      const shown = await openstack(admin, 'image', 'show', 'pet', ...json);
      assert.deepEqual([field(shown, 'status'), field(shown, 'size')], ['active', '100000']);
      await openstack(admin, 'image', 'delete', 'pet');
      assert.deepEqual(column(await openstack(admin, 'image', 'list', ...json), 'Name').sort(), [
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
      await openstack(cloud, 'flavor', 'create', ...size, 'c1.tiny', ...json);
      const names = async () => column(await openstack(cloud, 'flavor', 'list', ...json), 'Name');
      assert.ok((await names()).includes('c1.tiny'));
      assert.ok((await names()).includes('m1.nano'));
      await openstack(cloud, 'flavor', 'delete', 'c1.tiny');
      assert.equal((await names()).includes('c1.tiny'), false);
    });
  });
}
