/** Whatever is asked of block storage, it refuses; it never breaks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openVolumes } from './volumes-alone.ts';

const { ask, create, advance, project } = await openVolumes();
const volume = await create('demo');
advance(20_000);
const made = await ask('demo', 'POST', '/snapshots', { snapshot: { volume_id: volume } });
const snapshot = (made.body['snapshot'] as { id: string }).id;
const tenant = await project('demo');

/** Values that stand where others are expected, some of them right. */
const value = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, false, 0, -1, 1, 1.5, 2 ** 31, 1e300, '', ' ', '0', '2', 'none', '\u0000'],
    ...['\ud800', 'x'.repeat(300), [], [[]], [null], {}, [{}], volume, snapshot, 'nova', 'rw'],
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const record = (...keys: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...keys, '__proto__', 'constructor'), value, { maxKeys: 6 });
const within = (key: string, wish: fc.Arbitrary<object>, must: object = {}) =>
  fc.oneof(
    { weight: 5, arbitrary: wish.map((told) => ({ [key]: { ...must, ...told } })) },
    { weight: 1, arbitrary: value },
  );

const version = fc.constantFrom('3.0', '3.27', '3.44', '3.53', '3.59', '3.66', '3.70');

/** Sends it, and sees an answer of the service. */
async function answered(
  who: string,
  [method, path, body, at]: readonly [string, string, unknown, string],
): Promise<void> {
  const { status, body: said } = await ask(who, method, path, body, at);
  const told = `${at} ${method} ${path} ${JSON.stringify(body)}: ${JSON.stringify(said)}`;
  assert.ok(status < 500 || status === 501, `${String(status)} ${told}`);
}

const wish = record(
  ...['size', 'name', 'description', 'volume_type', 'imageRef', 'snapshot_id', 'source_volid'],
  ...['metadata', 'availability_zone', 'multiattach', 'group_id', 'backup_id', 'display_name'],
);
const action = fc.dictionary(
  fc.constantFrom(
    ...['os-extend', 'os-reset_status', 'os-attach', 'os-detach', 'os-reserve', 'os-unreserve'],
    ...['os-begin_detaching', 'os-roll_detaching', 'os-set_bootable', 'os-retype', 'revert'],
    ...['os-update_readonly_flag', 'os-set_image_metadata', 'os-volume_upload_image', 'toString'],
  ),
  fc.oneof(
    value,
    record('new_size', 'status', 'bootable', 'readonly', 'instance_uuid', 'mountpoint', 'key'),
  ),
  { maxKeys: 2 },
);

/** What is asked → by whom, and the body. */
const bodies: Readonly<Record<string, readonly [string, fc.Arbitrary<unknown>]>> = {
  'POST /volumes': ['demo', within('volume', wish, { size: 1 })],
  [`PUT /volumes/${volume}`]: ['demo', within('volume', wish)],
  [`POST /volumes/${volume}/action`]: ['admin', fc.oneof(action, value)],
  'POST /snapshots': [
    'demo',
    within('snapshot', record('volume_id', 'name', 'force', 'description', 'metadata'), {
      volume_id: volume,
    }),
  ],
  'POST /types': [
    'admin',
    within('volume_type', record('name', 'extra_specs', 'description', 'is_public')),
  ],
  'POST /attachments': [
    'admin',
    within('attachment', record('volume_uuid', 'instance_uuid', 'connector', 'mode')),
  ],
  [`PUT /os-quota-sets/${tenant}`]: [
    'admin',
    within('quota_set', record('volumes', 'gigabytes', 'snapshots', 'per_volume_gigabytes', 'x')),
  ],
};

for (const [what, [who, body]] of Object.entries(bodies)) {
  test(`${what.replaceAll(/[0-9a-f-]{32,36}/g, '<id>')}, whatever the body`, async () => {
    const [method = '', path = ''] = what.split(' ');
    await fc.assert(
      fc.asyncProperty(body, version, async (told, at) => {
        // Without a tenant in it, a path is known from 3.67 on.
        await answered(who, [method, `/${await project(who)}${path}`, told, at]);
        advance(500);
      }),
      { numRuns: 200 },
    );
  });
}

test('queries of lists', async () => {
  const key = fc.constantFrom(
    ...['limit', 'marker', 'sort', 'sort_key', 'sort_dir', 'offset', 'name', 'status', 'id', 'x'],
    ...['all_tenants', 'metadata', 'usage', 'with_count', 'created_at', 'is_public'],
  );
  const text = fc.oneof(
    fc.constantFrom('', '-1', '0', '9999999999999', 'true', 'name:asc', "{'a': 1}", volume),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );
  const query = fc.array(fc.tuple(key, text), { maxLength: 4 });
  const list = fc.constantFrom(
    ...['volumes', 'volumes/detail', 'snapshots', 'snapshots/detail', 'types', 'attachments'],
    ...['limits', `os-quota-sets/${tenant}`],
  );
  await fc.assert(
    fc.asyncProperty(list, query, version, async (path, pairs, at) => {
      const search = new URLSearchParams(pairs).toString();
      await answered('demo', ['GET', `/${tenant}/${path}?${search}`, undefined, at]);
    }),
    { numRuns: 400 },
  );
});
