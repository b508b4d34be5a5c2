/** `requirements`: the catalogue, with the examples that cover each entry and the entries without. */
import { Writable } from 'node:stream';
import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api';
import type { GherkinDocument, Pickle, Scenario } from '@cucumber/messages';
import { Command } from 'commander';
import { informativeStatements, requirements, tableTitles } from '../catalogue/catalogue.ts';
import { coverageOf, type Coverage, type CoveringExample } from '../catalogue/coverage.ts';
import type { InformativeStatement, Requirement, Table } from '../catalogue/requirement.ts';
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

/** What Cucumber reads in feature files. */
export interface Features {
  readonly documents: readonly GherkinDocument[];
  /** One an example, or one a row of an outline. */
  readonly pickles: readonly Pickle[];
}

/**
 * Reads `features/**\/*.feature` below a folder, with the parser of Cucumber; a run without support
 * code is how its public API gives access to it.
 * @throws Error naming file and line of what is no Gherkin
 */
export async function readFeatures(root: string): Promise<Features> {
  const documents: GherkinDocument[] = [];
  const pickles: Pickle[] = [];
  const errors: string[] = [];
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const environment = { cwd: root, stdout: silent, stderr: silent };
  const { runConfiguration } = await loadConfiguration(
    {
      file: false,
      provided: {
        paths: ['features/**/*.feature'],
        format: ['message'],
        dryRun: true,
        publish: false,
      },
    },
    environment,
  );
  const configuration = { ...runConfiguration, support: { importPaths: [] } };
  await runCucumber(configuration, environment, ({ gherkinDocument, pickle, parseError }) => {
    if (gherkinDocument) documents.push(gherkinDocument);
    if (pickle) pickles.push(pickle);
    if (parseError) errors.push(`${parseError.source.uri ?? ''} ${parseError.message}`);
  });
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return { documents, pickles };
}

/** Every scenario of a feature file, also those within its rules. */
export const scenariosOf = (document: GherkinDocument): readonly Scenario[] =>
  (document.feature?.children ?? [])
    .flatMap((child) => [child, ...(child.rule?.children ?? [])])
    .flatMap(({ scenario }) => (scenario === undefined ? [] : [scenario]));

/** The examples as the catalogue counts them, in the order of the files. */
export function examplesOf(
  documents: readonly GherkinDocument[],
  pickles: readonly Pickle[],
): readonly CoveringExample[] {
  const outlines = new Set(
    documents
      .flatMap(scenariosOf)
      .filter(({ examples }) => examples.length > 0)
      .map(({ id }) => id),
  );
  const rows = new Map<string, number>();
  return pickles.map((pickle) => {
    const tags = pickle.tags.map(({ name }) => name);
    const valuesOf = (prefix: string) =>
      tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));
    const scenario = pickle.astNodeIds[0] ?? '';
    const row = (rows.get(scenario) ?? 0) + 1;
    rows.set(scenario, row);
    const id = valuesOf('@id:')[0] ?? '';
    return {
      id: outlines.has(scenario) ? `${id}/${String(row)}` : id,
      name: pickle.name,
      feature: pickle.uri,
      line: pickle.location?.line ?? 0,
      clauses: [...new Set(valuesOf('@clause:'))],
      refuses: pickle.steps.some((step) => / tr(ies|y) to /.test(step.text)),
      onlyShould: tags.includes('@level:should'),
    };
  });
}

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
