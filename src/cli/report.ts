/** `report [DIR]`: all views of a run again, from its messages alone. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { ConfigurationError } from '../failures.ts';
import { present } from './present.ts';
import { messagesIn } from './run-folder.ts';

export const reportCommand = (): Command =>
  new Command('report')
    .description("builds a run's reports again from its messages, and exits as the run did")
    .argument('[folder]', 'the folder of a run', 'reports/latest')
    .action(async (folder: string) => {
      const path = resolve(folder);
      const messages = messagesIn(path);
      if (!existsSync(messages)) {
        throw new ConfigurationError(`there is no ${messages}: give the folder of a run`);
      }
      const { exitCode } = await present(path);
      process.exitCode = exitCode;
    });
