/** The summary for people at a terminal; what matters most stands last. */
import { styleText } from 'node:util';
import { tableTitles } from '../catalogue/catalogue.ts';
import type { Table } from '../catalogue/requirement.ts';
import { byCause } from './causes.ts';
import { isMissing } from './overall.ts';
import { oneLine } from './printable.ts';
import type { RequirementResult, ScenarioResult, Verdicts } from './result.ts';
import { transcriptPath } from './transcript-text.ts';
import type { ExampleVerdict, OverallVerdict } from './verdicts.ts';
import { explanationLines, scenarioCount, targetLine, totalsLine } from './words.ts';

export interface TerminalOptions {
  /** Whether the terminal shows colours; see {@link showsColours}. */
  readonly colours: boolean;
  /** Folder of the run, as the reader can open it. */
  readonly folder: string;
}

/** A terminal shows colours unless NO_COLOR is set; anything else does not. */
export const showsColours = (
  stream: { readonly isTTY?: boolean },
  environment: NodeJS.ProcessEnv,
): boolean => stream.isTTY === true && (environment['NO_COLOR'] ?? '') === '';

/** More causes would push the summary out of sight; the report has them all. */
const mostDetails = 25;
/** So many examples of the same cause are named. */
const mostNames = 8;

type Style = Parameters<typeof styleText>[0];

const styles: Readonly<Record<ExampleVerdict | OverallVerdict, Style>> = {
  pass: 'green',
  conformant: 'green',
  fail: 'red',
  'non-conformant': 'red',
  error: 'magenta',
  inconclusive: 'yellow',
  incomplete: 'yellow',
  partial: 'cyan',
  'not-applicable': 'gray',
};

export function terminalSummary(result: Verdicts, { colours, folder }: TerminalOptions): string {
  const paint = (style: Style, text: string): string =>
    colours ? styleText(style, text, { validateStream: false }) : text;
  const { verdict, exitCode, because, totals, requirements, warnings, leaks } = result;
  const bad = result.scenarios.filter(
    (s) => s.verdict !== 'pass' && s.verdict !== 'not-applicable',
  );
  const causes = byCause(bad);
  const blocks = causes
    .slice(0, mostDetails)
    .map(([first, ...alike]) =>
      first === undefined ? '' : details(first, alike, result, folder, paint),
    );
  const hidden = causes.slice(mostDetails).flat().length;
  if (hidden > 0) blocks.push(`… and ${String(hidden)} more, in the report\n`);
  const row = (label: string, text: string): string => `${label.padEnd(14)}${text}`;
  return [
    ...blocks,
    ...section(
      'Warnings',
      warnings.map(({ message }) => oneLine(message)),
      paint,
    ),
    ...section(
      'Left behind',
      leaks.map(
        ({ resource, id, name, reason, kept, scenario = 'the run' }) =>
          `${oneLine(`${resource} ${id} ${name ?? ''}`)}, made by ${scenario}${kept === true ? ' (kept)' : ''}: ${oneLine(reason)}`,
      ),
      paint,
      'To remove it: nfvi-conformance janitor, with the same --cloud or --target, and --reports',
    ),
    ...section('Not offered by this kind of target', notOffered(result), paint),
    ...(verdict === 'partial' ? section('What is missing', missing(requirements), paint) : []),
    row('target', targetLine(result)),
    row('scenarios', `${String(scenarioCount(result))}: ${totalsLine(totals.scenarios)}`),
    row('requirements', `${String(requirements.length)}: ${totalsLine(totals.requirements)}`),
    row('report', `${folder}/allure-report/index.html`),
    row('verdict', paint(['bold', styles[verdict]] as Style, verdict) + `: ${because}`),
    row('exit code', String(exitCode)),
    '',
  ].join('\n');
}

type Paint = (style: Style, text: string) => string;

function details(
  scenario: ScenarioResult,
  alike: readonly ScenarioResult[],
  result: Verdicts,
  folder: string,
  paint: Paint,
): string {
  const { id, name, verdict, location, deviation, transcript } = scenario;
  const title = `${deviation === undefined ? '' : 'known '}${verdict}`.toUpperCase();
  const place = [
    ...(location === '' ? [] : [`at           ${location}`]),
    ...(transcript === undefined ? [] : [`transcript   ${folder}/${transcriptPath(id)}`]),
    ...(alike.length === 0 ? [] : [`the same     ${namesOf(alike)}`]),
  ];
  const lines = [...explanationLines(scenario, result), ...place].join('\n');
  return [
    `${paint(styles[verdict], title)}  ${paint('bold', id)}  ${oneLine(name)}`,
    ...lines.split('\n').map((line) => `  ${line}`),
    '',
  ].join('\n');
}

/** "in 12 more: a, b, c …" */
const namesOf = (alike: readonly ScenarioResult[]): string =>
  `in ${String(alike.length)} more: ${alike
    .slice(0, mostNames)
    .map(({ id }) => id)
    .join(', ')}${alike.length > mostNames ? ' …' : ''}`;

const section = (
  title: string,
  items: readonly string[],
  paint: Paint,
  last?: string,
): readonly string[] =>
  items.length === 0
    ? []
    : [
        paint('bold', `${title} (${String(items.length)})`),
        ...[...items, ...(last === undefined ? [] : [last])].map((i) => `  ${i}`),
        '',
      ];

/** Operations for which there is no example since there is nothing to ask, by their reason. */
function notOffered({ scenarios }: Verdicts): readonly string[] {
  const found = scenarios.filter((s) => s.kind === 'static' && s.verdict === 'not-applicable');
  const byReason = Map.groupBy(found, ({ explanation }) => explanation?.message ?? '');
  return [...byReason].map(([reason, alike]) => {
    const ids = alike.flatMap(({ clauses }) => clauses).join(', ');
    return `${ids}: ${oneLine(reason)}`;
  });
}

/** MUST requirements of which nothing is known, counted by table, with the first few names. */
function missing(requirements: readonly RequirementResult[]): readonly string[] {
  const tables = Object.keys(tableTitles) as Table[];
  return tables.flatMap((table) =>
    (['not-covered', 'not-selected'] as const).flatMap((verdict) => {
      const found = requirements.filter(
        (r) => r.table === table && r.level === 'MUST' && isMissing(r) && r.verdict === verdict,
      );
      if (found.length === 0) return [];
      const names = found.slice(0, 4).map(({ id }) => id);
      const why = verdict === 'not-covered' ? 'have no example yet' : 'were not selected';
      return [
        `${tableTitles[table]}: ${String(found.length)} MUST requirements ${why}: ${names.join(', ')}${found.length > names.length ? ' …' : ''}`,
      ];
    }),
  );
}
