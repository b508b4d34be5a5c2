import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from '../../src/verdict/judge.ts';
import { terminalSummary } from '../../src/verdict/terminal.ts';
import { requirement, run } from './fixtures/build.ts';

const told = (...messages: readonly string[]): string => {
  const examples = messages.map((message, n) => ({
    id: `example-${String(n)}`,
    clauses: ['a/b'],
    verdict: 'fail' as const,
    message,
  }));
  const result = judge(run(examples), [requirement('a/b')]);
  return terminalSummary(result, { colours: false, folder: 'reports/x' });
};

test('a cause that differs in names and ids only is told once, and names the others', () => {
  const message = (id: string) => `expected one\nobserved cft-1-${id} (${id.repeat(32)})`;
  const text = told(message('a'), 'expected two\nobserved none', message('b'), message('c'));
  assert.equal(text.match(/expected +one/g)?.length, 1);
  assert.match(text, /the same +in 2 more: example-2, example-3\n/);
  assert.match(text, /expected +two/);
  assert.match(text, /scenarios +4: 4 fail/);
});

test('of many that are alike a few are named', () => {
  const text = told(...Array.from({ length: 20 }, () => 'expected one\nobserved none'));
  assert.match(text, /in 19 more: (example-\d+, ){7}example-8 …\n/);
});
