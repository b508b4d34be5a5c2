/** Claims: what is claimed must be there, what is mandatory must be claimed. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { RunFacts } from '../../src/evidence.ts';
import { judge } from '../../src/verdict/judge.ts';
import { terminalSummary } from '../../src/verdict/terminal.ts';
import { assertViewsAgree } from './agreement.ts';
import { type ExampleOutline, requirement, run } from './fixtures/build.ts';

const catalogue = [
  requirement('plain'),
  requirement('optional', { level: 'SHOULD' }),
  requirement('conditional', { needs: 'metrics' }),
];
const plain: ExampleOutline = { id: 'plain', clauses: ['plain'], verdict: 'pass' };

const judged = (facts: Partial<RunFacts>, examples: readonly ExampleOutline[]) => {
  const result = judge(run(examples, facts), catalogue);
  assertViewsAgree(result);
  const verdicts = Object.fromEntries(result.requirements.map((r) => [r.id, r.verdict]));
  return { ...result, verdicts };
};
const no = { supported: false, reason: 'we do not have it' };
const yes = { supported: true, reason: 'we have it' };

suite('claims', () => {
  test('a mandatory requirement that is not claimed fails without running', () => {
    const result = judged({ claims: { plain: no } }, [{ ...plain, verdict: 'not-applicable' }]);
    assert.equal(result.verdicts['plain'], 'fail');
    assert.deepEqual([result.verdict, result.exitCode], ['non-conformant', 1]);
    const [claim] = result.scenarios;
    assert.deepEqual([claim?.id, claim?.kind, claim?.verdict], ['static/plain', 'static', 'fail']);
    assert.match(claim?.explanation?.message ?? '', /we do not have it/);
  });

  test('also one without examples, unless the selection leaves it out', () => {
    const all = judged({ claims: { plain: no } }, [
      { id: 'o', clauses: ['optional'], verdict: 'pass' },
    ]);
    assert.equal(all.verdicts['plain'], 'fail');
    const part = judged({ claims: { plain: no }, selection: { tags: '@id:o' } }, [
      { id: 'o', clauses: ['optional'], verdict: 'pass' },
      { ...plain, verdict: undefined },
    ]);
    assert.ok(part.scenarios.every(({ kind }) => kind === 'example'));
  });

  test('an optional requirement that is not claimed is not applicable, with the reason', () => {
    const result = judged({ claims: { optional: no } }, [plain]);
    assert.equal(result.verdicts['optional'], 'not-applicable');
    assert.equal(result.requirements[1]?.reason, 'we do not have it');
  });

  test('a conditional one whose need is not met is not applicable', () => {
    const there: ExampleOutline = { id: 'c', clauses: ['conditional'] };
    const unmet = judged({}, [plain, there]);
    assert.equal(unmet.verdicts['conditional'], 'not-applicable');
    assert.equal(unmet.verdict, 'conformant');
    const met = judged({ needs: ['metrics'] }, [plain, there]);
    assert.equal(met.verdicts['conditional'], 'not-selected');
    assert.equal(met.verdict, 'partial');
  });

  test('a requirement without an example is not covered, also when it does not apply', () => {
    const unmet = judged({}, [plain]);
    assert.equal(unmet.verdicts['conditional'], 'not-covered');
    assert.equal(unmet.verdict, 'conformant', 'it is not missing for this target');
    const met = judged({ needs: ['metrics'] }, [plain]);
    assert.equal(met.verdicts['conditional'], 'not-covered');
    assert.equal(met.verdict, 'partial');
  });

  test('what such a kind of target does not offer is not applicable with its reason, unless it is claimed', () => {
    const notOffered = { conditional: 'nothing watches for it' };
    const gap = judged({ notOffered }, [plain]);
    assert.equal(gap.verdicts['conditional'], 'not-applicable');
    assert.equal(gap.verdict, 'conformant');
    const [entry] = gap.scenarios;
    assert.deepEqual([entry?.id, entry?.verdict], ['static/conditional', 'not-applicable']);
    for (const text of [gap.requirements[2]?.reason, entry?.explanation?.message]) {
      assert.match(text ?? '', /no such operation: nothing watches for it$/);
    }
    assert.match(
      terminalSummary(gap, { colours: false, folder: 'x' }),
      /^Not offered by this kind of target \(1\)\n {2}conditional: .*nothing watches for it$/m,
    );

    const part = judged({ notOffered, selection: { tags: '@id:plain' } }, [plain]);
    assert.equal(part.verdicts['conditional'], 'not-applicable');
    assert.ok(part.scenarios.every(({ kind }) => kind === 'example'));

    for (const claims of [{ conditional: yes }, { metrics: yes }]) {
      const claimed = judged({ notOffered, claims, needs: ['metrics'] }, [plain]);
      assert.equal(claimed.verdicts['conditional'], 'not-covered');
      assert.equal(claimed.exitCode, 0);
    }
    const denied = judged({ notOffered, claims: { conditional: no } }, [plain]);
    assert.equal(denied.requirements[2]?.reason, 'we do not have it');
  });

  test('no claim hides a failure', () => {
    const failing = { id: 'c', clauses: ['conditional'], verdict: 'fail' as const };
    assert.equal(judged({}, [plain, failing]).exitCode, 1);
    const denied = { id: 'o', clauses: ['optional'], verdict: 'fail' as const };
    assert.equal(judged({ claims: { optional: no } }, [denied]).verdicts['optional'], 'fail');
  });

  test('claimed but absent fails', () => {
    const absent = { id: 'c', clauses: ['conditional'], verdict: 'not-applicable' as const };
    const byNeed = judged({ claims: { metrics: yes }, needs: ['metrics'] }, [plain, absent]);
    assert.equal(byNeed.verdicts['conditional'], 'fail');
    assert.match(byNeed.scenarios[0]?.explanation?.message ?? '', /claimed, but absent/);
    const withoutNeed = judged({ claims: { conditional: yes } }, [plain, absent]);
    assert.equal(withoutNeed.verdicts['conditional'], 'fail');
  });

  test('present but unclaimed is a warning', () => {
    const present = { id: 'o', clauses: ['optional'], verdict: 'pass' as const };
    const { warnings } = judged({ claims: { optional: no } }, [plain, present]);
    assert.ok(warnings.some(({ message }) => message.includes('its examples pass')));
  });
});
