/**
 * The ids that reports and gates refer to, written out here a second time on purpose: a change of the
 * catalogue that renames or loses one is seen.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requirements } from '../../src/catalogue/catalogue.ts';
import type { Table } from '../../src/catalogue/requirement.ts';

const idsOf = (table: Table, prefix = ''): string[] =>
  requirements
    .filter((r) => r.table === table && r.id.startsWith(prefix))
    .map((r) => r.id.slice(prefix.length))
    .sort();
const words = (text: string): string[] => text.trim().split(/\s+/);
const each = (verbs: string, kinds: string): string[] =>
  words(verbs).flatMap((verb) => words(kinds).map((kind) => `${verb}-${kind}`));
const under = (prefix: string, names: string[]): string[] => names.map((n) => `${prefix}/${n}`);

const threeKinds = 'compute network storage';
const quotas = [...each('create query update terminate', threeKinds), 'subscribe', 'notify'];

/** Interface → operations, as Or-Vi has them. */
const orVi: Readonly<Record<string, string[]>> = {
  'software-image': words('add query update delete'),
  'resource-information': words('query-compute query-network query-storage subscribe notify'),
  capacity: words('query query-zone query-nfvi-pop subscribe notify'),
  'resource-management': [
    ...each('allocate query update terminate', threeKinds),
    ...each('operate scale migrate', 'compute storage'),
    ...words(threeKinds).map((kind) => `create-${kind}-affinity-group`),
    ...each('create query delete', 'flavour'),
  ],
  change: words('subscribe notify'),
  reservation: quotas,
  quota: quotas,
  performance: [...each('create query delete', 'pm-job threshold'), 'subscribe', 'notify'],
  fault: words('subscribe notify get-alarm-list'),
  policy: words(
    'transfer delete query activate deactivate associate disassociate subscribe notify',
  ),
  nfp: words('create query update delete change-state'),
};

test('ids are unique', () => {
  const ids = requirements.map(({ id }) => id);
  assert.deepEqual(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    [],
  );
});

test('ids have the form of their table', () => {
  const kebab = '[a-z][a-z0-9]*(-[a-z0-9]+)*';
  const forms: Readonly<Record<Table, RegExp>> = {
    '6-1': new RegExp(`^${kebab}/${kebab}(/${kebab})?$`),
    '6-2': new RegExp(`^${kebab}/${kebab}(/authorization)?$`),
    '6-3': /^([A-Z][a-z]+)+$/,
    enablers: new RegExp(`^${kebab}(/${kebab})?$`),
  };
  for (const { id, table } of requirements) assert.match(id, forms[table], id);
});

test('Table 6-2 has its 42 operations, 22 authorizations and 6 notes', () => {
  const operations = {
    flavour: 'create list delete',
    image: 'create list delete',
    'key-pair': 'create list delete',
    role: 'create list delete',
    'security-group': 'create list delete',
    stack: 'create list delete',
    'virtual-storage': 'create list attach detach delete',
    user: 'create list detach delete',
    tenant: 'create list detach delete',
    'virtual-compute': 'create list detach delete suspend unsuspend',
    'virtual-network': 'create list attach detach delete',
  };
  const cells = Object.entries(operations).flatMap(([row, verbs]) => under(row, words(verbs)));
  const authorization = Object.keys(operations).flatMap((row) =>
    under(row, ['create/authorization', 'delete/authorization']),
  );
  const notes = words(`tenant/isolation tenant/quota virtual-compute/capacity-parameters
    virtual-compute/boot-from-image virtual-compute/boot-from-volume
    virtual-compute/attach-address`);
  assert.equal(cells.length, 42);
  assert.equal(authorization.length, 22);
  assert.deepEqual(idsOf('6-2'), [...cells, ...authorization, ...notes].sort());
});

test('Table 6-1 has its duties', () => {
  assert.deepEqual(idsOf('6-1', 'vi-ha/'), words('discover execution-environment health'));
  assert.deepEqual(idsOf('6-1', 'vn-nf/'), words('configure discover events manage'));
  assert.deepEqual(idsOf('6-1', 'nf-vi/'), words('authorization change configure discover manage'));
});

test('Or-Vi has eleven interfaces with 93 operations', () => {
  assert.equal(Object.keys(orVi).length, 11);
  const expected = Object.entries(orVi).flatMap(([name, operations]) => under(name, operations));
  assert.equal(expected.length, 93);
  assert.deepEqual(idsOf('6-1', 'or-vi/'), expected.sort());
});

test('Vi-Vnfm has nine of them: no capacity, no paths, and of images the query only', () => {
  const { capacity: _capacity, nfp: _nfp, ...shared } = orVi;
  assert.equal(Object.keys(shared).length, 9);
  const expected = Object.entries({ ...shared, 'software-image': ['query'] }).flatMap(
    ([name, operations]) => under(name, operations),
  );
  assert.deepEqual(idsOf('6-1', 'vi-vnfm/'), expected.sort());
});

test('nothing else is in Table 6-1', () => {
  const points = new Set(idsOf('6-1').map((id) => id.split('/')[0]));
  assert.deepEqual([...points].sort(), words('nf-vi or-vi vi-ha vi-vnfm vn-nf'));
});

test('Table 6-3 has its 25 calls', () => {
  const expected = words(`InitAcc RegisterForAccEvent AccEventNotification DeRegisterForAccEvent
    ReleaseAcc ModifyAccConfiguration GetAccConfigs ResetAccConfigs AccData AccSendData
    AccReceiveData RegisterForAccDataAvailableEvent AccDataAvailableEventNotification
    DeRegisterForAccDataAvailableEvent AllocateAccResource ReleaseAccResource QueryAccResource
    GetAccStatistics ResetAccStatistics Subscribe Unsubscribe Notify GetAlarmInfo
    AccResourcesDiscovery OnloadAccImage`);
  assert.equal(expected.length, 25);
  assert.deepEqual(idsOf('6-3'), expected.sort());
});

test('the enabler services have their aspects', () => {
  const expected = {
    ntp: 'answers synchronised accurate agreement authentication network-time-security',
    dhcp: `lease configuration renewal release uniqueness refusal decline information
      port-addresses v6`,
    dns: 'address alias absence truncation reverse services extension recursion instance-names',
    lbaas: `load-balancer listener pool member health-monitor authorization distribution health
      draining persistence immutability cascade statistics rules tls`,
  };
  assert.deepEqual(
    idsOf('enablers'),
    Object.entries(expected)
      .flatMap(([service, aspects]) => [service, ...under(service, words(aspects))])
      .sort(),
  );
});
