import { fileURLToPath } from 'node:url';
import type { StartedTestContainer } from 'testcontainers';
import {
  buildImage,
  chooseBaseImage,
  gatewayOf,
  lastLines,
  removeContainers,
  startOnLoopback,
} from '../engine.ts';
import { allFree, portSets } from './ports.ts';
import type { Ports } from './ports.ts';
import { cloudsOf } from './clouds.ts';
import type { Clouds } from './clouds.ts';

export const openStackImage = 'nfvi-conformance/openstack-zed';
/** Two processors that do nothing else take half a minute; those of a busy machine took two and a half. */
const secondsUntilReady = 300;

export interface OpenStackOptions {
  /** A Debian 12 image; `NFVI_BASE_IMAGE`, else `debian:bookworm-slim`, when left out. */
  readonly baseImage?: string;
  /** Progress, a line at a time. */
  readonly log?: (line: string) => void;
  /** Only marks the container, so that {@link removeDetached} finds it; nothing stops it by itself either way. */
  readonly detached?: boolean;
}

/** Where a service goes that stands beside this cloud. */
export interface Place {
  readonly containerId: string;
  /** The ports of the cloud and of what stands beside it. */
  readonly environment: Record<string, string>;
  /** By which this cloud is found when it shall be removed. */
  readonly labels: Record<string, string>;
}

export interface StartedOpenStack extends AsyncDisposable {
  readonly authUrl: string;
  /** The `clouds:` mapping of a clouds.yaml. */
  readonly clouds: Clouds;
  /** This machine's address as the cloud sees it: there it can call back. */
  readonly gateway: string;
  /** For a service in a container of its own that shares this one's network. */
  readonly place: Place;
  /** Runs a command in the container, as root. */
  exec(command: string[]): Promise<{ output: string; exitCode: number }>;
  /** The last lines (10 000 at most) that the services have written. */
  logs(): Promise<string>;
  /** Removes the container and everything in it. Takes under a second, since nothing of it is kept. */
  stop(): Promise<void>;
}

/** Builds the image, some three minutes without the engine's cache and a second with it; returns its name. */
export async function buildOpenStack(options: OpenStackOptions = {}): Promise<string> {
  await buildImage({
    context: fileURLToPath(new URL('.', import.meta.url)),
    entries: ['bin', 'conf', 'plugins'],
    image: openStackImage,
    baseImage: options.baseImage ?? chooseBaseImage(),
    log: options.log ?? (() => undefined),
  });
  return openStackImage;
}

/**
 * Builds the image if need be, starts a cloud from it and waits until every API answers and the services behind them
 * report that they are up. Several clouds may run at once: each takes the next set of free ports.
 *
 * @throws {NoContainerEngine} when there is no container engine.
 * @throws {Error} when the image cannot be built, no ports are free, or the cloud is not ready within five minutes; the
 * message then has the last lines of its log, and the container is gone.
 */
export async function startOpenStack(options: OpenStackOptions = {}): Promise<StartedOpenStack> {
  const log = options.log ?? (() => undefined);
  await buildOpenStack(options);
  const { container, ports } = await startOnFreePorts(options.detached ?? false);
  log(`container ${container.getId().slice(0, 12)} has started; waiting for its services`);
  const started = performance.now();
  try {
    await waitUntilReady(container);
  } catch (error) {
    await container.stop().catch(() => undefined); // gone already, perhaps: that is one reason for not being ready
    throw error;
  }
  log(`every service is up after ${Math.round((performance.now() - started) / 1000)} s`);
  const authUrl = `http://127.0.0.1:${ports['keystone']}/v3`;
  const stop = async () => void (await container.stop());
  return {
    authUrl,
    clouds: cloudsOf(authUrl),
    gateway: await gatewayOf(container.getId()),
    place: {
      containerId: container.getId(),
      environment: environmentOf(ports),
      labels: labelsOf(options.detached ?? false),
    },
    exec: (command) => container.exec(command),
    logs: () => lastLines(container.getId(), 10_000),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function startOnFreePorts(detached: boolean) {
  for (const ports of await portSets()) {
    if (!(await allFree(ports))) continue;
    try {
      return { container: await start(ports, detached), ports };
    } catch (error) {
      // Taken between the question and the start; the next set may do.
      if (!/already (allocated|in use)/.test(String(error))) throw error;
    }
  }
  throw new Error(
    'No ports for the container: of each set (5000, 8774 … and those moved up by 10000 to 22000) at least one is taken.',
  );
}

async function start(ports: Ports, detached: boolean): Promise<StartedTestContainer> {
  return startOnLoopback({
    image: openStackImage,
    ports: Object.values(ports),
    environment: environmentOf(ports),
    labels: labelsOf(detached),
  });
}

const environmentOf = (ports: Ports): Record<string, string> => ({
  PORTS: Object.entries(ports)
    .map((pair) => pair.join('='))
    .join(' '),
});

const labelsOf = (detached: boolean): Record<string, string> => ({
  'nfvi-conformance.openstack': String(process.pid),
  'nfvi-conformance.detached': String(detached),
});

async function waitUntilReady(container: StartedTestContainer): Promise<void> {
  const command = ['await-ready', 'run', String(secondsUntilReady)];
  const { exitCode, output } = await container
    .exec(command)
    .catch((error: unknown) => ({ exitCode: -1, output: String(error) }));
  if (exitCode === 0) return;
  const lines = (await lastLines(container.getId(), 2000)).split('\n');
  const telling = lines.filter((line) => !/ (INFO|DEBUG|WARNING) /.test(line)).slice(-30);
  throw new Error(
    [
      exitCode === 1
        ? `OpenStack was not ready within ${secondsUntilReady} s: ${output.trim()}`
        : `OpenStack did not become ready, its container has stopped: ${output.trim()}`,
      'The last lines of its log, without routine:',
      ...telling,
    ].join('\n'),
  );
}

/** Removes what this process has started, ready or not: for whoever is interrupted. */
export const removeOwn = () => removeContainers([`nfvi-conformance.openstack=${process.pid}`]);

/** Removes every cloud that was started detached; returns how many. */
export const removeDetached = () => removeContainers(['nfvi-conformance.detached=true']);
