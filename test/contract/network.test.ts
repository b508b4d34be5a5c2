import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { z } from 'zod';
import { floatingIpAnswer } from '../../src/contract/network/floating-ip.ts';
import { networkAnswer } from '../../src/contract/network/network.ts';
import {
  flowClassifier,
  portChain,
  portPair,
  portPairGroup,
} from '../../src/contract/network/port-chaining.ts';
import { portAnswer } from '../../src/contract/network/port.ts';
import { qosPolicyAnswer } from '../../src/contract/network/qos-policy.ts';
import { quotaDetailsAnswer } from '../../src/contract/network/quota.ts';
import { routerAnswer, routerInterfaceAnswer } from '../../src/contract/network/router.ts';
import { securityGroupAnswer } from '../../src/contract/network/security-group.ts';
import { subnetAnswer } from '../../src/contract/network/subnet.ts';

const sample = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../samples/network/${name}.json`, import.meta.url), 'utf8'),
  ) as unknown;

/** Sample of the API reference → the schema, and a field without which it is none. */
const cases: Readonly<Record<string, readonly [z.ZodType, string, string]>> = {
  network: [networkAnswer, 'network', 'shared'],
  subnet: [subnetAnswer, 'subnet', 'cidr'],
  port: [portAnswer, 'port', 'fixed_ips'],
  'security-group': [securityGroupAnswer, 'security_group', 'security_group_rules'],
  router: [routerAnswer, 'router', 'external_gateway_info'],
  'qos-policy': [qosPolicyAnswer, 'policy', 'rules'],
  'floating-ip': [floatingIpAnswer, 'floatingip', 'floating_ip_address'],
};

for (const [name, [schema, key, field]] of Object.entries(cases)) {
  test(`the sample of a ${name} is read, with fields that the contract does not know`, () => {
    const body = sample(name) as Record<string, Record<string, unknown>>;
    assert.deepEqual(schema.parse(body), body);
    const { [field]: _left, ...rest } = body[key] ?? {};
    assert.equal(schema.safeParse({ [key]: rest }).success, false);
    assert.equal(schema.safeParse({ [key]: { ...rest, [field]: 5 } }).success, false);
  });
}

test('quotas are read by resource, and others than those known may be there', () => {
  const { quota } = quotaDetailsAnswer.parse(sample('quota-details'));
  assert.deepEqual(quota.network, { used: 9, limit: 100, reserved: 2 });
  assert.equal(quotaDetailsAnswer.safeParse({ quota: { network: 5 } }).success, false);
  assert.ok(quotaDetailsAnswer.safeParse({ quota: { 'vendor:extra': 1 } }).success);
});

test('a router says which interface it got, and what of an address leads to nothing is null', () => {
  const interfaceTold = sample('router-interface') as object;
  assert.deepEqual(routerInterfaceAnswer.parse(interfaceTold), interfaceTold);
  assert.equal(
    routerInterfaceAnswer.safeParse({ ...interfaceTold, subnet_ids: 'x' }).success,
    false,
  );
  const { router } = sample('router') as { router: object };
  assert.ok(routerAnswer.safeParse({ router: { ...router, external_gateway_info: null } }).success);
  const { floatingip } = sample('floating-ip') as { floatingip: object };
  const idle = { ...floatingip, fixed_ip_address: null, port_id: null, router_id: null };
  assert.ok(floatingIpAnswer.safeParse({ floatingip: idle }).success);
});

test('what steers traffic is read, and without its references it is none', () => {
  const whole = sample('port-chaining') as Record<string, object>;
  for (const [key, schema, field] of [
    ['port_pair', portPair, 'egress'],
    ['port_pair_group', portPairGroup, 'port_pairs'],
    ['flow_classifier', flowClassifier, 'logical_source_port'],
    ['port_chain', portChain, 'flow_classifiers'],
  ] as const) {
    assert.deepEqual(schema.parse(whole[key]), whole[key]);
    assert.equal(schema.safeParse({ ...whole[key], [field]: undefined }).success, false);
    assert.equal(schema.safeParse({ ...whole[key], [field]: 5 }).success, false);
  }
});
