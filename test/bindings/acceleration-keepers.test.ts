/** What was allocated or subscribed to is taken back by its id, and what is somebody else's by now is not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  allocationKeeper,
  ownedId,
  subscriptionKeeper,
} from '../../src/bindings/acceleration-keepers.ts';
import type { AcceleratorManager } from '../../src/bindings/acceleration-manager.ts';
import { refusedAs } from '../../src/bindings/acceleration-refusals.ts';

/** A VIM with one accelerator `r` on the second of two hosts. */
function vim(attachedTo: string | undefined, refuse?: Error) {
  const called: string[] = [];
  const accelerator = { accResourceId: 'r', ...(attachedTo === undefined ? {} : { attachedTo }) };
  const manager = {
    hosts: () => Promise.resolve(['one', 'two']),
    call(name: string, params: Record<string, unknown>) {
      called.push(`${name} ${Object.values(params).map(String).join(' ')}`);
      if (name === 'QueryAccResource') {
        const accQueryResult = params['hostId'] === 'two' ? [accelerator] : [];
        return Promise.resolve({ accQueryResult });
      }
      return refuse === undefined ? Promise.resolve({}) : Promise.reject(refuse);
    },
  } as unknown as AcceleratorManager;
  return { called, manager: () => manager };
}
const nobody = {};
const allocation = ownedId('compute', 'r');

test('an allocation is released while its virtual compute has it', async () => {
  const { called, manager } = vim('compute');
  const keeper = allocationKeeper(manager);
  assert.equal(await keeper.exists(allocation, nobody), true);
  await keeper.remove(allocation, nobody);
  assert.equal(called.at(-1), 'ReleaseAccResource r');
});

test('an accelerator that somebody else has by now, or nobody, is left alone', async () => {
  for (const holder of ['another', undefined]) {
    const { called, manager } = vim(holder);
    const keeper = allocationKeeper(manager);
    assert.equal(await keeper.exists(allocation, nobody), false);
    await keeper.remove(allocation, nobody);
    assert.ok(called.every((call) => call.startsWith('QueryAccResource')));
  }
});

test('a subscription is ended at its host, and is gone then', async () => {
  const { called, manager } = vim(undefined);
  const keeper = subscriptionKeeper(manager);
  const id = ownedId('host/1', 'a b');
  assert.equal(await keeper.exists(id, nobody), true);
  await keeper.remove(id, nobody);
  assert.deepEqual(called, ['Unsubscribe host/1 a b']);
  assert.equal(await keeper.exists(id, nobody), false);
});

test('a subscription that is unknown is gone; one that is refused otherwise is not', async () => {
  const gone = subscriptionKeeper(
    vim(undefined, refusedAs('NO_SUCH_SUBSCRIPTION', 404, '')).manager,
  );
  await gone.remove('h/s', nobody);
  assert.equal(await gone.exists('h/s', nobody), false);
  const kept = subscriptionKeeper(vim(undefined, refusedAs('FORBIDDEN', 403, '')).manager);
  await assert.rejects(kept.remove('h/s', nobody), /FORBIDDEN/);
  assert.equal(await kept.exists('h/s', nobody), true);
});

test('a subscription whose id was never told cannot be looked for, and clean-up says so', async () => {
  await assert.rejects(
    subscriptionKeeper(vim(undefined).manager).named('h', nobody),
    /no call finds/,
  );
});
