/** `requirements.md`: a row for each requirement, also for those without an example. */
import { tableTitles } from '../catalogue/catalogue.ts';
import type { Table } from '../catalogue/requirement.ts';
import { asCode, inMarkdown } from './markdown.ts';
import type { RequirementResult, ScenarioResult, Verdicts } from './result.ts';
import { deviationLine, targetLine, totalsLine } from './words.ts';

const marks: Readonly<Record<RequirementResult['verdict'], string>> = {
  pass: '✅ pass',
  fail: '❌ fail',
  inconclusive: '❔ inconclusive',
  error: '💥 error',
  'not-applicable': '➖ not applicable',
  'not-covered': '⬜ not covered',
  'not-selected': '⬜ not selected',
};

/** Fit for the summary of a CI job. */
export function requirementsMarkdown(result: Verdicts): string {
  const { run, verdict, because, totals } = result;
  const tables = Object.keys(tableTitles) as Table[];
  return [
    `# Conformance of ${inMarkdown(targetLine(result))}: ${verdict}`,
    '',
    `${inMarkdown(because)}.`,
    '',
    '| | |',
    '|---|---|',
    `| requirements | ${totalsLine(totals.requirements)} |`,
    `| scenarios | ${totalsLine(totals.scenarios)} |`,
    `| run | ${inMarkdown(`${run.id}, begun ${run.started}, version ${run.toolVersion}, profile ${run.profile}`)} |`,
    `| command | ${asCode(run.command)} |`,
    '',
    ...failures(result),
    ...tables.flatMap((table) => section(table, result)),
    ...list(
      'Warnings',
      result.warnings.map(({ message }) => inMarkdown(message)),
    ),
    ...list(
      'Left behind',
      result.leaks.map(
        ({ resource, id, reason, scenario = 'the run' }) =>
          `${inMarkdown(`${resource} ${id}, made by ${scenario}: ${reason}`)}`,
      ),
    ),
  ].join('\n');
}

function section(table: Table, result: Verdicts): readonly string[] {
  const rows = result.requirements.filter((requirement) => requirement.table === table);
  if (rows.length === 0) return [];
  const byId = new Map(result.scenarios.map((scenario) => [scenario.id, scenario]));
  return [
    `## ${tableTitles[table]}`,
    '',
    '| requirement | level | verdict | statement | scenarios |',
    '|---|---|---|---|---|',
    ...rows.map((row) =>
      [
        '',
        asCode(row.id),
        row.level,
        verdictCell(row),
        inMarkdown(row.statement),
        scenarioCell(row, byId),
        '',
      ]
        .join(' | ')
        .trim(),
    ),
    '',
  ];
}

const verdictCell = ({ verdict, knownDeviation, reason }: RequirementResult): string =>
  `${marks[verdict]}${knownDeviation ? ' (known deviation)' : ''}${reason === undefined ? '' : `: ${inMarkdown(reason)}`}`;

/** Those that passed are counted, the others named. */
function scenarioCell(
  { scenarios }: RequirementResult,
  byId: ReadonlyMap<string, ScenarioResult>,
): string {
  const found = scenarios.flatMap((id) => byId.get(id) ?? []);
  const others = found.filter(({ verdict }) => verdict !== 'pass');
  const passed = found.length - others.length;
  return [
    ...(passed > 0 ? [`${String(passed)} pass`] : []),
    ...others.map(({ id, verdict }) => `${verdict}: ${asCode(id)}`),
  ].join('<br>');
}

function failures({ scenarios }: Verdicts): readonly string[] {
  const bad = scenarios.filter(({ verdict }) => !['pass', 'not-applicable'].includes(verdict));
  return list(
    'What did not pass',
    bad.map((scenario) => {
      const { id, name, verdict, explanation, rerun } = scenario;
      const known = deviationLine(scenario);
      return [
        `**${verdict}** ${asCode(id)} ${inMarkdown(name)}`,
        ...(explanation?.expected === undefined || explanation.observed === undefined
          ? [`  ${inMarkdown(explanation?.message ?? '')}`]
          : [
              `  expected: ${inMarkdown(explanation.expected)}`,
              `  observed: ${inMarkdown(explanation.observed)}`,
            ]),
        ...(known === undefined ? [] : [`  ${inMarkdown(known)}`]),
        `  Again: ${asCode(rerun)}`,
      ].join('<br>\n');
    }),
  );
}

const list = (title: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [`## ${title}`, '', ...items.map((item) => `- ${item}`), ''];
