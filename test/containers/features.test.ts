/** The features against a real OpenStack: what the command line finds, and that it leaves nothing. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { requirements } from '../../src/catalogue/catalogue.ts';
import { openWorkplace, type Result, type Workplace } from './command-line.ts';
import { type Session, signIn, thingsNamed } from './session.ts';
import { zed } from './zed.ts';

const deviations = fileURLToPath(new URL('deviations.yaml', import.meta.url));
/** What deviations.yaml expects of the claim. */
const oneHost = 'there is one compute host, and no other to move to';
/** Why an example may be not applicable there. */
const reasons = [
  /^the target has no role manager, so its VDC administrator is a stand-in whose /,
  /^not claimed: Only VDC administrators may create and delete security groups\.$/,
  /^not claimed: A virtual compute can be launched by its capacity, without a flavour\.$/,
  /^not claimed: The VNF manager’s credentials may change flavours and quotas and migrate resources\.$/,
  /^or-vi\/resource-management\/migrate-compute is not claimed: there is one compute host, /,
  /^it takes 2 hosts, and the target has openstack$/,
  /^the target has one place for a virtual storage$/,
  /^the target has no network agents$/,
  /^the target file has no policy$/,
];

describe('the command line and a real OpenStack Zed', () => {
  let admin: Session;
  let at: Workplace;
  let gateway: string;

  before(async () => {
    const cloud = await zed();
    admin = await signIn(cloud.clouds['openstack-admin']);
    at = openWorkplace(cloud.clouds);
    ({ gateway } = cloud);
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

  /** Runs what has such tags; what does not pass must be a known deviation or have one of the reasons. */
  const explained = async (name: string, tags: string, verdict: Result['verdict']) => {
    const target = at.write('one-host.yaml', {
      target: 'openstack-zed-container',
      vim: { openstack: { cloud: 'openstack-admin' } },
      claims: {
        'or-vi/resource-management/migrate-compute': { supported: false, reason: oneHost },
      },
      callbacks: { listen: `${gateway}:0` },
    });
    const { code, stdout, stderr, seconds } = await at.run(
      ...['run', '--target', target, '--deviations', deviations, '--parallel', '3'],
      ...['--tags', tags, '--reports', name],
    );
    assert.equal(code, 0, stdout + stderr);
    const result = at.result(name);
    assert.equal(result.verdict, verdict);
    const strange = result.scenarios.filter(
      ({ verdict: found, reason, deviation }) =>
        found !== 'pass' &&
        !(found === 'fail' && deviation != null) &&
        !(found === 'not-applicable' && reasons.some((known) => known.test(reason ?? ''))),
    );
    assert.deepEqual(strange, []);
    await nothingLeft(result);
    return { result, seconds };
  };

  test('run: what of Table 6-2 does not pass is explained, and nothing is left', async () => {
    const { result, seconds } = await explained('whole', ofTenants, 'partial');
    assert.ok(result.scenarios.length > 400, `only ${String(result.scenarios.length)} examples`);
    assert.ok(seconds < 15 * 60, `it took ${String(seconds)} s`);
  });

  test('run: what of Or-Vi, Vi-Vnfm and NF-Vi does not pass is explained, and nothing is left', async () => {
    const points = ['or-vi', 'vi-vnfm', 'nf-vi'].map((point) => `@interface:${point}`).join(' or ');
    const tags = `(${points}) and not (${ofTenants}) and not (@needs:acceleration-management or @needs:reservation)`;
    const { result } = await explained('points', tags, 'non-conformant');
    assert.ok(result.scenarios.length > 200, `only ${String(result.scenarios.length)} examples`);
  });

  test('run in one worker finds the same as in three', async () => {
    const { code, stdout, stderr } = await at.run(
      ...['run', '--target', at.target, '--tags', '@clause:flavour/create or @clause:flavour/list'],
      ...['--reports', 'one'],
    );
    assert.equal(code, 0, stdout + stderr);
    const one = verdictsOf(at.result('one'));
    const three = verdictsOf(at.result('whole'));
    assert.ok(Object.keys(one).length > 10);
    assert.deepEqual(Object.fromEntries(Object.keys(one).map((id) => [id, three[id]])), one);
    await nothingLeft(at.result('one'));
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

/** Tags of the examples of Table 6-2. */
const ofTenants = requirements
  .filter(({ table }) => table === '6-2')
  .map(({ id }) => `@clause:${id}`)
  .join(' or ');
