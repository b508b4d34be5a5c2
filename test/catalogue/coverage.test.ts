import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverageOf, type CoveringExample } from '../../src/catalogue/coverage.ts';
import type { Requirement } from '../../src/catalogue/requirement.ts';

const requirement = (id: string, worstOf?: readonly string[]): Requirement => ({
  id,
  table: 'enablers',
  interfacePoints: [],
  level: 'MUST',
  levelReason: 'For a test.',
  statement: 'It is.',
  clause: 'None',
  ...(worstOf === undefined ? {} : { worstOf }),
});

const example = (id: string, ...clauses: string[]): CoveringExample => ({
  id,
  name: id,
  feature: 'features/x.feature',
  line: 7,
  clauses,
  refuses: false,
  silent: false,
  onlyShould: false,
});

test('each requirement lists the examples that name it, in their order', () => {
  const coverage = coverageOf(
    [requirement('a'), requirement('b'), requirement('c')],
    [example('two', 'b', 'a'), example('one', 'a')],
  );
  assert.deepEqual(
    coverage.map(({ scenarios, covered }) => [scenarios.map(({ id }) => id), covered]),
    [
      [['two', 'one'], true],
      [['two'], true],
      [[], false],
    ],
  );
});

test('a requirement with parts is covered once each part is', () => {
  const all = [requirement('s', ['s/a', 's/b']), requirement('s/a'), requirement('s/b')];
  const half = coverageOf(all, [example('one', 's/a')]);
  const whole = coverageOf(all, [example('one', 's/a'), example('two', 's/b')]);
  assert.equal(half[0]?.covered, false);
  assert.equal(whole[0]?.covered, true);
});

test('silence is a refusal where who is asked calls by itself, and nowhere else', () => {
  const called = { ...requirement('a'), direction: { from: 'NFVI', to: 'VIM' } } as const;
  const asked = { ...requirement('b'), direction: { from: 'VIM', to: 'NFVI' } } as const;
  const told = { ...requirement('c'), direction: { from: 'VIM', to: 'VNF manager' } } as const;
  const silent = { ...example('one', 'a', 'b', 'c'), silent: true };
  assert.deepEqual(
    coverageOf([called, asked, told], [silent]).map(({ scenarios: [first] }) => first?.refuses),
    [true, false, true],
  );
});

test('a clause that no requirement has is named with its place', () => {
  assert.throws(() => coverageOf([requirement('a')], [example('one', 'z')]), {
    message: 'features/x.feature:7: the catalogue has no requirement z',
  });
});
