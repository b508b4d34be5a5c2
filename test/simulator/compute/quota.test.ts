import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  limitsAnswer,
  quotaAnswer,
  quotaDetailsAnswer,
} from '../../../src/contract/compute/quota.ts';
import { projects, refusal } from './compute-alone.ts';
import { withServers } from './servers.ts';

const path = `/v2.1/os-quota-sets/${projects.demo}`;

test('quotas are shown, set, counted and reverted', async () => {
  const { ask, boot, order } = withServers();
  await boot();
  const put = (quota: object, as = 'admin', at = '2.1') =>
    ask(`PUT ${path}`, { as, at, body: { quota_set: quota } });
  const show = async (at = '2.57') =>
    quotaAnswer.parse((await ask(`GET ${path}`, { as: 'member', at })).body).quota_set;
  assert.deepEqual([(await show()).instances, (await show()).cores], [10, 20]);
  assert.equal('fixed_ips' in (await show('2.35')), true);
  assert.equal('fixed_ips' in (await show('2.36')), false);
  assert.equal('injected_files' in (await show('2.56')), true);
  assert.equal('injected_files' in (await show('2.57')), false);
  assert.equal((await put({ instances: 1 }, 'member')).status, 403);
  assert.equal((await put({ instances: '1' })).status, 200);
  assert.deepEqual(refusal(await order()), [
    403,
    'forbidden',
    'Quota exceeded for instances: Requested 1, but already used 1 of 1 instances',
  ]);
  assert.equal(
    refusal(await put({ instances: 0 }))[2],
    'Quota limit 0 for instances must be greater than or equal to already used and reserved 1.',
  );
  assert.equal((await put({ instances: 0, force: true })).status, 200);
  await put({ instances: 5, cores: 1, ram: 64 });
  assert.equal(
    refusal(await order({ min_count: 6 }))[2],
    'Quota exceeded for cores, instances, ram: Requested 6, 6, 384, but already used 1, 1, 64 of 1, 5, 64 cores, instances, ram',
  );
  const detail = quotaDetailsAnswer.parse((await ask(`GET ${path}/detail`, { as: 'member' })).body);
  assert.deepEqual(detail.quota_set.cores, { limit: 1, in_use: 1, reserved: 0 });
  assert.equal((await ask(`DELETE ${path}`, { as: 'admin' })).status, 202);
  assert.equal((await order()).status, 202);
});

test('what a quota cannot be', async () => {
  const { ask } = withServers();
  const says = async (body: unknown) => refusal(await ask(`PUT ${path}`, { as: 'admin', body }))[2];
  const about = 'Invalid input for field/attribute instances. Value: ';
  assert.equal(
    await says({ quota_set: { instances: 'x' } }),
    `${about}x. 'x' does not match '^-?[0-9]+$'`,
  );
  assert.equal(
    await says({ quota_set: { instances: -2 } }),
    `${about}-2. -2 is less than the minimum of -1`,
  );
  assert.match(await says({ quota_set: { bogus: 5 } }), /Additional properties are not allowed/);
  assert.equal(await says({}), "'quota_set' is a required property");
  const foreign = await ask(`GET /v2.1/os-quota-sets/${projects.alt}`, { as: 'member' });
  assert.equal(foreign.status, 403);
  assert.deepEqual(refusal(await ask('GET /v2.1/os-quota-sets/nope', { as: 'admin' })), [
    400,
    'badRequest',
    'Project ID nope is not a valid project.',
  ]);
});

test('limits say the same of the tenant of the token', async () => {
  const { ask, boot } = withServers();
  await boot();
  const limits = async (at: string) =>
    limitsAnswer.parse((await ask('GET /v2.1/limits', { as: 'member', at })).body).limits.absolute;
  const { totalInstancesUsed, totalRAMUsed, maxTotalInstances } = await limits('2.1');
  assert.deepEqual([totalInstancesUsed, totalRAMUsed, maxTotalInstances], [1, 64, 10]);
  assert.equal('maxTotalFloatingIps' in (await limits('2.36')), false);
  const foreign = `GET /v2.1/limits?tenant_id=${projects.alt}`;
  assert.equal((await ask(foreign, { as: 'member' })).status, 403);
  assert.equal((await ask(foreign, { as: 'admin' })).status, 200);
});
