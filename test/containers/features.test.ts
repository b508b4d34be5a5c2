/** The features against a real OpenStack: what the command line finds, and that it leaves nothing. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { openWorkplace, type Result, type Workplace } from './command-line.ts';
import { type Session, signIn, thingsNamed } from './session.ts';
import { zed } from './zed.ts';

const deviations = fileURLToPath(new URL('deviations.yaml', import.meta.url));
const withoutManager =
  /^the target has no role manager, so its VDC administrator is a stand-in whose refusals prove nothing$/;

describe('the command line and a real OpenStack Zed', () => {
  let admin: Session;
  let at: Workplace;

  before(async () => {
    const { clouds } = await zed();
    admin = await signIn(clouds['openstack-admin']);
    at = openWorkplace(clouds);
  });
  after(() => {
    at.remove();
  });

  const nothingLeft = async (result: Result) => {
    assert.deepEqual(result.leaks, []);
    assert.deepEqual(await thingsNamed(admin, `cft-${result.run.id}-`), []);
  };

  test('doctor names the versions within ten seconds', async () => {
    const { code, stdout, stderr, seconds } = await at.run('doctor', '--target', at.target);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /identity: v3\.14/);
    assert.match(stdout, /compute: 2\.1 to 2\.93/);
    assert.match(stdout, /signed in at .+ \(roles: .*admin/);
    assert.ok(seconds < 10, `it took ${String(seconds)} s`);
  });

  test('run: every requirement of Flavour passes, the verdict is partial, nothing is left', async () => {
    const options = ['--target', at.target, '--deviations', deviations, '--reports', 'whole'];
    const { code, stdout, stderr } = await at.run('run', ...options);
    assert.equal(code, 0, stdout + stderr);
    const result = at.result('whole');
    assert.equal(result.verdict, 'partial');
    assert.deepEqual(flavourOf(result), {
      'flavour/create': 'pass',
      'flavour/create/authorization': 'pass',
      'flavour/delete': 'pass',
      'flavour/delete/authorization': 'pass',
      'flavour/list': 'pass',
    });
    const notPassed = result.scenarios.filter(({ verdict }) => verdict !== 'pass');
    assert.ok(notPassed.length > 0);
    for (const { id, verdict, reason } of notPassed) {
      assert.match(id, /-vdc-administrator$/);
      assert.equal(verdict, 'not-applicable');
      assert.match(reason ?? '', withoutManager);
    }
    assert.deepEqual(result.warnings, []);
    await nothingLeft(result);
  });

  test('run --parallel 2 finds the same and leaves nothing', async () => {
    const { code, stdout, stderr } = await at.run(
      ...['run', '--target', at.target, '--parallel', '2', '--reports', 'parallel'],
    );
    assert.equal(code, 0, stdout + stderr);
    const result = at.result('parallel');
    assert.deepEqual(verdictsOf(result), verdictsOf(at.result('whole')));
    await nothingLeft(result);
  });

  test('run accepts what target init drafts', async () => {
    const { code, stdout, stderr } = await at.run('target', 'init', '--cloud', 'openstack-admin');
    assert.equal(code, 0, stderr);
    assert.match(stdout, /cloud: openstack-admin/);
    const drafted = at.write('drafted.yaml', parse(stdout) as unknown);
    const ran = await at.run(
      ...['run', '--target', drafted, '--tags', '@id:flavour-create-listed', '--reports', 'draft'],
    );
    assert.equal(ran.code, 0, ran.stdout + ran.stderr);
    assert.deepEqual(verdictsOf(at.result('draft')), { 'flavour-create-listed': 'pass' });
  });
});

const verdictsOf = ({ scenarios }: Result) =>
  Object.fromEntries(scenarios.map(({ id, verdict }) => [id, verdict]));

const flavourOf = ({ requirements }: Result) =>
  Object.fromEntries(
    requirements
      .filter(({ id }) => id.startsWith('flavour/'))
      .map(({ id, verdict }): [string, string] => [id, verdict])
      .sort(),
  );
