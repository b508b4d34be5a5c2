/** Limits of quotas in words, and their numbers on a wire. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Limits, tenantQuota } from '../../src/bindings/tenant-quota.ts';

const sent: Limits[] = [];
const quota = tenantQuota({
  quantities: {
    things: { field: 'things', unit: '' },
    memory: { field: 'ram', unit: 'MiB' },
  },
  read: () => Promise.resolve({ things: -1, ram: 4096 }),
  usage: () => Promise.resolve({ things: 0, ram: 0 }),
  defaults: () => Promise.resolve({ things: 10, ram: -1 }),
  set: (_tenantId, limits) => {
    sent.push(limits);
    return Promise.resolve();
  },
  reset: () => Promise.resolve(),
});

test('limits are told in the units of features, and none is a word', async () => {
  assert.deepEqual(await quota.query('t'), { things: 'unlimited', memory: '4 GiB' });
  assert.deepEqual(await quota.defaults('t'), { things: '10', memory: 'unlimited' });
  assert.deepEqual(await quota.usage('t'), { things: '0', memory: '0 MiB' });
});

test('only what is named is sent, and what is no limit as it is', async () => {
  await quota.set('t', { things: 'unlimited' });
  await quota.set('t', { things: 'many', memory: '2 GiB' });
  assert.deepEqual(sent, [{ things: -1 }, { things: 'many', ram: 2048 }]);
  assert.deepEqual(quota.canonical({ memory: '2048 MiB', things: 'unlimited' }), {
    memory: '2 GiB',
    things: 'unlimited',
  });
  assert.throws(() => quota.canonical({ colours: '3' }), /no attribute is called "colours"/);
});
