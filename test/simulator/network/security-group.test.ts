import assert from 'node:assert/strict';
import { test } from 'node:test';
import { securityGroupsAnswer } from '../../../src/contract/network/security-group.ts';
import { networkAlone, projects, refusal } from './network-alone.ts';

const groups = (body: unknown) => securityGroupsAnswer.parse(body).security_groups;

test('a project has a default group as soon as anyone looks, which lets its own traffic through', async () => {
  const { ask } = networkAlone();
  const [group, ...more] = groups((await ask('GET /security-groups')).body);
  assert.deepEqual(more, []);
  assert.deepEqual([group?.name, group?.project_id], ['default', projects.demo]);
  const rules = group?.security_group_rules ?? [];
  assert.equal(rules.length, 4);
  assert.equal(rules.filter((rule) => rule.remote_group_id === group?.id).length, 2);
  const body = { security_group: { name: 'default' } };
  assert.deepEqual(refusal(await ask('POST /security-groups', { body })), [
    409,
    'SecurityGroupDefaultAlreadyExists',
  ]);
});

test('a rule is shown in its group once, and the same rule again is refused', async () => {
  const { ask, make } = networkAlone();
  const { id } = await make('security-group', { name: 'g' });
  const rule = { security_group_id: id, direction: 'ingress', protocol: 'tcp' };
  const wish = { ...rule, port_range_min: 22, port_range_max: 22 };
  const made = await make('security-group-rule', wish);
  const [group] = groups((await ask('GET /security-groups?name=g')).body);
  const ids = group?.security_group_rules.map((shown) => shown.id) ?? [];
  assert.equal(ids.filter((shown) => shown === made.id).length, 1);
  const again = await ask('POST /security-group-rules', {
    body: { security_group_rule: { ...wish, protocol: '6' } },
  });
  assert.deepEqual(refusal(again), [409, 'SecurityGroupRuleExists']);
});

test('a group that a port uses cannot be deleted; with a group its rules go', async () => {
  const { ask, make } = networkAlone();
  const { id } = await make('security-group', { name: 'g' });
  const other = await make('security-group', { name: 'h' });
  const rule = { security_group_id: other.id, direction: 'ingress', remote_group_id: id };
  const { id: ruleId } = await make('security-group-rule', rule);
  const network = await make('network');
  const on = { network_id: network.id };
  await make('subnet', { ...on, ip_version: 4, cidr: '10.42.0.0/24' });
  const port = await make('port', { ...on, security_groups: [id] });
  const remove = () => ask(`DELETE /security-groups/${id}`);
  assert.deepEqual(refusal(await remove()), [409, 'SecurityGroupInUse']);
  await ask(`DELETE /ports/${port.id}`);
  assert.equal((await remove()).status, 204);
  assert.equal((await ask(`GET /security-group-rules/${ruleId}`)).status, 404);
});

test('the groups of others are hidden; readers may make some with the older rules only', async () => {
  const { ask, make } = networkAlone();
  const { id } = await make('security-group', { name: 'g' });
  for (const what of [`GET /security-groups/${id}`, `DELETE /security-groups/${id}`]) {
    assert.deepEqual(refusal(await ask(what, { as: 'outsider' })), [404, 'SecurityGroupNotFound']);
  }
  const create = async (release: 'zed' | '2026.1') => {
    const body = { security_group: { name: 'g' } };
    return (await networkAlone(release).ask('POST /security-groups', { as: 'reader', body }))
      .status;
  };
  assert.deepEqual([await create('zed'), await create('2026.1')], [201, 403]);
});

test('only an administrator deletes a default group', async () => {
  const { ask } = networkAlone();
  const [group] = groups((await ask('GET /security-groups')).body);
  const remove = (as: string) => ask(`DELETE /security-groups/${group?.id ?? ''}`, { as });
  assert.deepEqual(refusal(await remove('member')), [409, 'SecurityGroupCannotRemoveDefault']);
  assert.equal((await remove('admin')).status, 204);
});
