/** The command line: its commands, and what a failure outside of any of them means. */
import { Command, CommanderError } from 'commander';
import { ConfigurationError, SignInError } from '../failures.ts';
import { agentCommand } from './agent.ts';
import { compareCommand } from './compare.ts';
import { doctorCommand } from './doctor.ts';
import { janitorCommand } from './janitor.ts';
import { reportCommand } from './report.ts';
import { requirementsCommand } from './requirements.ts';
import { runCommand } from './run.ts';
import { simulatorCommand } from './simulator.ts';
import { toolVersion } from './suite.ts';
import { targetCommand } from './target.ts';

const exitCodes = `
Exit codes of run:
  0  what was selected passed, or each failure is a known deviation
  1  a MUST requirement failed, or a deviation is stale
  2  configuration: a file, flag, tag, id or profile is wrong
  3  nobody can sign in at the target, or a service that is needed does not answer
  4  an error of this tool
  5  inconclusive, interrupted, or nothing was selected`;

function program(): Command {
  const root = new Command('nfvi-conformance')
    .description(
      'Shows whether a VIM or NFVI conforms to the External Interfaces of the Reference Model.',
    )
    .version(toolVersion)
    .showHelpAfterError('(--help shows what there is)')
    .addHelpText('after', exitCodes);
  for (const command of [
    runCommand(),
    doctorCommand(),
    targetCommand(),
    simulatorCommand(),
    reportCommand(),
    compareCommand(),
    requirementsCommand(),
    janitorCommand(),
    agentCommand(),
  ]) {
    root.addCommand(command.copyInheritedSettings(root));
  }
  return root.exitOverride(throwInstead);
}

/** Commander would exit with 1 for a wrong flag; configuration is 2. */
const throwInstead = (error: CommanderError): never => {
  throw error;
};

/** Runs one command line; sets the exit code, never rejects. */
export async function main(argv: readonly string[]): Promise<void> {
  const root = program();
  for (const command of root.commands.flatMap((c) => [c, ...c.commands])) {
    command.exitOverride(throwInstead);
  }
  // `… | head` closes the pipe early, a terminal may be closed (EIO). A run goes on without a reader,
  // since it must clean up.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    });
  }
  // Node would end with 1, which means that a requirement failed. While a step runs, Cucumber listens
  // too, and makes a verdict of it.
  process.on('uncaughtException', (error) => {
    if (process.listenerCount('uncaughtException') === 1) process.exit(exitCodeOf(error));
  });
  try {
    await root.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  // Commander has printed its own message; help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`nfvi-conformance: ${message}\n`);
  if (error instanceof ConfigurationError) return 2;
  if (error instanceof SignInError) return 3;
  if (error instanceof Error && error.stack !== undefined) process.stderr.write(`${error.stack}\n`);
  return 4;
}
