import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { z } from 'zod';
import { networkAnswer } from '../../src/contract/network/network.ts';
import { portAnswer } from '../../src/contract/network/port.ts';
import { quotaDetailsAnswer } from '../../src/contract/network/quota.ts';
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
