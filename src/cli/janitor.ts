/** `janitor`: removes what runs that were killed have left, by their ledgers. */
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { cleanUp, keeperOf } from '../../steps/clean-up.ts';
import { ConfigurationError } from '../failures.ts';
import { type LedgerEntry, ledgerName, openLedger, readLedger } from '../ledger.ts';
import { chosenTarget } from './chosen-target.ts';
import { openTarget } from './connect.ts';
import { diagnose } from './doctor.ts';

interface Flags {
  readonly cloud?: string;
  readonly target?: string;
  readonly run?: string;
  readonly reports: string;
  readonly dryRun?: boolean;
}

export const janitorCommand = (): Command =>
  new Command('janitor')
    .description(
      'removes what killed runs left behind, and nothing else; of a run that goes on it would take all',
    )
    .option('--cloud <name>', 'at a cloud of clouds.yaml; envvars: the OS_* variables')
    .option('--target <file>', 'at what a target file describes')
    .option('--run <id>', 'only what this run left')
    .option('--reports <folder>', 'where the runs left their ledgers', 'reports')
    .option('--dry-run', 'tells what it would remove')
    .action(async (flags: Flags) => {
      if (flags.cloud === undefined && flags.target === undefined) {
        throw new ConfigurationError('janitor needs --cloud NAME or --target FILE');
      }
      process.exitCode = await tidy(flags, (line) => process.stdout.write(`${line}\n`));
    });

/** @returns the exit code: 0 when nothing is left, else 1 */
async function tidy(flags: Flags, tell: (line: string) => void): Promise<number> {
  const target = chosenTarget(flags);
  const at = target.credentials.authUrl;
  const left = ledgersIn(flags.reports, flags.run)
    .map((path) => ({ path, entries: readLedger(path).filter((entry) => entry.at === at) }))
    .filter(({ entries }) => entries.length > 0);
  if (left.length === 0) {
    tell(`Nothing is left at ${at} by the runs in this folder.`);
    return 0;
  }
  if (flags.dryRun === true) {
    for (const entry of left.flatMap(({ entries }) => entries))
      tell(`would remove ${title(entry)}`);
    return 0;
  }
  const open = openTarget(target);
  try {
    await diagnose(open, () => undefined);
    const principal = await open.vim.signIn('cloud zone administrator', open.target.credentials);
    const redact = (text: string) => open.redactor.text(text);
    let leaks = 0;
    for (const { path, entries } of left) {
      // What is gone is written down, so that the next janitor does not look for it again.
      // What has to be made for that has a number beyond all that a run counts to.
      const ledger = openLedger(path, at, () => Date.now());
      const newName = () => `cft-janitor-${randomUUID()}`;
      const keeper = (address: string) =>
        keeperOf({ ...open, ledger, newName }, principal, address);
      const how = { ...open, keeper, ledger, goneWithin: 120_000, redact };
      for (const entry of entries) {
        const [leak] = await cleanUp(how, [entry]);
        tell(
          leak === undefined
            ? `gone     ${title(entry)}`
            : `STILL THERE ${title(entry)}: ${redact(leak.reason)}`,
        );
        leaks += leak === undefined ? 0 : 1;
      }
    }
    return leaks === 0 ? 0 : 1;
  } finally {
    await open.close();
  }
}

const title = (entry: LedgerEntry): string =>
  `${entry.resource} ${entry.name}${entry.id === undefined ? '' : ` (${entry.id})`}`;

/** @throws ConfigurationError when the folder or the run's ledger is not there */
function ledgersIn(reports: string, run: string | undefined): readonly string[] {
  if (!existsSync(reports))
    throw new ConfigurationError(`--reports: there is no folder ${reports}`);
  if (run !== undefined) {
    const path = join(reports, run, ledgerName);
    if (!/^[\w-]+$/.test(run) || !existsSync(path)) {
      throw new ConfigurationError(`--run: there is no ${path}`);
    }
    return [path];
  }
  return readdirSync(reports, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(reports, entry.name, ledgerName))
    .filter((path) => existsSync(path));
}
