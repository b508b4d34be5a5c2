import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createImageRequest, image, imagesAnswer } from '../../src/contract/image/image.ts';
import { imageMember, imageMembersAnswer } from '../../src/contract/image/member.ts';
import samples from '../samples/image/image.json' with { type: 'json' };

test('images are read with and without data, and with fields that nobody knows', () => {
  for (const sample of [samples.queued, samples.active]) {
    assert.equal(image.parse({ ...sample, more: 1 }).id, sample.id);
    const list = { images: [sample], first: '/v2/images', schema: '/v2/schemas/images' };
    assert.equal(imagesAnswer.parse(list).images.length, 1);
    assert.equal(imagesAnswer.parse({ ...list, next: '/v2/images?marker=x' }).next?.length, 19);
  }
});

test('an image without one of its fields, or with another type, is refused', () => {
  const { stores: _own, ...sample } = samples.active;
  for (const key of Object.keys(sample)) {
    const { [key as keyof typeof sample]: _left, ...rest } = sample;
    assert.equal(image.safeParse(rest).success, false, key);
    assert.equal(image.safeParse({ ...sample, [key]: { odd: 1 } }).success, false, key);
  }
  assert.equal(image.safeParse({ ...sample, status: 'ready' }).success, false);
});

test('members are read', () => {
  assert.equal(imageMember.parse(samples.member).status, 'pending');
  const list = { members: [samples.member], schema: '/v2/schemas/members' };
  assert.equal(imageMembersAnswer.parse(list).members.length, 1);
  assert.equal(imageMember.safeParse({ ...samples.member, status: 'perhaps' }).success, false);
});

test('further properties of a new image are strings', () => {
  assert.ok(createImageRequest.safeParse({ name: null, colour: 'red' }).success);
  for (const wrong of [
    { colour: 5 },
    { name: 5 },
    { protected: 'yes' },
    { min_ram: 1.5 },
    { tags: [5] },
    { disk_format: 'floppy' },
    { id: 'x' },
  ]) {
    assert.equal(createImageRequest.safeParse(wrong).success, false, JSON.stringify(wrong));
  }
});
