/** `requirements`: the catalogue, with the examples that cover each entry and the entries without. */
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { informativeStatements, requirements, tableTitles } from '../catalogue/catalogue.ts';
import { coverageOf, type Coverage, type CoveringExample } from '../catalogue/coverage.ts';
import type {
  InformativeStatement,
  Parameter,
  Requirement,
  Table,
} from '../catalogue/requirement.ts';
import { notOffered } from '../bindings/not-offered.ts';
import { type Compared, readConformance } from '../verdict/compare.ts';
import { examplesOf, readFeatures } from './features.ts';
import { packageRoot } from './suite.ts';

const latest = 'reports/latest';

/** @throws ConfigurationError when there is none at the place that was given */
const runAt = (given: string | undefined): Compared | undefined =>
  given === undefined && !existsSync(latest) ? undefined : readConformance(given ?? latest);

export const requirementsCommand = (): Command =>
  new Command('requirements')
    .description('lists what the chapter demands, and which examples cover it')
    .option('--json', 'as JSON for machines')
    .option('--run <dir>', `the run that tells what was exercised (default: ${latest}, if there)`)
    .action(async ({ json, run }: { json?: true; run?: string }) => {
      const { documents, pickles } = await readFeatures(packageRoot);
      const coverage = coverageOf(requirements, examplesOf(documents, pickles));
      const width = Math.min(Math.max(process.stdout.columns ?? 100, 40), 120);
      process.stdout.write(
        json === true
          ? `${JSON.stringify(listing(coverage, runAt(run)), null, 2)}\n`
          : text(coverage, width),
      );
    });

/** What `--json` prints. Fields may be added; none changes its meaning under one `schemaVersion`. */
export interface RequirementsListing {
  readonly schemaVersion: 1;
  /** The run that tells which parameters were exercised; null without one. */
  readonly run: string | null;
  readonly totals: {
    readonly requirements: number;
    readonly covered: number;
    /** Of those that are not covered, so many that targets of the bound kind cannot offer. */
    readonly notOffered: number;
    /** Of Table 6-3. */
    readonly parameters: number;
    readonly exercised: number;
  };
  /** Requirements (see src/catalogue/requirement.ts), each with what covers it. */
  readonly requirements: readonly (Omit<Requirement, 'parameters'> & {
    readonly covered: boolean;
    /** Why targets of the bound kind have no such operation; null where they may. */
    readonly notOffered: string | null;
    /** How many of its scenarios see it done, and how many see it refused. */
    readonly examples: { readonly positive: number; readonly refusing: number };
    readonly scenarios: readonly Omit<CoveringExample, 'clauses'>[];
    readonly parameters?: readonly ListedParameter[];
  })[];
  readonly informative: readonly InformativeStatement[];
}

interface ListedParameter extends Parameter {
  /** A call that succeeded had it on the wire; null without a run. */
  readonly exercised: boolean | null;
}

/**
 * The listing for machines.
 * @param run whose recorded exchanges tell what was exercised
 */
export function listing(coverage: readonly Coverage[], run?: Compared): RequirementsListing {
  const exercised = new Map(
    run?.requirements.flatMap(({ id, parameters = [] }) =>
      parameters.map((each) => [`${id} ${each.name} ${each.type}`, each.exercised] as const),
    ),
  );
  const listed = coverage.map(({ requirement: { parameters, ...requirement }, ...cover }) => ({
    ...requirement,
    covered: cover.covered,
    notOffered: notOffered[requirement.id] ?? null,
    examples: {
      positive: cover.scenarios.filter(({ refuses }) => !refuses).length,
      refusing: cover.scenarios.filter(({ refuses }) => refuses).length,
    },
    scenarios: cover.scenarios.map(({ clauses: _clauses, ...scenario }) => scenario),
    ...(parameters === undefined
      ? {}
      : {
          parameters: parameters.map((each) => ({
            ...each,
            exercised:
              run === undefined
                ? null
                : exercised.get(`${requirement.id} ${each.name} ${each.type}`) === true,
          })),
        }),
  }));
  const parameters = listed.flatMap((each) => each.parameters ?? []);
  return {
    schemaVersion: 1,
    run: run?.run.id ?? null,
    totals: {
      requirements: coverage.length,
      covered: coverage.filter((c) => c.covered).length,
      notOffered: listed.filter((each) => each.notOffered !== null).length,
      parameters: parameters.length,
      exercised: parameters.filter((each) => each.exercised === true).length,
    },
    requirements: listed,
    informative: informativeStatements,
  };
}

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
    row('', 'requirements', 'covered', 'not offered', 'not covered'),
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

function evidence({ requirement: { id, worstOf }, scenarios, covered }: Coverage): string {
  if (worstOf !== undefined) return `the worst of ${worstOf.join(', ')}`;
  const gap = notOffered[id];
  if (gap !== undefined) return `not offered: ${gap}`;
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
  title.padEnd(32) + cells.map((cell) => String(cell).padStart(12)).join('');

const count = (title: string, entries: readonly Coverage[]): string => {
  const covered = entries.filter((entry) => entry.covered).length;
  const gaps = entries.filter(({ requirement }) => requirement.id in notOffered).length;
  return row(title, entries.length, covered, gaps, entries.length - covered - gaps);
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
