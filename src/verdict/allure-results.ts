/**
 * `allure-results/`, written by ourselves: the stock adapter reports failed After hooks, undefined and
 * ambiguous steps as passed and merges scenarios of one name.
 */
import { createHash } from 'node:crypto';
import { tableTitles } from '../catalogue/catalogue.ts';
import type { AllureResult, AllureStatus, AllureStep } from './allure-shapes.ts';
import { stepText } from './explain.ts';
import { codeBlock, inMarkdown } from './markdown.ts';
import { oneLine, printable } from './printable.ts';
import type { ReadStep } from './read-example.ts';
import type { ScenarioResult, Verdicts } from './result.ts';
import { transcriptText } from './transcript-text.ts';
import type { ExampleVerdict } from './verdicts.ts';
import { deviationLine, explanationLines, targetLine, totalsLine } from './words.ts';

export const allureStatus: Readonly<Record<ExampleVerdict, AllureStatus>> = {
  pass: 'passed',
  fail: 'failed',
  inconclusive: 'broken',
  error: 'broken',
  'not-applicable': 'skipped',
};

/** Groups of what did not pass; the first that fits counts. */
export const allureCategories = [
  { name: 'Known deviation', matchers: { labels: { deviation: 'known' } } },
  { name: 'The target does not conform', matchers: { labels: { verdict: 'fail' } } },
  { name: 'Inconclusive: nothing was learnt', matchers: { labels: { verdict: 'inconclusive' } } },
  { name: 'Error of the harness', matchers: { labels: { verdict: 'error' } } },
  { name: 'Not applicable to this target', matchers: { labels: { verdict: 'not-applicable' } } },
];

/** Every file of the folder: name → content. Two files a scenario at most. */
export function* allureResults(result: Verdicts): Generator<readonly [string, string]> {
  for (const scenario of result.scenarios) {
    const { transcript } = scenario;
    const uuid = hash(`${result.run.id} ${scenario.id}`);
    const attachment = `${uuid}-attachment.txt`;
    const withTranscript = transcript !== undefined && transcript.exchanges.length > 0;
    yield [
      `${uuid}-result.json`,
      JSON.stringify(allureResult(scenario, result, uuid, withTranscript ? attachment : undefined)),
    ];
    if (withTranscript) {
      const about = [`${scenario.id}: ${scenario.name}`, `verdict: ${scenario.verdict}`];
      yield [attachment, transcriptText(transcript, about)];
    }
  }
  yield ['environment.properties', properties(environment(result))];
  yield ['categories.json', JSON.stringify(legacyCategories, null, 2)];
}

/** What is shown beside the results. */
function environment(result: Verdicts): Readonly<Record<string, string>> {
  const { run, verdict, exitCode, because, totals } = result;
  const found = Object.entries(run.target.fingerprint).map(([service, version]) => [
    `target ${service}`,
    version,
  ]);
  return {
    verdict,
    'exit code': String(exitCode),
    because,
    requirements: totalsLine(totals.requirements),
    scenarios: totalsLine(totals.scenarios),
    target: targetLine(result),
    ...(Object.fromEntries(found) as Record<string, string>),
    command: run.command,
    profile: run.profile,
    'nfvi-conformance': run.toolVersion,
    'features digest': run.featuresDigest,
    run: `${run.id}, begun ${run.started}`,
  };
}

function allureResult(
  scenario: ScenarioResult,
  result: Verdicts,
  uuid: string,
  attachment: string | undefined,
): AllureResult {
  const { id, name, feature, rule, explanation, started, durationMs, deviation } = scenario;
  const epics = epicsOf(scenario, result);
  const message = explanationLines(scenario, result).join('\n');
  return {
    uuid,
    name: printable(name),
    fullName: id,
    // The id and nothing else: neither a new name nor an equal one may join or split histories.
    testCaseId: hash(id),
    historyId: hash(id),
    status: allureStatus[scenario.verdict],
    ...(explanation === undefined
      ? {}
      : {
          statusDetails: {
            message,
            known: deviation !== undefined,
          },
        }),
    stage: 'finished',
    start: Math.round(started),
    stop: Math.round(started + durationMs),
    description: description(scenario, result),
    labels: [
      ...epics.map((value) => ({ name: 'epic', value })),
      { name: 'feature', value: feature },
      ...(rule === undefined ? [] : [{ name: 'story', value: rule }]),
      { name: 'verdict', value: scenario.verdict },
      { name: 'severity', value: severityOf(scenario, result) },
      ...(deviation === undefined ? [] : [{ name: 'deviation', value: 'known' }]),
      ...(scenario.should ? [{ name: 'level', value: 'SHOULD' }] : []),
      ...scenario.clauses.map((value) => ({ name: 'requirement', value })),
      ...scenario.tags
        .filter((tag) => !/^@(id|clause|level):/.test(tag))
        .map((tag) => ({ name: 'tag', value: tag.slice(1) })),
    ],
    links: [
      { name: 'all requirements', url: '../requirements.md', type: 'link' },
      ...(deviation?.link !== undefined && /^https?:\/\//.test(deviation.link)
        ? [{ name: 'known deviation', url: deviation.link, type: 'issue' }]
        : []),
    ],
    parameters: [],
    steps: scenario.steps
      .filter(isShown)
      .map((step) => allureStep(step, message, explanation?.step)),
    attachments:
      attachment === undefined
        ? []
        : [{ name: 'Transcript', source: attachment, type: 'text/plain' }],
    titlePath: [epics[0] ?? '', feature],
  };
}

