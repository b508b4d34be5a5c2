/** The verdict of the whole run and its exit code, and what weighs more than what. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Requirement } from '../../src/catalogue/requirement.ts';
import type { RunEnd } from '../../src/evidence.ts';
import { judge } from '../../src/verdict/judge.ts';
import { assertViewsAgree } from './agreement.ts';
import { type ExampleOutline, requirement, run } from './fixtures/build.ts';

const catalogue = [
  requirement('a'),
  requirement('b'),
  requirement('s', { level: 'SHOULD' }),
  requirement('m', { level: 'MAY' }),
];
type Endings = Partial<Record<'a' | 'b' | 's' | 'm', NonNullable<ExampleOutline['verdict']>>>;

const examples = (endings: Endings): readonly ExampleOutline[] =>
  (['a', 'b', 's', 'm'] as const).map((id) => ({ id, clauses: [id], verdict: endings[id] }));

const rows: readonly (readonly [string, Endings, string, number])[] = [
  ['all pass', { a: 'pass', b: 'pass', s: 'pass', m: 'pass' }, 'conformant', 0],
  ['one is not applicable', { a: 'pass', b: 'not-applicable' }, 'conformant', 0],
  ['none is shown', { a: 'not-applicable', b: 'not-applicable' }, 'incomplete', 5],
  ['a MUST is not selected', { a: 'pass' }, 'partial', 0],
  ['a SHOULD fails', { a: 'pass', b: 'pass', s: 'fail' }, 'conformant', 0],
  ['a MAY fails', { a: 'pass', b: 'pass', m: 'fail' }, 'conformant', 0],
  ['a SHOULD is inconclusive', { a: 'pass', b: 'pass', s: 'inconclusive' }, 'conformant', 0],
  ['a MUST fails', { a: 'pass', b: 'fail' }, 'non-conformant', 1],
  ['a MUST is inconclusive', { a: 'pass', b: 'inconclusive' }, 'incomplete', 5],
  ['a failure is certain', { a: 'inconclusive', b: 'fail' }, 'non-conformant', 1],
  ['an error outweighs a failure', { a: 'error', b: 'fail' }, 'error', 4],
  ['also an error of a MAY', { a: 'pass', b: 'pass', m: 'error' }, 'error', 4],
  ['nothing is selected', {}, 'incomplete', 5],
];

suite('the whole run', () => {
  for (const [name, endings, verdict, exitCode] of rows) {
    test(`${name}: ${verdict}, exit code ${String(exitCode)}`, () => {
      const result = judge(run(examples(endings)), catalogue);
      assert.deepEqual([result.verdict, result.exitCode], [verdict, exitCode]);
      assertViewsAgree(result);
      const strict = judge(run(examples(endings), { requireConformant: true }), catalogue);
      const expected = exitCode === 0 && verdict !== 'conformant' ? 5 : exitCode;
      assert.deepEqual([strict.verdict, strict.exitCode], [verdict, expected]);
    });
  }

  const stops: readonly (readonly [NonNullable<RunEnd['stopped']>['cause'], string, number])[] = [
    ['configuration', 'error', 2],
    ['sign-in', 'incomplete', 3],
    ['error', 'error', 4],
  ];
  for (const [cause, verdict, exitCode] of stops) {
    test(`a run that was stopped by ${cause}: ${verdict}, exit code ${String(exitCode)}`, () => {
      const end = { finished: '2026-01-01T00:00:01.000Z', interrupted: false };
      const stopped = { cause, message: 'the key auth_url is missing' };
      const result = judge(run([], {}, { end: { ...end, stopped }, complete: false }), catalogue);
      assert.deepEqual([result.verdict, result.exitCode], [verdict, exitCode]);
      assert.equal(result.scenarios[0]?.id, `run/${cause}`);
      assert.ok(result.requirements.every((r) => r.verdict === 'not-selected'));
      assertViewsAgree(result);
    });
  }

  test('an interrupted run is never conformant, also when all that it ran passes', () => {
    const end = { finished: '2026-01-01T00:00:01.000Z', interrupted: true };
    const result = judge(run(examples({ a: 'pass', b: 'pass' }), {}, { end }), catalogue);
    assert.deepEqual([result.verdict, result.exitCode], ['incomplete', 5]);
    assert.equal(result.scenarios[0]?.id, 'run/interrupted');
  });

  test('what the run itself left behind is not green', () => {
    const leaks = [{ resource: 'identity/tenant', id: 't', reason: 'still there' }];
    const result = judge(run(examples({ a: 'pass', b: 'pass' }), {}, { leaks }), catalogue);
    assert.deepEqual([result.verdict, result.exitCode], ['incomplete', 5]);
    assertViewsAgree(result);
  });

  test('an example that names no requirement of the catalogue is an error', () => {
    const result = judge(run([{ id: 'x', clauses: ['nobody'], verdict: 'pass' }]), catalogue);
    assert.equal(result.exitCode, 4);
    assert.match(result.scenarios[0]?.explanation?.message ?? '', /no requirement nobody/);
  });

  test('an unknown profile is an error, and the profile decides levels', () => {
    const outlines = examples({ a: 'pass', b: 'pass', s: 'fail' });
    assert.equal(judge(run(outlines, { profile: 'nobody' }), catalogue).exitCode, 4);
    assert.equal(judge(run(outlines, { profile: 'complete' }), catalogue).exitCode, 1);
  });
});

suite('a requirement with parts', () => {
  const parts: readonly Requirement[] = [
    requirement('p/1'),
    requirement('p/2'),
    requirement('p', { worstOf: ['p/1', 'p/2'] }),
  ];
  const verdictOf = (one: ExampleOutline['verdict'], two: ExampleOutline['verdict']) =>
    judge(
      run([
        { id: 'one', clauses: ['p/1'], verdict: one },
        { id: 'two', clauses: ['p/2'], verdict: two },
      ]),
      parts,
    ).requirements[2]?.verdict;

  test('is the worst of them, and never passes while one is unknown', () => {
    assert.equal(verdictOf('pass', 'pass'), 'pass');
    assert.equal(verdictOf('pass', 'fail'), 'fail');
    assert.equal(verdictOf('pass', undefined), 'not-selected');
    assert.equal(verdictOf('fail', undefined), 'fail');
    assert.equal(verdictOf('not-applicable', 'not-applicable'), 'not-applicable');
  });

  test('is not covered while one has no example', () => {
    const result = judge(run([{ id: 'one', clauses: ['p/1'], verdict: 'pass' }]), parts);
    assert.equal(result.requirements[2]?.verdict, 'not-covered');
  });
});

suite('an example that rests on the reference of an interface (@level:should)', () => {
  const should = (verdict: ExampleOutline['verdict'], others: readonly ExampleOutline[] = []) =>
    judge(run([{ id: 'w', clauses: ['a'], verdict, should: true }, ...others]), [requirement('a')]);

  test('keeps the verdict of the others when it fails', () => {
    const others = [{ id: 'o', clauses: ['a'], verdict: 'pass' as const }];
    const result = should('fail', others);
    assert.equal(result.requirements[0]?.verdict, 'pass');
    assert.deepEqual([result.verdict, result.exitCode], ['conformant', 0]);
    assert.equal(result.totals.scenarios.fail, 1);
    assertViewsAgree(result);
  });

  test('shows nothing when there are no others, and is still an error when it is one', () => {
    assert.equal(should('fail').requirements[0]?.verdict, 'not-covered');
    assert.notEqual(should('fail').verdict, 'conformant');
    assert.equal(should('error').exitCode, 4);
  });
});
