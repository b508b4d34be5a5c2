import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Keeper } from '../../src/bindings/port.ts';
import { Refusal, Unreachable, Violation } from '../../src/failures.ts';
import type { LedgerEntry } from '../../src/ledger.ts';
import { createVirtualClock } from '../../simulator/kernel/clock.ts';
import { cleanUp } from '../../steps/clean-up.ts';

const entry: LedgerEntry = { n: 1, at: 'x', resource: 'compute/flavour', name: 'cft-1-1', id: 'f' };

/** Cleans up one entry with a keeper that behaves so; tells what was written into the ledger. */
async function clean(keeper: Partial<Keeper>, ...things: readonly LedgerEntry[]) {
  const gone: LedgerEntry[] = [];
  const stays: string[] = [];
  const whole: Keeper = {
    named: () => Promise.resolve([]),
    exists: () => Promise.resolve(false),
    remove: () => Promise.resolve(),
    ...keeper,
  };
  const leaks = await cleanUp(
    {
      keeper: () => whole,
      ledger: {
        gone: (one) => void gone.push(one),
        stays: (_one, why) => void stays.push(why),
      },
      clock: createVirtualClock(),
      goneWithin: 60_000,
      redact: (text) => text,
    },
    things.length === 0 ? [entry] : things,
  );
  assert.deepEqual(
    stays,
    leaks.map(({ reason }) => reason),
  );
  return { leaks, gone };
}

test('what is gone is written into the ledger and is no leak', async () => {
  assert.deepEqual(await clean({}), { leaks: [], gone: [entry] });
});

test('a deletion that got lost is sent again', async () => {
  let deletions = 0;
  const { leaks } = await clean({
    remove: () => {
      deletions += 1;
      return Promise.resolve();
    },
    exists: () => Promise.resolve(deletions < 2),
  });
  assert.deepEqual([leaks, deletions], [[], 2]);
});

test('what another thing holds on to is removed after it, whichever was made first', async () => {
  const there = new Set(['server', 'volume']);
  const held = new Refusal('invalid', 400, 'in use');
  const { leaks, gone } = await clean(
    {
      remove: (id) => {
        if (id === 'volume' && there.has('server')) return Promise.reject(held);
        there.delete(id);
        return Promise.resolve();
      },
      exists: (id) => Promise.resolve(there.has(id)),
    },
    { ...entry, id: 'volume' },
    { ...entry, id: 'server' },
  );
  assert.deepEqual([leaks, gone.map(({ id }) => id)], [[], ['server', 'volume']]);
});

test('what stays is a leak with the reason of the refusal', async () => {
  const refused = new Refusal('conflicting', 409, 'in use');
  const { leaks, gone } = await clean({
    remove: () => Promise.reject(refused),
    exists: () => Promise.resolve(true),
  });
  assert.equal(leaks[0]?.reason, refused.message);
  assert.equal(leaks[0].uncertain, undefined);
  assert.deepEqual(gone, []);
});

test('a deletion that may not be done is neither awaited nor sent again', async () => {
  let looks = 0;
  let deletions = 0;
  const { leaks } = await clean({
    remove: () => {
      deletions += 1;
      return Promise.reject(new Refusal('forbidden', 403, 'hands off'));
    },
    exists: () => {
      looks += 1;
      return Promise.resolve(true);
    },
  });
  assert.deepEqual([leaks.length, deletions, looks], [1, 1, 1]);
});

test('what was perhaps never made, and cannot be looked for, is uncertain', async () => {
  const { id: _id, ...unanswered } = entry;
  const named = () => Promise.reject(new Violation({ expected: 'a list', observed: 'HTML' }));
  const { leaks } = await clean({ named }, unanswered);
  assert.equal(leaks[0]?.uncertain, true);
});

test('where nobody answers it is uncertain whether there is a leak', async () => {
  const silence = () =>
    Promise.reject(new Unreachable('GET http://x/: the connection was refused'));
  const { id: _id, ...unanswered } = entry;
  for (const thing of [entry, unanswered]) {
    const { leaks, gone } = await clean(
      { named: silence, exists: silence, remove: silence },
      thing,
    );
    assert.equal(leaks[0]?.uncertain, true);
    assert.deepEqual(gone, []);
  }
});