/** The tables that its requirements come from, in the order of the chapter. */
function epicsOf({ kind, clauses }: ScenarioResult, result: Verdicts): readonly string[] {
  const tables = result.requirements.filter((r) => clauses.includes(r.id)).map((r) => r.table);
  const [first] = tables.map((table) => tableTitles[table]);
  return [first ?? (kind === 'example' ? 'No requirement' : 'The run as a whole')];
}

/** By the weightiest requirement that it is evidence for. */
function severityOf({ should, clauses }: ScenarioResult, { requirements }: Verdicts): string {
  const levels = requirements.filter(({ id }) => clauses.includes(id)).map(({ level }) => level);
  if (should || (levels.includes('SHOULD') && !levels.includes('MUST'))) return 'minor';
  return levels.includes('MUST') || levels.length === 0 ? 'critical' : 'trivial';
}

function description(scenario: ScenarioResult, result: Verdicts): string {
  const known = deviationLine(scenario);
  const demands = result.requirements
    .filter(({ id }) => scenario.clauses.includes(id))
    .map(
      ({ id, level, statement, clause }) =>
        `- **${inMarkdown(id)}** (${level}): ${inMarkdown(statement)} (${inMarkdown(clause)})`,
    );
  return [
    ...(demands.length === 0 ? [] : ['Shows:', '', ...demands, '']),
    ...(scenario.should
      ? ['It rests on the interface’s reference, not on the chapter: its failure only warns.', '']
      : []),
    ...(known === undefined ? [] : [`**${inMarkdown(known)}**`, '']),
    'Run again:',
    '',
    codeBlock(scenario.rerun),
    '',
    `Target: ${inMarkdown(targetLine(result))}`,
  ].join('\n');
}

/** Preparation and clean-up are shown when they did not pass. */
const isShown = ({ kind, status }: ReadStep): boolean =>
  (kind !== 'Before' && kind !== 'After') || status !== 'passed';

const stepStatus = (status: ReadStep['status']): AllureStatus =>
  status === 'passed' || status === 'skipped' ? status : status === 'failed' ? 'failed' : 'broken';

/** @param message of the scenario: Allure tells it twice unless the failing step has the very same */
function allureStep(step: ReadStep, message: string, failing: string | undefined): AllureStep {
  const { status, started, durationMs } = step;
  const odd = !['passed', 'failed', 'skipped'].includes(status);
  return {
    name: oneLine(odd ? `${stepText(step)} — ${status}` : stepText(step)),
    status: stepStatus(status),
    ...(status !== 'passed' && stepText(step) === failing ? { statusDetails: { message } } : {}),
    stage: status === 'unfinished' ? 'pending' : 'finished',
    start: Math.round(started),
    stop: Math.round(started + durationMs),
    parameters: parametersOf(step),
    steps: [],
  };
}

/** A table of names and values as such; a wider one row by row. */
function parametersOf({ table = [], docString }: ReadStep): AllureStep['parameters'] {
  return [
    ...table.map(([first = '', ...rest], index) =>
      rest.length === 1
        ? { name: first, value: rest[0] ?? '' }
        : { name: `row ${String(index + 1)}`, value: [first, ...rest].join(' | ') },
    ),
    ...(docString === undefined ? [] : [{ name: 'text', value: docString }]),
  ];
}

/** For readers of the folder other than our own report. */
const legacyCategories = [
  { name: 'The target does not conform', matchedStatuses: ['failed'] },
  { name: 'Inconclusive, or an error of the harness', matchedStatuses: ['broken'] },
  { name: 'Not applicable to this target', matchedStatuses: ['skipped'] },
];

/** The escapes of a Java properties file. */
const properties = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(
      ([name, value]) =>
        `${oneLine(name).replaceAll(/[\\=: ]/g, '\\$&')}=${oneLine(value).replaceAll('\\', '\\\\')}\n`,
    )
    .join('');

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
