/** Who signs in at a real OpenStack, and how: each way that clouds.yaml and a target file know. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openWorkplace, type Result, type Workplace } from './command-line.ts';
import { createIn, grantRole, type Session, signIn, thingsNamed } from './session.ts';
import { type Zed, zed } from './zed.ts';

/** What administrators of the cloud zone and of a VDC do. */
const rowsOfAdministrators = [
  ...['flavour', 'role', 'tenant', 'user'].flatMap((row) => [
    ...[`${row}/create`, `${row}/create/authorization`],
    ...[`${row}/delete`, `${row}/delete/authorization`],
    `${row}/list`,
  ]),
  ...['tenant/detach', 'user/detach'],
]
  .map((clause) => `@clause:${clause}`)
  .join(' or ');

describe('accounts on a real OpenStack Zed', () => {
  let cloud: Zed;
  let admin: Session;
  let at: Workplace;

  before(async () => {
    cloud = await zed();
    admin = await signIn(cloud.clouds['openstack-admin']);
    at = openWorkplace(cloud.clouds);
  });
  after(() => {
    at.remove();
  });

  const nothingLeft = async (result: Result) => {
    assert.deepEqual(result.leaks, []);
    assert.deepEqual(await thingsNamed(admin, `cft-${result.run.id}-`), []);
  };

  test('a run signs in with an application credential, the doctor also with a token', async () => {
    const secret = 'an application credential of a test';
    const path = `/users/${admin.userId}/application_credentials`;
    const { application_credential: made } = (await admin.ask('identity', path, 201, {
      method: 'POST',
      body: { application_credential: { name: 'nfvi-conformance test', secret } },
    })) as { application_credential: { id: string } };
    const [auth_url, region_name] = [cloud.authUrl, 'RegionOne'];
    const { auth } = cloud.clouds['openstack-admin'];
    const { project_name, project_domain_name } = auth;
    const other = openWorkplace({
      credential: {
        auth_type: 'v3applicationcredential',
        auth: {
          auth_url,
          application_credential_id: made.id,
          application_credential_secret: secret,
        },
        region_name,
      },
      token: {
        auth_type: 'token',
        auth: { auth_url, token: admin.token, project_name, project_domain_name },
        region_name,
      },
    });
    try {
      for (const name of ['credential', 'token']) {
        const { code, stdout, stderr } = await other.run('doctor', '--cloud', name);
        assert.equal(code, 0, `${name}: ${stdout}${stderr}`);
        assert.match(stdout, /compute: 2\.1 to 2\.93/);
      }
      const ran = await other.run(
        ...['run', '--cloud', 'credential', '--tags', '@id:flavour-create-refused'],
      );
      assert.equal(ran.code, 0, ran.stdout + ran.stderr);
      await nothingLeft(other.result('reports'));
      const artefacts = [ran.stdout, ran.stderr, ...allTextIn(join(other.folder, 'reports'))];
      assert.ok(artefacts.length > 10);
      assert.ok(!artefacts.some((text) => text.includes(secret)), 'the secret is in an artefact');
    } finally {
      other.remove();
      await admin.ask('identity', `${path}/${made.id}`, 204, { method: 'DELETE' });
    }
  });

  test('a wrong password ends with 3 and the key to change, before anything is made', async () => {
    const { auth } = cloud.clouds['openstack-admin'];
    const wrong = at.write('wrong.yaml', {
      target: 'wrong',
      vim: { openstack: { ...auth, password: 'no password of anybody' } },
    });
    const doctor = await at.run('doctor', '--target', wrong);
    assert.equal(doctor.code, 3, doctor.stdout + doctor.stderr);
    assert.match(doctor.stderr, /refuses the credentials of vim\.openstack .*password/);
    const run = await at.run('run', '--target', wrong, '--reports', 'wrong');
    assert.equal(run.code, 3, run.stdout + run.stderr);
    assert.equal(at.result('wrong').verdict, 'incomplete');
    assert.doesNotMatch(run.stdout + run.stderr, /no password of anybody/);
    await nothingLeft(at.result('wrong'));
  });

  test('accounts that the target file gives are used; the run makes none', async () => {
    const password = 'an account of a test';
    const domain = await createIn(admin, 'domain', { name: 'nfvi-conformance test' });
    const tenant = await createIn(admin, 'project', { name: 'inside', domain_id: domain });
    const elsewhere = await createIn(admin, 'project', { name: 'outside', domain_id: domain });
    const account = async (name: string, role: string, project: string) => {
      const id = await createIn(admin, 'user', { name, password, domain_id: domain });
      await grantRole(admin, role, id, `projects/${project}`);
      const auth = { auth_url: cloud.authUrl, user_id: id, password, project_id: project };
      return { id, auth };
    };
    try {
      const administrator = await account('administrator', 'member', tenant);
      await grantRole(admin, 'admin', administrator.id, `domains/${domain}`);
      const personas = {
        'vdc-administrator': administrator.auth,
        'vdc-user': (await account('user', 'member', tenant)).auth,
        reader: (await account('reader', 'reader', tenant)).auth,
        outsider: (await account('outsider', 'member', elsewhere)).auth,
      };
      const given = at.write('personas.yaml', {
        target: 'with personas',
        vim: { openstack: { cloud: 'openstack-admin' } },
        personas,
      });
      const { code, stdout, stderr } = await at.run(
        ...['run', '--target', given, '--reports', 'personas', '--tags', rowsOfAdministrators],
      );
      assert.equal(code, 0, stdout + stderr);
      const result = at.result('personas');
      // An account that was given is the VDC administrator: its refusals count. What it may do does not,
      // since in Zed the role admin on a domain is that of the whole cloud.
      const others = result.scenarios.filter(({ verdict }) => verdict !== 'pass');
      for (const { id, verdict, reason } of others) {
        assert.match(id, /^(?:role|tenant|user)-.*-vdc-administrator$/);
        assert.equal(verdict, 'not-applicable');
        assert.match(reason ?? '', /has the role admin, which on some targets may do everything/);
      }
      assert.ok(result.scenarios.length > 150);
      const made = at.ledger('personas').filter(({ scenario }) => scenario === undefined);
      assert.deepEqual(made, []);
      await nothingLeft(result);
    } finally {
      const disable = { method: 'PATCH', body: { domain: { enabled: false } } };
      await admin.ask('identity', `/domains/${domain}`, 200, disable);
      await admin.ask('identity', `/domains/${domain}`, 204, { method: 'DELETE' });
    }
  });

  test('a VDC user who is an administrator decides nothing, and a warning says why', async () => {
    const wrong = at.write('administrator.yaml', {
      target: 'an administrator as VDC user',
      vim: { openstack: { cloud: 'openstack-admin' } },
      personas: { 'vdc-user': { cloud: 'openstack-admin' } },
    });
    const { code, stdout, stderr } = await at.run(
      ...['run', '--target', wrong, '--tags', '@id:flavour-delete-refused', '--reports', 'miscast'],
    );
    assert.equal(code, 5, stdout + stderr);
    const result = at.result('miscast');
    assert.deepEqual(
      result.scenarios.map(({ verdict }) => verdict),
      ['inconclusive', 'pass'],
    );
    assert.match(JSON.stringify(result.warnings), /personas\.vdc-user has the role admin/);
    await nothingLeft(result);
  });

  test('with credentials of a member little is decided, nothing fails, a warning says why', async () => {
    const { code, stdout, stderr } = await at.run(
      ...['run', '--cloud', 'openstack-demo', '--reports', 'member'],
      // Nobody is called back here: that would be waited for once, for minutes.
      ...['--tags', 'not @needs:alarming'],
    );
    const result = at.result('member');
    assert.equal(code, 5, stdout + stderr);
    assert.equal(result.verdict, 'incomplete');
    // What a member may do as well as an administrator passes: what is no rule of a group, for example.
    const verdicts = Map.groupBy(result.scenarios, ({ verdict }) => verdict);
    assert.deepEqual([...verdicts.keys()].sort(), ['inconclusive', 'not-applicable', 'pass']);
    assert.ok((verdicts.get('pass') ?? []).length < 60);
    assert.match(JSON.stringify(result.warnings), /do not have the role admin, but .*member/);
    assert.match(stdout, /has the roles .*member.*, not admin/);
    await nothingLeft(result);
  });
});

/** The text of every file below a folder, links not followed. */
const allTextIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
