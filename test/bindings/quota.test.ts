import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leavingRoom } from '../../src/bindings/quota.ts';
import type { Session } from '../../src/bindings/session.ts';

test('room is left beside what a tenant has, and the former limit comes back', async () => {
  const limits: number[] = [];
  const leave = leavingRoom((_session, tenantId) => {
    assert.equal(tenantId, 'tenant');
    return {
      read: () => Promise.resolve({ limit: limits.at(-1) ?? 10, used: 3 }),
      set: (limit) => {
        limits.push(limit);
        return Promise.resolve();
      },
    };
  });
  const undo = await leave({} as Session, 'tenant', 2);
  assert.deepEqual(limits, [5]);
  await undo();
  assert.deepEqual(limits, [5, 10]);
});
