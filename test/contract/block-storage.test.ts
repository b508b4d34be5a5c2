import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from 'zod';
import {
  attachmentAnswer,
  attachmentsAnswer,
  createAttachmentRequest,
} from '../../src/contract/block-storage/attachment.ts';
import { poolsAnswer } from '../../src/contract/block-storage/pool.ts';
import { quotaSetAnswer, quotaUsageAnswer } from '../../src/contract/block-storage/quota.ts';
import {
  createSnapshotRequest,
  snapshotAnswer,
  snapshotsAnswer,
} from '../../src/contract/block-storage/snapshot.ts';
import {
  createVolumeRequest,
  createVolumeRequest353,
  volumeAnswer,
  volumesAnswer,
  volumeSummariesAnswer,
} from '../../src/contract/block-storage/virtual-storage.ts';
import {
  createVolumeTypeRequest,
  volumeTypeAnswer,
  volumeTypesAnswer,
} from '../../src/contract/block-storage/volume-type.ts';
import poolSample from '../samples/block-storage/pools.json' with { type: 'json' };
import samples from '../samples/block-storage/virtual-storage.json' with { type: 'json' };

type Answer = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Sample → the schema, the key of the thing, and a field without which it is none. */
const cases: readonly (readonly [Answer, z.ZodType, string, string])[] = [
  [samples.created, volumeAnswer, 'volume', 'size'],
  [samples.shown, volumeAnswer, 'volume', 'bootable'],
  [samples.attached, volumeAnswer, 'volume', 'attachments'],
  [samples.snapshot, snapshotAnswer, 'snapshot', 'volume_id'],
  [samples.attachment, attachmentAnswer, 'attachment', 'volume_id'],
  [samples.volumeType, volumeTypeAnswer, 'volume_type', 'is_public'],
  [samples.quotas, quotaSetAnswer, 'quota_set', 'gigabytes'],
  [samples.usage, quotaUsageAnswer, 'quota_set', 'gigabytes'],
];

for (const [sample, schema, key, field] of cases) {
  test(`${key} with its ${field} is read, with fields that the contract does not know`, () => {
    const body = { ...sample, more: 1, [key]: { ...sample[key], 'vendor:extra': { a: [1] } } };
    assert.deepEqual(schema.parse(body), body);
    const { [field]: _left, ...rest } = sample[key] ?? {};
    assert.equal(schema.safeParse({ [key]: rest }).success, false);
    for (const wrong of [null, { odd: 1 }]) {
      assert.equal(schema.safeParse({ [key]: { ...rest, [field]: wrong } }).success, false);
    }
  });
}

test('lists are read, and a link to the next page may be there', () => {
  assert.equal(volumesAnswer.parse(samples.list).volumes_links?.[0]?.rel, 'next');
  assert.equal(volumesAnswer.parse({ volumes: [] }).volumes_links, undefined);
  assert.ok(volumeSummariesAnswer.parse(samples.summaries).volumes.length > 0);
  const of = <Key extends string>(key: Key, thing: object) => ({ [key]: [thing] });
  const lists: readonly (readonly [z.ZodType, string, object])[] = [
    [snapshotsAnswer, 'snapshots', samples.snapshot.snapshot],
    [attachmentsAnswer, 'attachments', samples.attachment.attachment],
    [volumeTypesAnswer, 'volume_types', samples.volumeType.volume_type],
  ];
  for (const [schema, key, thing] of lists) {
    assert.ok(schema.safeParse(of(key, thing)).success, key);
    assert.equal(schema.safeParse(of(key, {})).success, false, key);
  }
});

test('from 3.53 on a new volume has no fields that are not known', () => {
  const wish = { volume: { size: 1, name: null, colour: 'red' } };
  assert.ok(createVolumeRequest.safeParse(wish).success);
  assert.equal(createVolumeRequest353.safeParse(wish).success, false);
  assert.ok(createVolumeRequest353.safeParse({ volume: { snapshot_id: 'x' } }).success);
  for (const wrong of [{ size: 0 }, { size: 'much' }, { name: 5 }, { metadata: { a: 1 } }]) {
    assert.equal(createVolumeRequest.safeParse({ volume: wrong }).success, false);
  }
});

test('what is asked for must be whole', () => {
  assert.ok(
    createSnapshotRequest.safeParse({ snapshot: { volume_id: 'x', force: 'true' } }).success,
  );
  assert.equal(createSnapshotRequest.safeParse({ snapshot: { name: 'x' } }).success, false);
  assert.ok(createAttachmentRequest.safeParse({ attachment: { volume_uuid: 'x' } }).success);
  assert.equal(createAttachmentRequest.safeParse({ attachment: {} }).success, false);
  assert.equal(createVolumeTypeRequest.safeParse({ volume_type: { name: '' } }).success, false);
});

test('a pool has a name, whatever else is told of it', () => {
  assert.deepEqual(poolsAnswer.parse(poolSample), poolSample);
  assert.equal(poolsAnswer.safeParse({ pools: [{ capabilities: {} }] }).success, false);
});
