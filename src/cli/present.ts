/** Judging a run and showing the verdict: first on the terminal, then the page that takes longer. */
import type { Envelope } from '@cucumber/messages';
import { requirements } from '../catalogue/catalogue.ts';
import { buildAllureReport } from '../verdict/allure-report.ts';
import type { Verdicts } from '../verdict/result.ts';
import { terminalSummary } from '../verdict/terminal.ts';
import { writeReports } from '../verdict/write-reports.ts';

/** The files of a run. */
export interface Written {
  readonly path: string;
  readonly envelopes: readonly Envelope[];
}

/**
 * Writes all views of a run and prints its summary.
 * @returns the verdict, with the exit code
 * @throws ConfigurationError naming a path that cannot be written
 */
export async function present({ path, envelopes }: Written): Promise<Verdicts> {
  const result = writeReports(path, envelopes, requirements);
  process.stdout.write(
    terminalSummary(result, { folder: path, colours: coloursFor(process.stdout) }),
  );
  const page = await buildAllureReport(path, result);
  process.stdout.write(`Report: ${page}\n`);
  return result;
}

/** https://no-color.org, and no colours into a file. */
export const coloursFor = (stream: { isTTY?: boolean }): boolean =>
  stream.isTTY === true && (process.env['NO_COLOR'] ?? '') === '';
