/** `compare OLD NEW`: what changed between two runs. */
import { Command } from 'commander';
import { compareRuns } from '../verdict/compare.ts';

export const compareCommand = (): Command =>
  new Command('compare')
    .description('tells what is new, fixed, still failing or gone between two runs')
    .argument('<old>', 'a conformance.json, or the folder of a run')
    .argument('<new>', 'the same of the later run')
    .action((before: string, after: string) => {
      process.stdout.write(compareRuns(before, after));
    });
