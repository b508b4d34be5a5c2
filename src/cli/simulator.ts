/** `simulator`: the reference simulator on a socket. */
import { Command, Option } from 'commander';
import { cloudsYaml } from '../../simulator/clouds-yaml.ts';
import { createSimulator } from '../../simulator/create-simulator.ts';
import {
  deviationNames,
  optionsOf,
  withCallbackDeviations,
  withConnectionDeviations,
  withDeviations,
  withMailboxDeviations,
} from '../../simulator/defects/register.ts';
import { listenForMessages } from '../../simulator/enabler-services/listen.ts';
import { enablerServicesText } from '../../simulator/enabler-services/target-text.ts';
import { listenAsMembers } from '../../simulator/load-balancer/listen-members.ts';
import { loopbackWire } from '../../simulator/load-balancer/loopback-wire.ts';
import { loadBalancerText } from '../../simulator/load-balancer/target-text.ts';
import type { Latency } from '../../simulator/kernel/latency.ts';
import { CannotListen, listen } from '../../simulator/listen.ts';
import { isLoopback } from '../../simulator/kernel/telling.ts';
import { metricsStimuli } from '../../simulator/metrics/target-keys.ts';
import { hardwareKeys } from '../../simulator/redfish/target-keys.ts';
import { defaultRelease, releaseNames, type ReleaseName } from '../../simulator/release.ts';
import { ConfigurationError } from '../failures.ts';
import { checkDefectNames } from './defect-names.ts';
import { latency, several, wholeNumber } from './options.ts';

interface Flags {
  readonly port: number;
  readonly listen: string;
  readonly release: ReleaseName;
  readonly seed: number;
  readonly clock: 'virtual' | 'real';
  readonly defect: readonly string[];
  readonly latency?: Latency;
  readonly eventsTo: readonly string[];
}

export const simulatorCommand = (): Command =>
  new Command('simulator')
    .description('starts the reference simulator and prints a clouds.yaml for it')
    .option('--port <n>', 'where to listen; 0 takes a free port', wholeNumber(0, 65_535), 0)
    .option(
      '--listen <address>',
      'at which address; its accounts are known to everybody',
      '127.0.0.1',
    )
    .addOption(
      new Option('--release <name>', 'which OpenStack it is')
        .choices(releaseNames)
        .default(defaultRelease),
    )
    .option('--seed <n>', 'the same seed and calls give the same answers', wholeNumber(0), 1)
    .addOption(
      new Option('--clock <kind>', 'virtual stands still: nothing expires, nothing takes time')
        .choices(['virtual', 'real'])
        .default('real'),
    )
    .addOption(
      new Option('--defect <name>', 'be wrong in this way; several may be given')
        .argParser(several)
        .default([], 'none'),
    )
    .option('--latency <ms>', 'how long each answer takes, in ms: 20 or 10-50', latency)
    .addOption(
      new Option(
        '--events-to <host>',
        'send events of the hardware, alarms and news of policies there, too; several may be given',
      )
        .argParser(several)
        .default([], 'this machine alone'),
    )
    .addHelpText('after', `\nDefects and harmless variations:\n  ${deviationNames.join('\n  ')}`)
    .action(serve);

async function serve(flags: Flags): Promise<void> {
  checkDefectNames(flags.defect);
  const send = withCallbackDeviations((request) => globalThis.fetch(request), flags.defect);
  const mayTell = (host: string) => isLoopback(host) || flags.eventsTo.includes(host);
  const simulator = createSimulator({
    ...flags,
    ...optionsOf(flags.defect),
    send,
    mayTell,
    wire: loopbackWire,
  });
  const fetch = withDeviations(async (request) => simulator.fetch(request), flags.defect);
  const connect = withConnectionDeviations(
    (path, line) => simulator.connect(path, line),
    flags.defect,
  );
  // Defects make requests anew from those that come in, which only the platform's own classes allow.
  const ownsProcess = flags.defect.length === 0;
  const where = { port: flags.port, address: flags.listen, ownsProcess };
  const listening = await listen({ fetch, connect }, where).catch((error: unknown) => {
    throw error instanceof CannotListen ? new ConfigurationError(error.message) : error;
  });
  const mailbox = withMailboxDeviations(simulator.mailbox, flags.defect);
  // Time and names are for the tests of one machine: unlike the rest, they never leave the loopback.
  const servers = await listenForMessages(mailbox, simulator.doors, '127.0.0.1');
  const members = await listenAsMembers();
  // Whoever reads that it listens may end it at once.
  const ended = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  process.stdout.write(cloudsYaml(listening.url));
  const { keys, stimuli } = hardwareKeys(listening.url);
  const more = enablerServicesText(
    listening.url,
    servers.addresses,
    {
      keys: { ...keys, policy: { url: `${listening.url}/nfvpolicy/v1` } },
      stimuli: { ...stimuli, ...metricsStimuli(listening.url) },
    },
    loadBalancerText(members.addresses),
  ).trimEnd();
  process.stdout.write(`# In a target file:\n${more.replaceAll(/^/gm, '# ')}\n`);
  process.stderr.write(
    `The simulator (OpenStack ${flags.release}) listens at ${listening.url}; Ctrl-C ends it.\n`,
  );
  await ended;
  await Promise.all([listening.close(), servers.close(), members.close(), simulator.close()]);
}
