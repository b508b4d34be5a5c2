/** `requirements`: the catalogue, with the examples that cover each entry and the entries without. */
import { Command } from 'commander';
import { informativeStatements, requirements, tableTitles } from '../catalogue/catalogue.ts';
import { coverageOf, type Coverage, type CoveringExample } from '../catalogue/coverage.ts';
import type { InformativeStatement, Requirement, Table } from '../catalogue/requirement.ts';
import { examplesOf, readFeatures } from './features.ts';
import { packageRoot } from './suite.ts';

export const requirementsCommand = (): Command =>
  new Command('requirements')
    .description('lists what the chapter demands, and which examples cover it')
    .option('--json', 'as JSON for machines')
    .action(async ({ json }: { json?: true }) => {
      const { documents, pickles } = await readFeatures(packageRoot);
      const coverage = coverageOf(requirements, examplesOf(documents, pickles));
      const width = Math.min(Math.max(process.stdout.columns ?? 100, 40), 120);
      process.stdout.write(
        json === true ? `${JSON.stringify(listing(coverage), null, 2)}\n` : text(coverage, width),
      );
    });

/** What `--json` prints. Fields may be added; none changes its meaning under one `schemaVersion`. */
export interface RequirementsListing {
  readonly schemaVersion: 1;
  readonly totals: { readonly requirements: number; readonly covered: number };
  /** Requirements (see src/catalogue/requirement.ts), each with what covers it. */
  readonly requirements: readonly (Requirement & {
    readonly covered: boolean;
    readonly scenarios: readonly Omit<CoveringExample, 'clauses'>[];
  })[];
  readonly informative: readonly InformativeStatement[];
}

/** The listing for machines. */
export const listing = (coverage: readonly Coverage[]): RequirementsListing => ({
  schemaVersion: 1,
  totals: { requirements: coverage.length, covered: coverage.filter((c) => c.covered).length },
  requirements: coverage.map(({ requirement, scenarios, covered }) => ({
    ...requirement,
    covered,
    scenarios: scenarios.map(({ clauses: _clauses, ...scenario }) => scenario),
  })),
  informative: informativeStatements,
});

/** The listing for people: grouped by table, counted at the end. */
export function text(coverage: readonly Coverage[], width: number): string {
  const tables = Object.entries(tableTitles) as [Table, string][];
  const ofTable = (table: Table) => coverage.filter((c) => c.requirement.table === table);
  const parts = tables.flatMap(([table, title]) => [
    title,
    '',
    ...[...Map.groupBy(ofTable(table), groupOf).values()].flatMap((group) => [
      ...group.flatMap((entry) => lines(entry, width)),
      '',
    ]),
  ]);
  const informative = informativeStatements.flatMap(({ statement, clause, reading }) => [
    ...wrap(`${statement} (${clause})`, 2, width),
    ...wrap(reading, 6, width),
  ]);
  return [
    ...parts,
    'Statements from which no requirement follows',
    '',
    ...informative,
    '',
    row('', 'requirements', 'covered', 'not covered'),
    ...tables.map(([table, title]) => count(title, ofTable(table))),
    count('All', coverage),
    '',
  ].join('\n');
}

/** `or-vi/quota` of `or-vi/quota/subscribe`, `flavour` of `flavour/create/authorization`. */
const groupOf = ({ requirement: { id, table } }: Coverage): string =>
  table === '6-1'
    ? id.slice(0, id.lastIndexOf('/'))
    : table === '6-3'
      ? table
      : (id.split('/')[0] ?? id);

const lines = (entry: Coverage, width: number): readonly string[] => {
  const { id, level, needs, statement } = entry.requirement;
  return [
    `  ${id}  ${level}`,
    ...[statement, ...(needs === undefined ? [] : [`needs ${needs}`]), evidence(entry)].flatMap(
      (part) => wrap(part, 6, width),
    ),
  ];
};

function evidence({ requirement: { worstOf }, scenarios, covered }: Coverage): string {
  if (worstOf !== undefined) return `the worst of ${worstOf.join(', ')}`;
  if (!covered) return 'no example yet';
  // The rows of an outline are told by their number.
  const byScenario = Map.groupBy(scenarios, ({ id }) => id.split('/')[0] ?? id);
  const names = [...byScenario].map(([id, rows]) =>
    rows.length > 1 ? `${id} (${String(rows.length)} rows)` : id,
  );
  return `covered by ${names.join(', ')}`;
}

/** A row of the counts at the end. */
const row = (title: string, ...cells: readonly (string | number)[]): string =>
  title.padEnd(32) + cells.map((cell) => String(cell).padStart(14)).join('');

const count = (title: string, entries: readonly Coverage[]): string => {
  const covered = entries.filter((entry) => entry.covered).length;
  return row(title, entries.length, covered, entries.length - covered);
};

/** Breaks text between words into lines of at most `width` characters, indented. */
function wrap(words: string, indent: number, width: number): readonly string[] {
  const broken: string[] = [];
  let line = '';
  for (const word of words.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > width) {
      broken.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...broken, line].map((text) => `${' '.repeat(indent)}${text}`);
}
