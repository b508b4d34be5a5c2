/** Policies about quality of service, and networks that have one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkAlone, projects } from './network-alone.ts';

type Named = Readonly<Record<string, string>>;

test('administrators make policies, and whom they are for gives them to networks', async () => {
  const { ask } = networkAlone();
  const wish = { policy: { name: 'slow', project_id: projects.demo } };
  assert.equal((await ask('POST /qos/policies', { body: wish })).status, 403);
  const made = await ask('POST /qos/policies', { as: 'admin', body: wish });
  assert.equal(made.status, 201);
  const { id = '' } = made.body['policy'] as Named;
  const rules = `/qos/policies/${id}/bandwidth_limit_rules`;
  const rule = (kbps: unknown) => ({ bandwidth_limit_rule: { max_kbps: kbps } });
  assert.equal((await ask(`POST ${rules}`, { body: rule(10) })).status, 403);
  for (const wrong of [-1, 'fast', 2 ** 31]) {
    assert.equal((await ask(`POST ${rules}`, { as: 'admin', body: rule(wrong) })).status, 400);
  }
  assert.equal((await ask(`POST ${rules}`, { as: 'admin', body: rule(10_000) })).status, 201);
  assert.equal((await ask(`POST ${rules}`, { as: 'admin', body: rule(10) })).status, 409);

  const seen = await ask(`GET /qos/policies/${id}`);
  const [limit] = (seen.body['policy'] as { rules: Record<string, unknown>[] }).rules;
  assert.deepEqual([limit?.['type'], limit?.['max_kbps']], ['bandwidth_limit', 10_000]);
  assert.equal((await ask(`GET /qos/policies/${id}`, { as: 'outsider' })).status, 404);

  const network = { network: { qos_policy_id: id } };
  assert.equal((await ask('POST /networks', { as: 'outsider', body: network })).status, 404);
  const on = await ask('POST /networks', { body: network });
  const { id: networkId = '', qos_policy_id: policy } = on.body['network'] as Named;
  assert.equal(policy, id);
  assert.equal((await ask(`DELETE /qos/policies/${id}`, { as: 'admin' })).status, 409);
  const off = { network: { qos_policy_id: null } };
  assert.equal((await ask(`PUT /networks/${networkId}`, { body: off })).status, 200);
  const gone = await ask(`DELETE ${rules}/${String(limit?.['id'])}`, { as: 'admin' });
  assert.equal(gone.status, 204);
  assert.equal((await ask(`DELETE /qos/policies/${id}`, { as: 'admin' })).status, 204);
  assert.equal((await ask(`GET /qos/policies/${id}`, { as: 'admin' })).status, 404);
});
