/** Known deviations: the failure stays one, and only the exit code forgives it. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Deviation } from '../../src/evidence.ts';
import { judge } from '../../src/verdict/judge.ts';
import { assertViewsAgree } from './agreement.ts';
import { type ExampleOutline, requirement, run } from './fixtures/build.ts';

const catalogue = [requirement('a'), requirement('b')];
const deviation = (more: Partial<Deviation> = {}): Deviation => ({
  example: 'one',
  owner: 'storage team',
  reason: 'fixed in the next release',
  expires: '2026-01-01',
  expect: 'is wrong',
  ...more,
});
const passing: ExampleOutline = { id: 'two', clauses: ['b'], verdict: 'pass' };

const judged = (
  verdict: ExampleOutline['verdict'],
  deviations: readonly Deviation[],
  more: readonly ExampleOutline[] = [passing],
  message?: string,
) => {
  const one = { id: 'one', clauses: ['a'], verdict, ...(message === undefined ? {} : { message }) };
  const result = judge(run([one, ...more], { deviations }), catalogue);
  assertViewsAgree(result);
  return result;
};

suite('known deviations', () => {
  test('a matching one keeps the verdict fail and gives exit code 0', () => {
    const result = judged('fail', [deviation()]);
    assert.deepEqual([result.verdict, result.exitCode], ['non-conformant', 0]);
    assert.equal(result.scenarios[0]?.verdict, 'fail');
    assert.equal(result.scenarios[0]?.deviation?.owner, 'storage team');
    assert.equal(result.requirements[0]?.knownDeviation, true);
  });

  const rows: readonly (readonly [
    string,
    ExampleOutline['verdict'],
    Partial<Deviation>,
    number,
    RegExp | undefined,
  ])[] = [
    ['expired the day before', 'fail', { expires: '2025-12-31' }, 1, /expired on 2025-12-31/],
    ['expects another text', 'fail', { expect: 'is right' }, 1, /does not contain "is right"/],
    ['passes now', 'pass', {}, 1, /it passes now/],
    ['names nothing', 'pass', { example: 'nobody' }, 1, /names nothing in the suite/],
    ['was not selected', undefined, {}, 0, undefined],
    ['was not selected and has expired', undefined, { expires: '2020-01-01' }, 0, undefined],
    ['is inconclusive', 'inconclusive', {}, 5, undefined],
    ['is an error', 'error', {}, 4, undefined],
  ];
  for (const [name, verdict, more, exitCode, warning] of rows) {
    test(`one whose example ${name}: exit code ${String(exitCode)}`, () => {
      const result = judged(verdict, [deviation(more)]);
      assert.equal(result.exitCode, exitCode);
      const said = result.warnings.map(({ message }) => message).join('\n');
      if (warning === undefined) assert.equal(said, '');
      else assert.match(said, warning);
    });
  }

  test('one does not forgive another failure', () => {
    const other: ExampleOutline = { id: 'two', clauses: ['b'], verdict: 'fail' };
    assert.equal(judged('fail', [deviation()], [other]).exitCode, 1);
  });

  test('one covers every row of an outline, and one row when it names it', () => {
    const row = (n: number): ExampleOutline => ({
      id: `one/${String(n)}`,
      clauses: ['a'],
      verdict: 'fail',
    });
    const rows = [row(1), row(2)];
    const catalogueOfOne = [requirement('a')];
    const exitCode = (example: string) =>
      judge(run(rows, { deviations: [deviation({ example })] }), catalogueOfOne).exitCode;
    assert.equal(exitCode('one'), 0);
    assert.equal(exitCode('one/1'), 1);
  });

  test('a failure of a claim can be one too', () => {
    const facts = {
      claims: { a: { supported: false, reason: 'not built yet' } },
      deviations: [deviation({ example: 'static/a', expect: 'not built yet' })],
    };
    const examples = [{ id: 'one', clauses: ['a'], verdict: 'not-applicable' as const }, passing];
    const result = judge(run(examples, facts), catalogue);
    assert.deepEqual([result.verdict, result.exitCode], ['non-conformant', 0]);
    const inOrder = judge(run(examples, { ...facts, claims: {} }), catalogue);
    assert.equal(inOrder.exitCode, 1, 'stale: the claim is in order now');
  });
});
