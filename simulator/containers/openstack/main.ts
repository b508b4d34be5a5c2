import { chmod, writeFile } from 'node:fs/promises';
import { Command, CommanderError } from 'commander';
import { blazar } from '../blazar/blazar.ts';
import { cyborg } from '../cyborg/cyborg.ts';
import { NoContainerEngine } from '../engine.ts';
import { startNeighbour } from '../start-neighbour.ts';
import type { Cloud } from './clouds.ts';
import { buildOpenStack, removeDetached, removeOwn, startOpenStack } from './start-openstack.ts';

interface Flags {
  readonly output?: string;
  readonly detach?: true;
  readonly cyborg?: true;
  readonly blazar?: true;
  readonly stop?: true;
  readonly buildOnly?: true;
}

const say = (line: string) => void process.stderr.write(`${line}\n`);

const program = new Command('target:openstack')
  .description('Starts a real OpenStack Zed in a container, and prints a target file for it.')
  .option('--output <file>', 'write the target file there (mode 0600) instead of to stdout')
  .option('--detach', 'leave the cloud running')
  .option('--cyborg', 'with a real Cyborg and its fake driver beside it')
  .option('--blazar', 'with a real Blazar beside it')
  .option('--stop', 'remove the clouds that were left running')
  .option('--build-only', 'only build the image')
  .addHelpText('after', '\nNFVI_BASE_IMAGE names the Debian 12 image to build on.')
  .allowExcessArguments(false)
  .exitOverride();

/**
 * The two keys of a target file that have no default, and where the cloud calls back. Strings are written as JSON, which
 * YAML includes.
 */
function targetFile({ auth, region_name }: Cloud, gateway: string): string {
  const settings = { ...auth, region_name };
  const lines = Object.entries(settings).map(
    ([key, value]) => `    ${key}: ${JSON.stringify(value)}`,
  );
  return [
    ...['target: openstack-zed-container', 'vim:', '  openstack:', ...lines],
    ...['callbacks:', `  listen: ${JSON.stringify(`${gateway}:0`)}`, ''],
  ].join('\n');
}

async function stopDetached(): Promise<void> {
  say(`removed: ${await removeDetached()}`);
}

/**
 * At any moment, also before the cloud is ready: nothing stays behind. The listeners must outlast the signal (no `once`):
 * a library of testcontainers ends the process at once when it finds that nobody else listens.
 */
const interrupt = (): void => {
  if (interrupted) return; // Ctrl-C under npm arrives twice
  interrupted = true;
  say('stopping');
  removeOwn()
    .catch((error: unknown) => say(String(error)))
    .finally(() => process.exit(130));
};
let interrupted = false;

async function start({ output, detach, ...beside }: Flags): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  const cloud = await startOpenStack({ log: say, detached: detach ?? false });
  const neighbours = [beside.cyborg && cyborg, beside.blazar && blazar];
  for (const neighbour of neighbours.filter((wanted) => wanted !== undefined)) {
    await startNeighbour(neighbour, cloud, { log: say }).catch(async (error: unknown) => {
      await cloud.stop();
      throw error;
    });
  }
  const text = targetFile(cloud.clouds['openstack-admin'], cloud.gateway);
  if (output === undefined) process.stdout.write(text);
  else {
    await writeFile(output, text, { mode: 0o600 });
    await chmod(output, 0o600); // a file that was there before has kept its mode
    say(`wrote ${output}`);
  }
  if (detach) return say('left running; remove it with: npm run target:openstack -- --stop');
  say('running until Ctrl-C');
  await new Promise(() => setInterval(() => undefined, 60_000));
}

async function main(): Promise<number> {
  try {
    const flags = program.parse().opts<Flags>();
    if (flags.stop) await stopDetached();
    else if (flags.buildOnly) say(`built ${await buildOpenStack({ log: say })}`);
    else await start(flags);
    return 0;
  } catch (error) {
    // What fails once the container is being removed is no news; interrupt() ends the process.
    if (interrupted) return new Promise(() => undefined);
    // Commander has printed its own message already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    say(error instanceof Error ? error.message : String(error));
    return error instanceof NoContainerEngine ? 2 : 1;
  }
}

process.exit(await main());
