/** Judging a run and showing the verdict: first on the terminal, then the page that takes longer. */
import type { Envelope } from '@cucumber/messages';
import { requirements } from '../catalogue/catalogue.ts';
import { buildAllureReport } from '../verdict/allure-report.ts';
import { createProgress, type Progress } from '../verdict/progress.ts';
import type { Verdicts } from '../verdict/result.ts';
import { showsColours, terminalSummary } from '../verdict/terminal.ts';
import { writeReports } from '../verdict/write-reports.ts';

/** The files of a run. */
export interface Written {
  readonly path: string;
  readonly envelopes: readonly Envelope[];
}

/**
 * Writes all views of a run and prints its summary, which names them.
 * @returns the verdict, with the exit code
 * @throws ConfigurationError naming a path that cannot be written
 */
export async function present({ path, envelopes }: Written): Promise<Verdicts> {
  const result = writeReports(path, envelopes, requirements);
  process.stdout.write(
    terminalSummary(result, { folder: path, colours: showsColours(process.stdout, process.env) }),
  );
  await buildAllureReport(path, result);
  return result;
}

/** Shows how far a run is: a live line on a terminal, plain lines elsewhere. */
export function watchProgress(): Progress {
  const { stdout } = process;
  return createProgress({
    write: (text) => stdout.write(text),
    terminal: stdout.isTTY ? { columns: stdout.columns } : undefined,
  });
}
