/** Levels of the default profile, conditions, and the other profiles. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requirementById, requirements } from '../../src/catalogue/catalogue.ts';
import { isNeedName, needs } from '../../src/catalogue/needs.ts';
import { defaultProfile, profileByName, profiles } from '../../src/catalogue/profiles.ts';
import type { Requirement } from '../../src/catalogue/requirement.ts';
import { tenantOperations } from '../../src/catalogue/tenant-operations.ts';

const required = (id: string): Requirement => {
  const found = requirementById(id);
  assert.ok(found, id);
  return found;
};
const withLevel = (level: string): string[] =>
  requirements.filter((r) => r.level === level).map(({ id }) => id);
const onlyClaimed = ({ needs: need }: Requirement): boolean =>
  need !== undefined && isNeedName(need) && needs[need].metBy === 'claim';

test('all 42 operations of Table 6-2 are mandatory without a condition', () => {
  assert.equal(tenantOperations.length, 42);
  for (const { id, level, needs: need } of tenantOperations) {
    assert.equal(level, 'MUST', id);
    assert.equal(need, undefined, id);
  }
});

test('what a stock cloud contradicts is optional, and only that', () => {
  const closedToVnfManagers = [
    ...['migrate-compute', 'migrate-storage', 'create-flavour', 'delete-flavour'].map(
      (name) => `vi-vnfm/resource-management/${name}`,
    ),
    ...['create', 'update', 'terminate'].flatMap((verb) =>
      ['compute', 'network', 'storage'].map((kind) => `vi-vnfm/quota/${verb}-${kind}`),
    ),
  ];
  assert.deepEqual(
    withLevel('MAY').sort(),
    [
      'security-group/create/authorization',
      'security-group/delete/authorization',
      'virtual-compute/capacity-parameters',
      ...closedToVnfManagers,
    ].sort(),
  );
  for (const id of withLevel('MAY')) {
    assert.ok(onlyClaimed(required(id)), id);
    assert.match(required(id).levelReason, /contradict/, id);
  }
});

test('what has no binding, so that a target can only claim it, is never mandatory', () => {
  const wrong = requirements.filter((r) => r.level === 'MUST' && onlyClaimed(r));
  assert.deepEqual(
    wrong.map(({ id }) => id),
    [],
  );
});

test('Table 6-3, Vn-Nf, Vi-Ha and the enabler services are conditional', () => {
  const conditional = requirements.filter(
    ({ id, table }) => table === '6-3' || table === 'enablers' || /^v(n-nf|i-ha)\//.test(id),
  );
  assert.equal(conditional.length, 25 + 44 + 7);
  for (const { id, needs: need } of conditional) assert.ok(need !== undefined, id);
});

test('of Or-Vi and Vi-Vnfm, images, resources, quotas and queries are mandatory', () => {
  const interfacesWithMust = new Set(
    requirements
      .filter(({ id, level }) => level === 'MUST' && /^(or-vi|vi-vnfm)\//.test(id))
      .map(({ id }) => id.split('/').slice(0, 2).join('/')),
  );
  assert.deepEqual([...interfacesWithMust].sort(), [
    'or-vi/capacity',
    'or-vi/quota',
    'or-vi/resource-information',
    'or-vi/resource-management',
    'or-vi/software-image',
    'vi-vnfm/quota',
    'vi-vnfm/resource-information',
    'vi-vnfm/resource-management',
    'vi-vnfm/software-image',
  ]);
  for (const { id, level } of requirements) {
    if (/^(or-vi|vi-vnfm)\/.*\/(subscribe|notify)$/.test(id)) assert.equal(level, 'SHOULD', id);
  }
  assert.equal(required('or-vi/quota/update-compute').level, 'MUST');
  assert.equal(required('or-vi/resource-management/create-network-affinity-group').level, 'SHOULD');
});

test('each need is known and used, and an enabler’s own need is that of its service', () => {
  const used = new Set(requirements.flatMap(({ needs: need }) => need ?? []));
  for (const need of used) assert.ok(isNeedName(need), need);
  // Needs of single examples, not of requirements: another way to an environment, a probe inside the cloud.
  const ofExamplesOnly = ['machine-start', 'inside'];
  assert.deepEqual(
    Object.keys(needs).filter((name) => !used.has(name)),
    ofExamplesOnly,
  );
});

test('a service is as good as the worst of its mandatory aspects', () => {
  const services = requirements.filter(({ worstOf }) => worstOf !== undefined);
  assert.deepEqual(
    services.map(({ id }) => id),
    ['ntp', 'dhcp', 'dns', 'lbaas'],
  );
  for (const { id, worstOf = [] } of services) {
    const mandatory = requirements.filter((r) => r.id.startsWith(`${id}/`) && r.level === 'MUST');
    assert.ok(mandatory.length > 3, id);
    assert.deepEqual(
      worstOf,
      mandatory.map((r) => r.id),
    );
  }
});

test('profiles are found by name and have a sentence', () => {
  assert.equal(profileByName('reference-model'), defaultProfile);
  assert.equal(profileByName('no-such-profile'), undefined);
  for (const { name, sentence } of profiles) {
    assert.match(name, /^[a-z-]+$/);
    assert.match(sentence, /^[A-Z].+\.$/);
  }
});

test('the default profile keeps the levels, the complete one raises what a service serves', () => {
  for (const requirement of requirements) {
    assert.equal(defaultProfile.levelOf(requirement), requirement.level);
  }
  const complete = profileByName('complete');
  assert.equal(complete?.levelOf(required('or-vi/fault/get-alarm-list')), 'MUST');
  assert.equal(complete?.levelOf(required('or-vi/quota/notify')), 'SHOULD');
  assert.equal(complete?.levelOf(required('virtual-compute/capacity-parameters')), 'MAY');
});
