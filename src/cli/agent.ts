/** `agent`: the probe inside of a cloud, on its standard streams. */
import { Command } from 'commander';
import { takeStreams } from '../../simulator/agent/streams.ts';
import { createProbeServer } from '../transport/probe-server.ts';

/** In bytes: so much may wait until the harness reads it. */
const mostWaiting = 4 * 1024 * 1024;

export const agentCommand = (): Command =>
  new Command('agent')
    .description('asks servers from where it runs, for a harness elsewhere; see `inside`')
    .addHelpText(
      'after',
      '\nIt reads calls from standard input, a JSON object a line, and is started by the harness:\n' +
        '  enabler-services: { inside: { command: [ssh, guest, nfvi-conformance, agent] } }',
    )
    .action(async () => {
      const { stdin, stdout } = process;
      await takeStreams(
        (_path, line) =>
          createProbeServer(
            (frame) => {
              line.send(frame);
            },
            () => stdout.writableLength > mostWaiting,
          ),
        stdin,
        stdout,
      );
    });
