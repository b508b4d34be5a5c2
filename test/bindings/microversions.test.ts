import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareVersions, negotiate } from '../../src/bindings/microversions.ts';
import { Violation } from '../../src/failures.ts';

test('versions compare by number, not by text', () => {
  assert.ok(compareVersions('2.9', '2.10') < 0);
  assert.ok(compareVersions('3.0', '2.99') > 0);
  assert.equal(compareVersions('2.61', '2.61'), 0);
});

test('the newest version that both know is taken', () => {
  assert.equal(negotiate({ min: '2.1', max: '2.93' }, '2.61', '2.1'), '2.61');
  assert.equal(negotiate({ min: '2.1', max: '2.53' }, '2.61', '2.1'), '2.53');
});

test('a range that does not reach what a call needs is a violation', () => {
  assert.throws(() => negotiate({ min: '2.1', max: '2.10' }, '2.61', '2.53'), Violation);
  assert.throws(() => negotiate({ min: '2.90', max: '2.99' }, '2.61', '2.1'), Violation);
  assert.throws(() => negotiate({ min: '', max: '' }, '2.61', '2.1'), Violation);
});
