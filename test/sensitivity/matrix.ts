/** The kill matrix as a table for people: which defect fails which example. */
import { mkdirSync, writeFileSync } from 'node:fs';

export interface MatrixRow {
  readonly defect: string;
  readonly does: string;
  /** Ids of the examples that failed. */
  readonly failed: readonly string[];
  /** Ids of the examples that ended in another way than passing. */
  readonly disturbed: readonly string[];
}

/** Writes `reports/sensitivity.md` and `.json`. */
export function writeMatrix(rows: readonly MatrixRow[], examples: readonly string[]): void {
  mkdirSync('reports', { recursive: true });
  writeFileSync('reports/sensitivity.json', `${JSON.stringify({ examples, rows }, null, 2)}\n`);
  const line = ({ defect, does, failed, disturbed }: MatrixRow): string =>
    `| ${defect} | ${does} | ${failed.join(', ')} | ${String(disturbed.length)} |`;
  const killers = (id: string): string =>
    rows
      .filter(({ failed }) => failed.includes(id))
      .map(({ defect }) => defect)
      .join(', ');
  writeFileSync(
    'reports/sensitivity.md',
    [
      '# Which defect fails which example',
      '',
      'With each defect a fixed sample of examples is run, those of the clauses that it is said to kill, and of those that it',
      'may also break the ones that no other defect fails.',
      '',
      '| defect | does | fails | disturbs |',
      '|---|---|---|---|',
      ...rows.map(line),
      '',
      '| example | failed by |',
      '|---|---|',
      ...examples.map((id) => `| ${id} | ${killers(id)} |`),
      '',
    ].join('\n'),
  );
}
