import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIds } from '../../../simulator/kernel/ids.ts';

test('ids have the forms that clients check', () => {
  const ids = createIds(1);
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  for (let i = 0; i < 200; i++) assert.match(ids.uuid(), uuid);
  assert.match(ids.hex32(), /^[0-9a-f]{32}$/);
  assert.match(ids.requestId(), /^req-[0-9a-f-]{36}$/);
  assert.match(ids.opaque(183), /^[A-Za-z0-9_-]{183}$/);
});

test('the same seed gives the same ids, another seed others, and none comes twice', () => {
  const draw = (seed: number) => {
    const ids = createIds(seed);
    return Array.from({ length: 1000 }, () => ids.uuid());
  };
  assert.deepEqual(draw(7), draw(7));
  assert.equal(new Set([...draw(7), ...draw(8)]).size, 2000);
});

test('a draw stays within its bounds and reaches both', () => {
  const ids = createIds(3);
  const drawn = new Set(Array.from({ length: 500 }, () => ids.between(4, 7)));
  assert.deepEqual([...drawn].sort(), [4, 5, 6, 7]);
});

test('restoring repeats what came after the capture', () => {
  const ids = createIds(5);
  ids.uuid();
  const state = ids.capture();
  const first = [ids.uuid(), ids.opaque(20)];
  ids.restore(state);
  assert.deepEqual([ids.uuid(), ids.opaque(20)], first);
});
