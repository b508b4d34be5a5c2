/** Judging a run and showing the verdict: first on the terminal, then the page that takes longer. */
import { requirements } from '../catalogue/catalogue.ts';
import { buildAllureReport } from '../verdict/allure-report.ts';
import { readMessageFile } from '../verdict/message-file.ts';
import { createProgress, type Progress } from '../verdict/progress.ts';
import type { Verdicts } from '../verdict/result.ts';
import { showsColours, terminalSummary } from '../verdict/terminal.ts';
import { writeReports } from '../verdict/write-reports.ts';
import { messagesIn } from './run-folder.ts';

/**
 * Writes all views of a run from its messages and prints its summary, which names them.
 * @param path the folder of the run
 * @returns the verdict, with the exit code
 * @throws ConfigurationError naming a path that cannot be written, or messages that are none
 */
export async function present(path: string): Promise<Verdicts> {
  const result = writeReports(path, readMessageFile(messagesIn(path)), requirements);
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
