/** `run`: the suite against one target, from the flags to the exit code. */
import { Command } from 'commander';
import { several, shard, wholeNumber } from './options.ts';
import { performRun } from './perform-run.ts';
import type { RunFlags } from './run-flags.ts';

export const runCommand = (): Command =>
  new Command('run')
    .description('runs the suite and tells the verdict')
    .option('--simulator', 'against the bundled simulator (the default, unless OS_* names a cloud)')
    .option('--cloud <name>', 'against a cloud of clouds.yaml; envvars: the OS_* variables')
    .option('--target <file>', 'against what a target file describes')
    .option('--profile <name>', 'which levels the requirements have')
    .option('--tags <expression>', "only these examples, for example '@clause:flavour/create'")
    .option('--parallel <n>', 'in so many workers', wholeNumber(1, 64))
    .option('--shard <i/n>', 'only the i-th of n parts', shard)
    .option('--reports <folder>', 'where the reports go', 'reports')
    .option('--deviations <file>', 'failures that are known, owned and dated')
    .option('--keep-failed', 'leave what a failing example made, for inspection')
    .option('--require-conformant', 'exit with 5 unless the verdict is conformant')
    .option('--release <name>', 'the OpenStack that the bundled simulator plays')
    .option('--defect <name>', 'make the bundled simulator wrong in this way', several)
    .option(
      '--containers',
      'real servers of time, names and addresses, and load balancers, in place of the bundled simulator’s',
    )
    .action(async (flags: RunFlags) => {
      process.exitCode = await performRun(flags);
    });
