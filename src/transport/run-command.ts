/** A command that is run to its end, without a shell. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { NoStimulus } from '../failures.ts';

const run = promisify(execFile);

/**
 * @param facts become environment variables
 * @throws NoStimulus when it cannot be run, fails, or takes more than a minute
 */
export async function runCommand(
  command: readonly string[],
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  const [program = '', ...given] = command;
  try {
    await run(program, given, { env: { ...process.env, ...facts }, timeout: 60_000 });
  } catch (error) {
    throw new NoStimulus(`${program}: ${(error as Error).message}`, { cause: error });
  }
}
