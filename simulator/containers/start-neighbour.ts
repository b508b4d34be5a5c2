/** A service in a container of its own, in the network of an OpenStack that runs, which publishes its port. */
import { fileURLToPath } from 'node:url';
import { buildImage, lastLines, startOnLoopback } from './engine.ts';
import { fetchWheels } from './fetch-wheels.ts';
import type { StartedOpenStack } from './openstack/start-openstack.ts';
import { openStackImage } from './openstack/start-openstack.ts';

/** Its programs are up after some ten seconds of a machine that does nothing else. */
const secondsUntilReady = 180;

export interface Neighbour {
  /** In small letters it names the image and the command in it that waits (`await-…`). */
  readonly name: string;
  /** Of its Dockerfile, bin, conf and pins.txt; ends with a slash. */
  readonly folder: URL;
}

export interface NeighbourOptions {
  /** Progress, a line at a time. */
  readonly log?: (line: string) => void;
}

export interface StartedNeighbour extends AsyncDisposable {
  /** The last lines (10 000 at most) that its programs have written. */
  logs(): Promise<string>;
  /** Removes the container. What it wrote in the cloud beside it (its catalogue entry, too) ends with that one. */
  stop(): Promise<void>;
}

/** Builds the image, half a minute (and a minute more for packages) the first time and a second after that. */
async function buildNeighbour(
  { name, folder }: Neighbour,
  log: (line: string) => void,
): Promise<string> {
  await fetchWheels(folder, name, log);
  const image = `nfvi-conformance/${name.toLowerCase()}`;
  await buildImage({
    context: fileURLToPath(folder),
    entries: ['bin', 'conf', 'wheels'],
    image,
    baseImage: openStackImage,
    log,
  });
  return image;
}

/**
 * Starts it and waits until it has done what its `await-…` waits for. Whatever removes that OpenStack by its labels
 * removes this one too.
 *
 * @throws {Error} when the image cannot be built or it is not ready within three minutes; the message then has the last
 * lines of its log, and the container is gone.
 */
export async function startNeighbour(
  neighbour: Neighbour,
  { place }: Pick<StartedOpenStack, 'place'>,
  options: NeighbourOptions = {},
): Promise<StartedNeighbour> {
  const { name } = neighbour;
  const log = options.log ?? (() => undefined);
  const image = await buildNeighbour(neighbour, log);
  const container = await startOnLoopback({
    image,
    ports: [],
    networkOf: place.containerId,
    environment: place.environment,
    labels: place.labels,
  });
  const id = container.getId();
  log(`container ${id.slice(0, 12)} has started; waiting for ${name}`);
  const stop = async () => void (await container.stop());
  const started = performance.now();
  const { exitCode, output } = await container
    .exec([`await-${name.toLowerCase()}`, String(secondsUntilReady)])
    .catch((error: unknown) => ({ exitCode: -1, output: String(error) }));
  if (exitCode !== 0) {
    const lines = await lastLines(id, 40).catch(() => '');
    await stop().catch(() => undefined); // gone already, perhaps: that is one reason for not being ready
    throw new Error(`${name} did not become ready: ${output.trim()}\n${lines}`);
  }
  log(`${name} is up after ${Math.round((performance.now() - started) / 1000)} s`);
  return {
    logs: () => lastLines(id, 10_000),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
