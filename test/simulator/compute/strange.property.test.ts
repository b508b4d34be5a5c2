/** Whatever is sent to the rooms of servers, the answer is one of the service's, never a failure of ours. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { known } from './neighbours.ts';
import { withServers } from './servers.ts';

/** Values that stand where others are expected, some of them right. */
const value = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, 0, -1, 1.5, 2 ** 31, 1e300, '', ' ', '0', 'auto', 'none', '\u0000', '\ud800'],
    ...['x'.repeat(300), [], [[]], {}, '42', known.image, known.network, known.port, known.volume],
    ...['active', 'SOFT', 'anti-affinity', 'image', 'volume', '%', '../..', '10.1.0.9', '::1'],
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const record = (...keys: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...keys, '__proto__', 'constructor'), value, { maxKeys: 5 });

const network = record('uuid', 'port', 'fixed_ip', 'tag');
const device = record(
  ...['uuid', 'source_type', 'destination_type', 'boot_index', 'volume_size', 'device_name'],
  ...['delete_on_termination', 'tag', 'volume_type', 'volume_id'],
);
const server = fc.record(
  {
    name: fc.oneof(fc.constant('s'), value),
    flavorRef: fc.oneof(fc.constant('42'), value),
    imageRef: fc.oneof(fc.constant(known.image), value),
    networks: fc.oneof(fc.constant('none'), value, fc.array(network, { maxLength: 3 })),
    block_device_mapping_v2: fc.array(fc.oneof(device, value), { maxLength: 3 }),
    metadata: fc.oneof(value, record('a', '')),
    security_groups: fc.array(fc.oneof(record('name'), value), { maxLength: 2 }),
    min_count: value,
    max_count: fc.oneof(fc.constant(1), fc.constant('2'), fc.constant(null)),
    availability_zone: value,
    hostname: value,
    host: value,
    description: value,
    tags: value,
    config_drive: value,
    user_data: value,
  },
  { requiredKeys: ['name', 'flavorRef'] },
);
const request = fc.oneof(
  value,
  fc.record(
    {
      server: fc.oneof(server, value),
      'os:scheduler_hints': fc.oneof(value, record('group', 'same_host', 'different_host')),
    },
    { requiredKeys: ['server'] },
  ),
);

const minor = fc.constantFrom('2.1', '2.19', '2.37', '2.42', '2.67', '2.90', '2.100', '2.103');
const runs = { numRuns: 300 };

test('requests for servers', async () => {
  const { ask, clock } = withServers('2026.1');
  await fc.assert(
    fc.asyncProperty(request, minor, async (body, at) => {
      const { status, text } = await ask('POST /v2.1/servers', {
        as: 'admin',
        at,
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
      assert.ok([202, 400, 403, 409].includes(status), `${String(status)} ${text}`);
      clock.advance(10_000);
    }),
    runs,
  );
  const { status } = await ask('GET /v2.1/servers/detail', { as: 'admin', at: '2.103' });
  assert.equal(status, 200);
});

const actions = [
  ...['os-start', 'os-stop', 'suspend', 'resume', 'pause', 'unpause', 'reboot', 'resize'],
  ...['confirmResize', 'revertResize', 'lock', 'unlock', 'addSecurityGroup', 'removeSecurityGroup'],
  ...['os-resetState', 'os-getConsoleOutput', 'rebuild', 'toString', '__proto__'],
];
const action = fc
  .tuple(
    fc.constantFrom(...actions),
    fc.oneof(value, record('type', 'flavorRef', 'name', 'state', 'length', 'locked_reason')),
  )
  .map(([name, wish]) => `{${JSON.stringify(name)}: ${JSON.stringify(wish)}}`);

test('actions, parts and changes of a server', async () => {
  const { ask, boot, clock } = withServers('2026.1');
  const id = await boot();
  const one = `/v2.1/servers/${id}`;
  const asked = fc.oneof(
    fc.tuple(fc.constant(`POST ${one}/action`), action),
    fc.tuple(
      fc.constantFrom(
        ...[`PUT ${one}`, `POST ${one}/metadata`, `PUT ${one}/metadata`, `PUT ${one}/metadata/a`],
        ...[`POST ${one}/os-interface`, `POST ${one}/os-volume_attachments`],
        ...['POST /v2.1/os-server-groups', `PUT /v2.1/os-quota-sets/${'d'.repeat(32)}`],
      ),
      fc
        .tuple(
          fc.constantFrom(
            ...['server', 'metadata', 'meta', 'interfaceAttachment', 'volumeAttachment'],
            ...['server_group', 'quota_set'],
          ),
          fc.oneof(
            value,
            record(
              ...[
                'name',
                'description',
                'a',
                'net_id',
                'port_id',
                'fixed_ips',
                'volumeId',
                'device',
              ],
              ...['policies', 'policy', 'rules', 'instances', 'cores', 'force', 'hostname', 'tag'],
            ),
          ),
        )
        .map(([key, wish]) => JSON.stringify({ [key]: wish })),
    ),
  );
  await fc.assert(
    fc.asyncProperty(asked, minor, async ([what, body], at) => {
      const headers = { 'content-type': 'application/json' };
      const { status, text } = await ask(what, { as: 'admin', at, body, headers });
      assert.ok(status < 500 || status === 501, `${what} ${String(status)} ${text}`);
      clock.advance(700);
    }),
    { numRuns: 600 },
  );
});

test('queries of lists', async () => {
  const { ask, boot } = withServers('2026.1');
  await boot();
  const key = fc.constantFrom(
    ...[
      'name',
      'status',
      'limit',
      'marker',
      'sort_key',
      'sort_dir',
      'all_tenants',
      'deleted',
      'ip',
    ],
    ...['changes-since', 'changes-before', 'tags', 'locked', 'project_id', 'flavor', 'image', '_x'],
    ...['vm_state', 'metadata', 'colour'],
  );
  const text = fc.oneof(
    fc.constantFrom(
      '',
      '1',
      'true',
      'x',
      '-1',
      '1e9',
      'active',
      'DELETED',
      'created_at',
      'asc',
      '[',
      '2026-01-01',
    ),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  );
  const query = fc.array(fc.tuple(key, text), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(query, minor, fc.constantFrom('member', 'admin'), async (pairs, at, as) => {
      const path = `/v2.1/servers/detail?${new URLSearchParams(pairs).toString()}`;
      const { status, text: said } = await ask(`GET ${path}`, { as, at });
      assert.ok([200, 400, 403, 501].includes(status), `${path} ${String(status)} ${said}`);
    }),
    runs,
  );
});
