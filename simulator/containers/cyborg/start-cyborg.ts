import { fileURLToPath } from 'node:url';
import { buildImage, lastLines, startOnLoopback } from '../engine.ts';
import type { StartedOpenStack } from '../openstack/start-openstack.ts';
import { openStackImage } from '../openstack/start-openstack.ts';
import { fetchWheels } from './fetch-wheels.ts';

/** Its programs are up after some ten seconds of a machine that does nothing else. */
const secondsUntilReady = 180;

export interface CyborgOptions {
  /** Progress, a line at a time. */
  readonly log?: (line: string) => void;
}

export interface StartedCyborg extends AsyncDisposable {
  /** The last lines (10 000 at most) that its programs have written. */
  logs(): Promise<string>;
  /** Removes the container. What it wrote in the cloud beside it (its catalogue entry, too) ends with that one. */
  stop(): Promise<void>;
}

/** Builds the image, half a minute (and a minute more for packages) the first time and a second after that. */
async function buildCyborg(log: (line: string) => void): Promise<string> {
  await fetchWheels(log);
  const image = 'nfvi-conformance/cyborg';
  await buildImage({
    context: fileURLToPath(new URL('.', import.meta.url)),
    entries: ['bin', 'conf', 'wheels'],
    image,
    baseImage: openStackImage,
    log,
  });
  return image;
}

/**
 * Starts a Cyborg with its fake driver in the network of an OpenStack that runs, which publishes its port, and waits until
 * placement knows its accelerators. Whatever removes that OpenStack by its labels removes this one too.
 *
 * @throws {Error} when the image cannot be built or Cyborg is not ready within three minutes; the message then has the last
 * lines of its log, and the container is gone.
 */
export async function startCyborg(
  { place }: Pick<StartedOpenStack, 'place'>,
  options: CyborgOptions = {},
): Promise<StartedCyborg> {
  const log = options.log ?? (() => undefined);
  const image = await buildCyborg(log);
  const container = await startOnLoopback({
    image,
    ports: [],
    networkOf: place.containerId,
    environment: place.environment,
    labels: place.labels,
  });
  const id = container.getId();
  log(`container ${id.slice(0, 12)} has started; waiting for Cyborg`);
  const stop = async () => void (await container.stop());
  const started = performance.now();
  const { exitCode, output } = await container
    .exec(['await-cyborg', String(secondsUntilReady)])
    .catch((error: unknown) => ({ exitCode: -1, output: String(error) }));
  if (exitCode !== 0) {
    const lines = await lastLines(id, 40).catch(() => '');
    await stop().catch(() => undefined); // gone already, perhaps: that is one reason for not being ready
    throw new Error(`Cyborg did not become ready: ${output.trim()}\n${lines}`);
  }
  log(`Cyborg is up after ${Math.round((performance.now() - started) / 1000)} s`);
  return {
    logs: () => lastLines(id, 10_000),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
