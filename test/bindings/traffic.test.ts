import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letIn, listOfTraffic, ruleFor } from '../../src/bindings/traffic.ts';
import type { SecurityGroupRule } from '../../src/contract/network/security-group-rule.ts';

const shown = (rule: object): SecurityGroupRule => ({
  id: '1',
  project_id: 'p',
  tenant_id: 'p',
  description: '',
  revision_number: 0,
  created_at: '',
  updated_at: '',
  security_group_id: 'g',
  direction: 'ingress',
  ethertype: 'IPv4',
  protocol: null,
  port_range_min: null,
  port_range_max: null,
  remote_ip_prefix: null,
  remote_group_id: null,
  ...rule,
});

test('traffic in words becomes a rule, and a rule that is shown becomes the same words', () => {
  for (const words of [
    'TCP 22 from 10.42.0.0/24',
    'UDP 5000-5010 from 10.42.0.0/24',
    'ICMP from 10.42.0.7/32',
    'TCP 443 from fd00:42::/64',
  ]) {
    assert.equal(letIn([shown(ruleFor(words))]), words);
  }
});

test('what is no port, protocol or block is sent as it is; other words are a slip', () => {
  const rule = ruleFor('nothing ssh from nowhere');
  assert.deepEqual(
    [rule.protocol, rule.port_range_min, rule.remote_ip_prefix],
    ['nothing', 'ssh', 'nowhere'],
  );
  assert.throws(() => ruleFor('TCP 22'), /is not of the form/);
});

test('what goes out, and what members of the group send, is not told; the rest by the alphabet', () => {
  const rules = [
    shown({ direction: 'egress' }),
    shown({ remote_group_id: 'g' }),
    shown(ruleFor('UDP 53 from 10.42.0.0/24')),
    shown({}),
  ];
  assert.equal(letIn(rules), 'ANY from anywhere, UDP 53 from 10.42.0.0/24');
  assert.equal(listOfTraffic(['b', ' a ']), 'a, b');
});
