import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { latency, several, shard, wholeNumber } from '../../src/cli/options.ts';

test('a whole number within its limits, written in digits', () => {
  const read = wholeNumber(1, 64);
  assert.deepEqual([read('1'), read('64'), read('007')], [1, 64, 7]);
  for (const wrong of ['', '0', '65', '-1', '1.5', '1e1', '0x10', ' 1', '١', 'Infinity', 'many']) {
    assert.throws(() => read(wrong), /It must be a whole number from 1 to 64\./, wrong);
  }
  assert.throws(() => wholeNumber(0)('-1'), /from 0 on\./);
  assert.throws(() => wholeNumber(0)('9'.repeat(20)), /whole number/, 'too large to be exact');
});

test('a shard is one of its parts', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2, max: 9 }), fc.integer({ min: -2, max: 9 }), (i, n) => {
      const text = `${String(i)}/${String(n)}`;
      if (i >= 1 && i <= n) assert.equal(shard(text), text);
      else assert.throws(() => shard(text), /It must be I\/N/);
    }),
  );
  for (const wrong of ['1', '1/2/3', '01/2', '1/ 2', 'a/b', '']) assert.throws(() => shard(wrong));
});

test('a latency is a number of milliseconds or a range', () => {
  assert.equal(latency('20'), 20);
  assert.deepEqual(latency('10-50'), { min: 10, max: 50 });
  for (const wrong of ['', '50-10', '-5', '1.5', '20ms', '1-2-3', '1234567']) {
    assert.throws(() => latency(wrong), /It must be milliseconds/, wrong);
  }
});

test('a flag that may be given several times keeps their order', () => {
  assert.deepEqual(several('b', several('a')), ['a', 'b']);
});
