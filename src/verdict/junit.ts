/** `junit.xml`: the result for CI. One test case a scenario, so that counts agree. */
import { attributes, inXml } from './xml.ts';
import type { ScenarioResult, Verdicts } from './result.ts';
import { explanationLines, targetLine } from './words.ts';

/** How a verdict looks to a reader of JUnit files; nothing undecided is green. */
const elements = {
  pass: undefined,
  fail: 'failure',
  inconclusive: 'error',
  error: 'error',
  'not-applicable': 'skipped',
} as const;

/**
 * Inconclusive and error are `<error>`, told apart by its type; not applicable is `<skipped>` with its
 * reason. What stands for the whole run or for a claim is a test case too.
 */
export function junit(result: Verdicts): string {
  const { run, scenarios, verdict, because } = result;
  const suites = Map.groupBy(scenarios, ({ feature }) => feature);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `nfvi-conformance: ${targetLine(result)}`, ...counts(scenarios) })}>`,
    ...[...suites].flatMap(([feature, members]) => [
      `  <testsuite${attributes({ name: feature, timestamp: run.started, ...counts(members) })}>`,
      ...properties({
        verdict,
        because,
        target: run.target.name,
        kind: run.target.kind,
        run: run.id,
        version: run.toolVersion,
        profile: run.profile,
      }),
      ...members.map((scenario) => testCase(scenario, result)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

const properties = (values: Readonly<Record<string, string>>): readonly string[] => [
  '    <properties>',
  ...Object.entries(values).map(
    ([name, value]) => `      <property${attributes({ name, value })}/>`,
  ),
  '    </properties>',
];

function counts(scenarios: readonly ScenarioResult[]): Readonly<Record<string, number | string>> {
  const of = (element: string): number =>
    scenarios.filter(({ verdict }) => elements[verdict] === element).length;
  return {
    tests: scenarios.length,
    failures: of('failure'),
    errors: of('error'),
    skipped: of('skipped'),
    time: seconds(scenarios.reduce((sum, { durationMs }) => sum + durationMs, 0)),
  };
}

function testCase(scenario: ScenarioResult, result: Verdicts): string {
  const { id, name, feature, rule, verdict, durationMs, explanation, deviation } = scenario;
  const head = attributes({
    name: `${name} [${id}]`,
    classname: rule === undefined ? feature : `${feature}.${rule}`,
    time: seconds(durationMs),
  });
  const element = elements[verdict];
  if (element === undefined) return `    <testcase${head}/>`;
  const known = deviation === undefined ? '' : 'known deviation: ';
  const message = `${known}${explanation?.message ?? verdict}`;
  const body =
    element === 'skipped'
      ? `      <skipped${attributes({ message })}/>`
      : `      <${element}${attributes({ type: verdict, message })}>${inXml(explanationLines(scenario, result).join('\n'))}</${element}>`;
  return [`    <testcase${head}>`, body, '    </testcase>'].join('\n');
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);
