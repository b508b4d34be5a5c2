/** What holds for every run: no verdict improves, every view agrees. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { judge } from '../../src/verdict/judge.ts';
import { exampleVerdicts, requirementVerdicts } from '../../src/verdict/verdicts.ts';
import { assertViewsAgree } from './agreement.ts';
import { type ExampleOutline, requirement, run } from './fixtures/build.ts';

const clauses = ['a', 'b', 'c', 'd'];
const catalogue = [
  requirement('a'),
  requirement('b', { level: 'SHOULD' }),
  requirement('c', { needs: 'metrics' }),
  requirement('d', { worstOf: ['a', 'c'] }),
];
const ended = fc.record({
  clauses: fc.subarray(clauses.slice(0, 3), { minLength: 1 }),
  verdict: fc.constantFrom(...exampleVerdicts),
  should: fc.boolean(),
});
const maybeRun = fc.record({
  clauses: fc.subarray(clauses.slice(0, 3), { minLength: 1 }),
  verdict: fc.option(fc.constantFrom(...exampleVerdicts), { nil: undefined }),
  should: fc.boolean(),
  message: fc.string({ unit: 'binary', maxLength: 40 }),
});
const named = (outlines: readonly Omit<ExampleOutline, 'id'>[]): ExampleOutline[] =>
  outlines.map((outline, n) => ({ ...outline, id: `e${String(n)}` }));

suite('every run', () => {
  test('all views agree, and totals are sums', () => {
    fc.assert(
      fc.property(fc.array(maybeRun, { maxLength: 8 }), fc.boolean(), (outlines, met) => {
        const result = judge(run(named(outlines), { needs: met ? ['metrics'] : [] }), catalogue);
        assertViewsAgree(result);
        const sum = (counts: Readonly<Record<string, number>>): number =>
          Object.values(counts).reduce((all, n) => all + n, 0);
        assert.equal(sum(result.totals.scenarios), result.scenarios.length);
        assert.equal(sum(result.totals.requirements), catalogue.length);
      }),
      { numRuns: 80 },
    );
  });

  test('one more executed example never makes a verdict better', () => {
    const rank = (verdict: (typeof requirementVerdicts)[number]): number =>
      requirementVerdicts.indexOf(verdict);
    fc.assert(
      fc.property(fc.array(ended, { minLength: 1, maxLength: 6 }), ended, (before, more) => {
        const one = judge(run(named(before)), catalogue);
        const two = judge(run(named([...before, more])), catalogue);
        one.requirements.forEach(({ verdict }, index) => {
          // What nothing was known about may become known.
          if (verdict === 'not-covered' || verdict === 'not-selected') return;
          const after = two.requirements[index]?.verdict ?? 'pass';
          assert.ok(rank(after) <= rank(verdict), `${verdict} became ${after}`);
        });
        if ([1, 4].includes(one.exitCode)) assert.notEqual(two.exitCode, 0);
      }),
      { numRuns: 300 },
    );
  });

  test('nothing but passes and reasons is ever conformant', () => {
    fc.assert(
      fc.property(fc.array(ended, { maxLength: 6 }), (outlines) => {
        const result = judge(run(named(outlines)), catalogue);
        if (result.verdict !== 'conformant') return;
        for (const { level, verdict } of result.requirements) {
          if (level === 'MUST') assert.ok(['pass', 'not-applicable'].includes(verdict));
        }
        assert.equal(result.totals.scenarios.error, 0);
      }),
      { numRuns: 300 },
    );
  });
});
