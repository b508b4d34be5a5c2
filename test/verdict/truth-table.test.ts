/** Every way in which an example or a run can end, run by the real engine: no view may read green. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { judge } from '../../src/verdict/judge.ts';
import type { Verdicts } from '../../src/verdict/result.ts';
import { assertViewsAgree } from './agreement.ts';
import { catalogueOf } from './fixtures/build.ts';
import { type FixtureName, readFixture } from './fixtures/messages.ts';

const judgeFixture = (name: FixtureName): Verdicts => {
  const run = readFixture(name);
  return judge(run, catalogueOf(run));
};

const expectedIn = (tags: readonly string[]): string | undefined =>
  tags.find((tag) => tag.startsWith('@verdict:'))?.slice('@verdict:'.length);

suite('the ways in which an example can end', () => {
  for (const name of ['all', 'parallel'] as const) {
    test(`each has its verdict in every view (${name})`, () => {
      const result = judgeFixture(name);
      assert.deepEqual(
        result.scenarios.map(({ id, verdict }) => [id, verdict]),
        result.scenarios.map(({ id, tags }) => [id, expectedIn(tags)]),
      );
      assert.equal(result.scenarios.length, 49);
      assert.deepEqual([result.verdict, result.exitCode], ['error', 4]);
      assertViewsAgree(result);
    });
  }

  test('serial and parallel tell the same', () => {
    const [serial, parallel] = [judgeFixture('all'), judgeFixture('parallel')];
    assert.deepEqual(serial.totals, parallel.totals);
    assert.deepEqual(serial.requirements, parallel.requirements);
  });

  test('scenarios of one name and rows of equal values stay apart', () => {
    const ids = judgeFixture('all').scenarios.map(({ id }) => id);
    for (const id of ['same-name-passes', 'same-name-fails', 'rows/1', 'rows/2']) {
      assert.ok(ids.includes(id), id);
    }
  });

  test('a leak is the failure of the example that made it; what is kept on purpose is not', () => {
    const { leaks, scenarios } = judgeFixture('all');
    assert.deepEqual(
      leaks.map(({ scenario, id }) => [scenario, id]),
      [
        ['leaks', 'f-1'],
        ['perhaps-leaks', 'unknown'],
        ['kept', 'f-2'],
      ],
    );
    const leaking = scenarios.find(({ id }) => id === 'leaks');
    assert.match(leaking?.explanation?.message ?? '', /left behind: compute\/flavour f-1/);
  });

  test('an example of @level:should that fails weakens no requirement, but warns', () => {
    const { requirements, warnings } = judgeFixture('all');
    assert.equal(requirements.find(({ id }) => id === 'thing/should')?.verdict, 'pass');
    assert.ok(
      warnings.some(({ scenario, level }) => scenario === 'should-fails' && level === 'SHOULD'),
    );
  });
});

suite('the ways in which a run can end', () => {
  const rows: readonly (readonly [FixtureName, string, number, readonly string[]])[] = [
    ['good', 'conformant', 0, []],
    ['part', 'partial', 0, []],
    ['nothing', 'incomplete', 5, ['run/nothing-selected']],
    ['before-all-throws', 'error', 4, ['run/before-all']],
    ['before-all-throws-parallel', 'error', 4, ['run/before-all']],
    ['before-all-unreachable', 'incomplete', 5, ['run/before-all']],
    ['after-all-throws', 'error', 4, ['run/after-all']],
    ['after-all-throws-parallel', 'error', 4, ['run/after-all']],
    ['retried', 'error', 4, []],
    ['parse-error', 'error', 4, ['run/features']],
  ];
  for (const [name, verdict, exitCode, entries] of rows) {
    test(`${name}: ${verdict}, exit code ${String(exitCode)}`, () => {
      const result = judgeFixture(name);
      assert.deepEqual([result.verdict, result.exitCode], [verdict, exitCode]);
      const ofRun = result.scenarios.filter(({ kind }) => kind === 'run');
      assert.deepEqual(
        ofRun.map(({ id }) => id),
        entries,
      );
      assertViewsAgree(result);
    });
  }
});
