/** Whatever is asked of the network service, it refuses; it never breaks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { networkAlone } from './network-alone.ts';

/** A service with one of each kind in it, by the name of the kind. */
async function inhabited() {
  const service = networkAlone('2026.1');
  const { make } = service;
  const network = (await make('network')).id;
  const cidr = { ip_version: 4, cidr: '10.1.0.0/24' };
  const subnet = (await make('subnet', { network_id: network, ...cidr })).id;
  const port = (await make('port', { network_id: network })).id;
  const router = (await make('router')).id;
  const security_group = (await make('security-group', { name: 'g' })).id;
  const outside = (await make('network', { 'router:external': true }, 'admin')).id;
  const block = { network_id: outside, ip_version: 4, cidr: '198.51.100.0/24' };
  await make('subnet', block, 'admin');
  const floatingip = (await make('floatingip', { floating_network_id: outside })).id;
  const known = { network, subnet, port, router, security_group, floatingip };
  return { ...service, known, outside };
}
const service = await inhabited();
const { ask, known, outside } = service;

/** Values that stand where others are expected, some of them right. */
const value = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, false, 0, -1, 1.5, 2 ** 31, 1e300, '', ' ', '0', '\u0000', '\ud800', {}, []],
    ...['x'.repeat(300), [[]], [null], [{}], [1], 'tcp', 'icmp', 'ingress', 'egress', outside],
    ...['10.1.0.0/24', '10.1.0.9', '::1', 'fd00::/64', '10.1.0.0/33', 'fa:16:3e:00:00:01'],
    ...[[{ ip_address: '10.1.0.7' }], [{ subnet_id: known.subnet, ip_address: 7 }]],
    ...[[{ start: '10.1.0.5', end: 3 }], [{ start: '10.1.0.9', end: '10.1.0.2' }]],
    ...[[{ destination: 'x', nexthop: 'y' }], { network_id: outside, enable_snat: 'x' }],
    ...[{ network_id: known.network, external_fixed_ips: [null] }, ...Object.values(known)],
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const record = (...keys: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...keys, '__proto__', 'constructor'), value, { maxKeys: 6 });

/** What may be told of each kind, beside that which must. */
const kinds: Readonly<Record<string, readonly [fields: string, must: object]>> = {
  network: [
    'name admin_state_up shared router:external mtu project_id tenant_id description is_default ' +
      'port_security_enabled provider:network_type provider:segmentation_id dns_domain segments ' +
      'availability_zone_hints qos_policy_id tags',
    {},
  ],
  subnet: [
    'name network_id ip_version cidr gateway_ip allocation_pools dns_nameservers host_routes ' +
      'enable_dhcp ipv6_ra_mode ipv6_address_mode subnetpool_id prefixlen segment_id service_types',
    { network_id: known.network, ip_version: 4, cidr: '10.7.0.0/24' },
  ],
  port: [
    'name network_id fixed_ips mac_address security_groups device_id device_owner dns_name ' +
      'admin_state_up allowed_address_pairs extra_dhcp_opts port_security_enabled tenant_id ' +
      'binding:host_id binding:profile binding:vnic_type qos_policy_id',
    { network_id: known.network },
  ],
  router: [
    'name external_gateway_info routes admin_state_up distributed ha flavor_id tenant_id ' +
      'availability_zone_hints description',
    {},
  ],
  floatingip: [
    'floating_network_id port_id fixed_ip_address floating_ip_address subnet_id tenant_id',
    { floating_network_id: outside },
  ],
  security_group: ['name description tenant_id stateful rules', {}],
  security_group_rule: [
    'security_group_id direction ethertype protocol port_range_min port_range_max ' +
      'remote_ip_prefix remote_group_id remote_address_group_id tenant_id description',
    { security_group_id: known.security_group, direction: 'ingress' },
  ],
};
const collectionOf = (kind: string): string => `/${kind.replaceAll('_', '-')}s`;

