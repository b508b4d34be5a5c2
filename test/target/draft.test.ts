import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { draftTarget } from '../../src/target/draft.ts';
import { targetFile } from '../../src/target/target-file-schema.ts';

test('a draft names what was found, and the alternatives beside it', () => {
  const draft = draftTarget('acme', {
    regions: ['R1', 'R2'],
    region: 'R2',
    images: ['cirros'],
    flavours: ['m1.tiny', 'm1.small', 'm1.large'],
    externalNetworks: ['public'],
    volumeTypes: ['lvm'],
    services: ['compute', 'identity'],
  });
  assert.match(draft, /region_name: R2 # also: R1\n/);
  assert.match(draft, /flavour: m1\.tiny # also: m1\.small, m1\.large\n/);
  assert.match(draft, /# Its services: compute, identity/);
  assert.deepEqual(parse(draft), {
    target: 'acme',
    vim: { openstack: { cloud: 'acme', region_name: 'R2' } },
    parameters: {
      image: 'cirros',
      flavour: 'm1.tiny',
      'external-network': 'public',
      'volume-type': 'lvm',
      deadlines: { server: '5m', volume: '2m', stack: '10m' },
    },
  });
});

test('a draft is a valid target file, whatever the cloud calls its things', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('a\n# b', '*x', '{}', '012', 'null'),
  );
  const names = fc.array(name, { maxLength: 8 });
  const facts = fc.record(
    { regions: names, images: names, flavours: names, services: names, volumeTypes: names },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), facts, (cloud, found) => {
      const value: unknown = parse(draftTarget(cloud, found));
      const parsed = targetFile.safeParse(value);
      assert.ok(parsed.success, JSON.stringify(parsed.error));
    }),
    { numRuns: 60 },
  );
});
