import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withdraw } from '../../src/bindings/withdraw.ts';
import { Refusal, Unreachable, Violation } from '../../src/failures.ts';

const refusal = new Refusal('invalid', 400, 'no');

const withdrawn = async (error: unknown, left: () => Promise<string | undefined>) => {
  let removed = 0;
  const remove = () => Promise.resolve((removed += 1));
  const thrown: unknown = await withdraw(error, { left, remove }).catch((e: unknown) => e);
  return { thrown, removed };
};

test('what is begun is taken away, and the refusal stands', async () => {
  const seen = await withdrawn(refusal, () => Promise.resolve(undefined));
  assert.deepEqual(seen, { thrown: refusal, removed: 1 });
});

test('what is there although it was refused is a violation', async () => {
  const { thrown, removed } = await withdrawn(refusal, () => Promise.resolve('it has a part'));
  assert.ok(thrown instanceof Violation);
  assert.equal(thrown.observed, 'it has a part');
  assert.equal(removed, 1);
});

test('it is taken away also where nobody can look, or nothing was refused', async () => {
  const silence = new Unreachable('no answer');
  const blind = await withdrawn(refusal, () => Promise.reject(silence));
  assert.deepEqual(blind, { thrown: silence, removed: 1 });
  const forbidden = new Refusal('forbidden', 403, 'not you');
  const barred = await withdrawn(refusal, () => Promise.reject(forbidden));
  assert.deepEqual(barred, { thrown: refusal, removed: 1 });
  const unasked = await withdrawn(silence, () => Promise.resolve('it has a part'));
  assert.deepEqual(unasked, { thrown: silence, removed: 1 });
});
