/** Reads every view back and compares it with the others: scenario by scenario, count by count. */
import assert from 'node:assert/strict';
import { allureResults } from '../../src/verdict/allure-results.ts';
import type { AllureResult } from '../../src/verdict/allure-shapes.ts';
import { conformanceSchema, toConformance } from '../../src/verdict/conformance-json.ts';
import { junit } from '../../src/verdict/junit.ts';
import { requirementsMarkdown } from '../../src/verdict/requirements-markdown.ts';
import type { Verdicts } from '../../src/verdict/result.ts';
import { terminalSummary } from '../../src/verdict/terminal.ts';
import type { ExampleVerdict } from '../../src/verdict/verdicts.ts';
import { parseXml } from './xml.ts';

type ByScenario = Readonly<Record<string, ExampleVerdict>>;

const count = (verdicts: ByScenario, ...of: readonly ExampleVerdict[]): number =>
  Object.values(verdicts).filter((verdict) => of.includes(verdict)).length;

/** @throws AssertionError naming the view that departs from the result */
export function assertViewsAgree(result: Verdicts): void {
  const truth: ByScenario = Object.fromEntries(result.scenarios.map((s) => [s.id, s.verdict]));
  assert.equal(Object.keys(truth).length, result.scenarios.length, 'ids are unique');
  conformanceJsonAgrees(result, truth);
  junitAgrees(result, truth);
  allureAgrees(result, truth);
  terminalAgrees(result, truth);
  exitCodeAgrees(result, truth);
  markdownAgrees(result);
}

function conformanceJsonAgrees(result: Verdicts, truth: ByScenario): void {
  const json: unknown = JSON.parse(JSON.stringify(toConformance(result)));
  const read = conformanceSchema.parse(json);
  assert.deepEqual(Object.fromEntries(read.scenarios.map((s) => [s.id, s.verdict])), truth);
  assert.equal(read.verdict, result.verdict);
  assert.equal(read.exitCode, result.exitCode);
  for (const [verdict, n] of Object.entries(read.totals.scenarios)) {
    assert.equal(n, count(truth, verdict as ExampleVerdict), `conformance.json: ${verdict}`);
  }
  for (const [verdict, n] of Object.entries(read.totals.requirements)) {
    assert.equal(n, read.requirements.filter((r) => r.verdict === verdict).length);
  }
}

/** What an element of a test case means. */
const elementVerdict = (element: { name: string; attributes: Record<string, string> }): string =>
  element.name === 'skipped' ? 'not-applicable' : (element.attributes['type'] ?? '');

function junitAgrees(result: Verdicts, truth: ByScenario): void {
  const root = parseXml(junit(result));
  const cases = root.children.flatMap((suite) =>
    suite.children.filter(({ name }) => name === 'testcase'),
  );
  const found = cases.map(({ attributes, children: [outcome] }) => [
    / \[([^\]]+)\]$/.exec(attributes['name'] ?? '')?.[1],
    outcome === undefined ? 'pass' : elementVerdict(outcome),
  ]);
  assert.equal(cases.length, Object.keys(truth).length, 'junit: every scenario once');
  assert.deepEqual(Object.fromEntries(found), truth, 'junit');
  const sums = (name: string): number =>
    root.children.reduce((sum, { attributes }) => sum + Number(attributes[name]), 0);
  for (const [name, expected] of Object.entries({
    tests: cases.length,
    failures: count(truth, 'fail'),
    errors: count(truth, 'error', 'inconclusive'),
    skipped: count(truth, 'not-applicable'),
  })) {
    assert.equal(Number(root.attributes[name]), expected, `junit: ${name}`);
    assert.equal(sums(name), expected, `junit: ${name} of the suites`);
  }
}

function allureAgrees(result: Verdicts, truth: ByScenario): void {
  const files = new Map(allureResults(result));
  const results = [...files]
    .filter(([name]) => name.endsWith('-result.json'))
    .map(([, text]) => JSON.parse(text) as AllureResult);
  assert.equal(results.length, Object.keys(truth).length, 'allure: every scenario once');
  assert.equal(new Set(results.map((r) => r.historyId)).size, results.length, 'allure: no merging');
  const labelled = results.map(({ fullName, labels }) => [
    fullName,
    labels.find(({ name }) => name === 'verdict')?.value,
  ]);
  assert.deepEqual(Object.fromEntries(labelled), truth, 'allure: label');
  const withStatus = (status: string): number => results.filter((r) => r.status === status).length;
  assert.equal(withStatus('passed'), count(truth, 'pass'), 'allure: passed');
  assert.equal(withStatus('failed'), count(truth, 'fail'), 'allure: failed');
  assert.equal(withStatus('broken'), count(truth, 'error', 'inconclusive'), 'allure: broken');
  assert.equal(withStatus('skipped'), count(truth, 'not-applicable'), 'allure: skipped');
  for (const { attachments } of results) {
    for (const { source } of attachments) assert.ok(files.has(source), 'allure: attachment');
  }
}

function terminalAgrees(result: Verdicts, truth: ByScenario): void {
  const text = terminalSummary(result, { colours: false, folder: 'reports/x' });
  const [, total, list = ''] = /^scenarios +(\d+): (.*)$/m.exec(text) ?? [];
  assert.equal(Number(total), Object.keys(truth).length, 'terminal: total');
  const counts: Readonly<Record<string, number>> = Object.fromEntries(
    [...list.matchAll(/(\d+) ([a-z-]+)/g)].map(
      ([, n, verdict = '']) => [verdict, Number(n)] as const,
    ),
  );
  for (const verdict of ['pass', 'fail', 'inconclusive', 'error', 'not-applicable'] as const) {
    assert.equal(counts[verdict] ?? 0, count(truth, verdict), `terminal: ${verdict}`);
  }
  assert.match(text, new RegExp(`^verdict +${result.verdict}: `, 'm'));
  assert.match(text, new RegExp(`^exit code +${String(result.exitCode)}$`, 'm'));
}

/** The exit code weighs levels and deviations, but nothing undecided or wrong gives 0 by itself. */
function exitCodeAgrees({ exitCode, verdict, requirements }: Verdicts, truth: ByScenario): void {
  const must = requirements.filter(({ level }) => level === 'MUST');
  if (count(truth, 'error') > 0) assert.ok([2, 3, 4].includes(exitCode), 'exit code: error');
  if (must.some((r) => r.verdict === 'fail' && !r.knownDeviation)) assert.notEqual(exitCode, 0);
  if (must.some((r) => r.verdict === 'inconclusive')) assert.notEqual(exitCode, 0);
  if (verdict === 'conformant') assert.ok(must.some((r) => r.verdict === 'pass'));
  if (verdict === 'incomplete' || verdict === 'error') assert.notEqual(exitCode, 0);
}

function markdownAgrees(result: Verdicts): void {
  const text = requirementsMarkdown(result);
  assert.ok(text.split('\n')[0]?.endsWith(`: ${result.verdict}`), 'markdown: verdict');
  const rows = text
    .split('\n')
    .filter((line) => /^\| <code>[^|]*<\/code> \| (MUST|SHOULD|MAY)/.test(line));
  assert.equal(rows.length, result.requirements.length, 'markdown: a row for each requirement');
}
