/** Load balancers of a real Octavia: their states, what cannot be changed meanwhile, and what goes together. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openWorkplace, type Workplace } from './command-line.ts';
import { type Session, signIn, thingsNamed } from './session.ts';
import { type Zed, zed } from './zed.ts';

/** Why an example may be not applicable there: nothing is forwarded. */
const noTraffic = /enabler-services\.load-balancer\.members/;

describe('load balancers of a real Octavia', () => {
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

  test('run: all pass but for those of traffic, and nothing is left', async () => {
    const target = at.write('octavia.yaml', {
      target: 'openstack-zed-with-octavia',
      vim: { openstack: { cloud: 'openstack-admin' } },
      'enabler-services': { 'load-balancer': { octavia: {} } },
    });
    const { code, stdout, stderr } = await at.run(
      ...['run', '--target', target, '--parallel', '3'],
      ...['--tags', '@needs:load-balancing', '--reports', 'load-balancing'],
    );
    assert.equal(code, 0, stdout + stderr);
    const { run, scenarios, leaks } = at.result('load-balancing');
    const strange = scenarios.filter(
      ({ verdict, reason }) =>
        verdict !== 'pass' && !(verdict === 'not-applicable' && noTraffic.test(reason ?? '')),
    );
    assert.deepEqual(strange, []);
    for (const part of [
      'load-balancer',
      'listener',
      'pool',
      'member',
      'health-monitor',
      'cascade',
    ]) {
      const proved = scenarios.some(
        ({ verdict, clauses }) => verdict === 'pass' && clauses.includes(`lbaas/${part}`),
      );
      assert.ok(proved, `nothing of lbaas/${part} has passed`);
    }
    assert.deepEqual(leaks, []);
    assert.deepEqual(await thingsNamed(admin, `cft-${run.id}-`), []);
    const { loadbalancers } = (await admin.ask(
      'load-balancer',
      '/v2/lbaas/loadbalancers',
      200,
    )) as {
      loadbalancers: unknown[];
    };
    assert.deepEqual(loadbalancers, []);
  });
});