/** Sends it, and sees an answer of the service. */
async function answered(what: string, body?: unknown, as = 'admin'): Promise<void> {
  const { status, body: said } = await ask(what, { as, body });
  const told = `${what} ${JSON.stringify(body)}: ${String(status)} ${JSON.stringify(said)}`;
  assert.ok(status < 500 || status === 501, told);
}
const runs = { numRuns: 150 };

for (const [kind, [fields, must]] of Object.entries(kinds)) {
  const wish = record(...fields.split(' ')).filter(
    // A block that is no text breaks the real service down, and so the simulator.
    ({ cidr = '' }) => kind !== 'subnet' || typeof cidr === 'string',
  );
  test(`a new ${kind}`, async () => {
    const body = fc.oneof(
      wish.map((told) => ({ [kind]: { ...must, ...told } })),
      fc.array(fc.oneof(wish, value), { maxLength: 3 }).map((all) => ({ [`${kind}s`]: all })),
      value,
    );
    await fc.assert(
      fc.asyncProperty(body, async (told) => answered(`POST ${collectionOf(kind)}`, told)),
      runs,
    );
  });

  const id = Object.entries(known).find(([name]) => name === kind)?.[1];
  if (id === undefined) continue;
  test(`changes of a ${kind}`, async () => {
    await fc.assert(
      fc.asyncProperty(wish, async (told) =>
        answered(`PUT ${collectionOf(kind)}/${id}`, { [kind]: told }, 'member'),
      ),
      runs,
    );
  });
}

test('zones that are no list of names are refused', async () => {
  for (const kind of ['network', 'router']) {
    for (const zones of [false, 7, 'nova', [1], ['a', 'a'], { a: 1 }]) {
      const body = { [kind]: { availability_zone_hints: zones } };
      const { status } = await ask(`POST ${collectionOf(kind)}`, { body });
      assert.equal(status, 400, JSON.stringify(body));
    }
  }
});

test('interfaces of a router, and quotas', async () => {
  const part = record('subnet_id', 'port_id');
  const quota = record('network', 'subnet', 'port', 'router', 'security_group', 'tenant_id', 'x');
  const asked = fc.oneof(
    fc.tuple(fc.constant(`PUT /routers/${known.router}/add_router_interface`), part),
    fc.tuple(fc.constant(`PUT /routers/${known.router}/remove_router_interface`), part),
    fc.tuple(
      fc.constant(`PUT /quotas/${'d'.repeat(32)}`),
      quota.map((told) => ({ quota: told })),
    ),
  );
  await fc.assert(
    fc.asyncProperty(asked, async ([what, body]) => answered(what, body)),
    runs,
  );
});

test('queries of lists', async () => {
  const key = fc.constantFrom(
    ...['limit', 'marker', 'page_reverse', 'sort_key', 'sort_dir', 'fields', 'id', 'name', 'tags'],
    ...['fixed_ips', 'shared', 'router:external', 'tags-any', 'not-tags', 'revision_number', 'x'],
  );
  const text = fc.oneof(
    fc.constantFrom('', '-1', '0', '9999999999999', 'true', 'null', 'name', 'a,b', known.network),
    fc.constantFrom('ip_address=10.1.0.5', 'ip_address_substr=10', `network_id=${known.network}`),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );
  const query = fc.array(fc.tuple(key, text), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(known)), query, async (kind, pairs) =>
      answered(`GET ${collectionOf(kind)}?${new URLSearchParams(pairs).toString()}`, undefined),
    ),
    { numRuns: 400 },
  );
});

test('conditions of a change', async () => {
  const condition = fc.oneof(
    fc.constantFrom('revision_number=', 'revision_number=x', '*', 'revision_number=-1'),
    fc.string({ minLength: 1, maxLength: 10 }).filter((text) => /^[!-~]+$/.test(text)),
  );
  await fc.assert(
    fc.asyncProperty(condition, async (when) => {
      const body = { network: { name: 'z' } };
      const headers = { 'if-match': when };
      const { status } = await ask(`PUT /networks/${known.network}`, { body, headers });
      assert.ok([200, 400, 412].includes(status), `${when}: ${String(status)}`);
    }),
    runs,
  );
});
