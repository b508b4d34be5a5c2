/** `report [DIR]`: all views of a run again, from its messages alone. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { ConfigurationError } from '../failures.ts';
import { readMessageFile } from '../verdict/message-file.ts';
import { present } from './present.ts';

export const reportCommand = (): Command =>
  new Command('report')
    .description("builds a run's reports again from its messages, and exits as the run did")
    .argument('[folder]', 'the folder of a run', 'reports/latest')
    .action(async (folder: string) => {
      const path = resolve(folder);
      const messages = join(path, 'messages.ndjson');
      if (!existsSync(messages)) {
        throw new ConfigurationError(`there is no ${messages}: give the folder of a run`);
      }
      const { exitCode } = await present({ path, envelopes: readMessageFile(messages) });
      process.exitCode = exitCode;
    });
