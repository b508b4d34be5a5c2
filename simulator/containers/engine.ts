import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerRuntimeClient, StartedTestContainer } from 'testcontainers';

/** No container engine answers. `message` is one sentence, fit for the user's terminal. */
export class NoContainerEngine extends Error {
  override readonly name = 'NoContainerEngine';
  constructor(cause: unknown) {
    super(
      'No container engine answers: start Docker, point DOCKER_HOST at one, or run .ci/engine as root.',
      { cause },
    );
  }
}

const defaultBaseImage = 'debian:bookworm-slim';

/** The Debian 12 image to build on: `NFVI_BASE_IMAGE` for machines that cannot pull the default one. */
export function chooseBaseImage(environment: NodeJS.ProcessEnv = process.env): string {
  return environment['NFVI_BASE_IMAGE'] || defaultBaseImage;
}

/**
 * testcontainers, loaded only when it is wanted: it brings half a second of imports. Its reaper, which removes what a
 * killed process leaves behind, is an image of its own that machines without a registry cannot pull; it stays off.
 */
async function loadTestcontainers() {
  process.env['TESTCONTAINERS_RYUK_DISABLED'] = 'true';
  return import('testcontainers');
}

/** @throws {NoContainerEngine} when neither Docker nor anything that speaks its protocol is there. */
export async function containerEngine(): Promise<ContainerRuntimeClient> {
  const { getContainerRuntimeClient } = await loadTestcontainers();
  try {
    return await getContainerRuntimeClient();
  } catch (error) {
    throw new NoContainerEngine(error);
  }
}

export interface Build {
  /** The folder of the Dockerfile. */
  readonly context: string;
  /** What of it the Dockerfile copies. */
  readonly entries: readonly string[];
  readonly image: string;
  readonly baseImage: string;
  readonly log: (line: string) => void;
}

/**
 * Builds an image, or finds in under a second that nothing has changed. Not with testcontainers' own builder: that one
 * drops the engine's errors, and would go on with an older image of the same name after a failed build.
 *
 * @throws {Error} with the engine's reason and the last lines of the build.
 */
export async function buildImage(build: Build): Promise<void> {
  const { container } = await containerEngine();
  const lines: string[] = [];
  const failed = (reason: string) =>
    new Error(
      [
        `${build.image} was not built on ${build.baseImage}: ${reason}`,
        ...lines.slice(-30).map((line) => line.slice(0, 300)),
      ].join('\n') + baseImageHint(reason),
    );
  const stream = await container.dockerode
    .buildImage(
      { context: build.context, src: ['Dockerfile', ...build.entries] },
      { t: build.image, buildargs: { BASE_IMAGE: build.baseImage }, rm: true, forcerm: true },
    )
    .catch((error: unknown) => Promise.reject(failed(String(error))));
  for await (const event of createInterface({ input: stream })) {
    const { stream: text = '', error } = JSON.parse(event) as { stream?: string; error?: string };
    if (error !== undefined) throw failed(error);
    lines.push(...text.split('\n').filter((line) => line.trim() !== ''));
    // A step of the Dockerfile, or a message of ours that begins with the seconds; not the packages' thousands.
    for (const line of text.split('\n')) {
      if (/^(Step |\d+ s: )/.test(line)) build.log(line.slice(0, 100));
    }
  }
}

function baseImageHint(reason: string): string {
  return /pull|manifest|no such host|registry/i.test(reason)
    ? '\nWhere no image can be pulled: NFVI_BASE_IMAGE=$(.ci/base-image) makes and names one.'
    : '';
}

/** A port of a container and the one of this machine under which it is published. */
export interface Published {
  readonly inside: number;
  readonly outside: number;
  readonly over: 'tcp' | 'udp';
}

export interface Start {
  readonly image: string;
  /** Without it, the image's own. */
  readonly command?: readonly string[];
  /** Published on 127.0.0.1 only; a number alone is TCP under that number. */
  readonly ports: readonly (number | Published)[];
  /** A container whose network it shares: then that one publishes its ports. */
  readonly networkOf?: string;
  /** It has no network but this machine's. */
  readonly onHost?: boolean;
  /** A folder of this machine, and where the container has it. */
  readonly folder?: { readonly source: string; readonly target: string };
  /** Its network has IPv6, too, within itself. */
  readonly ipv6?: boolean;
  /** What it may, beside what containers may. */
  readonly capabilities?: readonly string[];
  readonly environment: Record<string, string>;
  readonly labels: Record<string, string>;
}

/**
 * Starts a container. testcontainers itself publishes on all addresses, so the bindings are set beneath it; and it leaves
 * a container behind that could not be started (a port taken at the last moment), which is removed here.
 */
export async function startOnLoopback(start: Start): Promise<StartedTestContainer> {
  const { container: containers } = await containerEngine();
  const { GenericContainer } = await loadTestcontainers();
  const ports = start.ports.map((port) => {
    const { inside, outside, over }: Published =
      typeof port === 'number' ? { inside: port, outside: port, over: 'tcp' } : port;
    return [`${inside}/${over}`, [{ HostIp: '127.0.0.1', HostPort: String(outside) }]] as const;
  });
  let created = '';
  class LoopbackContainer extends GenericContainer {
    protected override async beforeContainerCreated() {
      this.createOpts.ExposedPorts = Object.fromEntries(ports.map(([name]) => [name, {}]));
      if (start.ipv6 === true) this.hostConfig.Sysctls = { 'net.ipv6.conf.all.disable_ipv6': '0' };
      this.hostConfig.PortBindings = Object.fromEntries(ports.map(([name, to]) => [name, [...to]]));
    }
    protected override async containerCreated(id: string) {
      created = id;
    }
  }
  try {
    const prepared = new LoopbackContainer(start.image)
      .withEnvironment(start.environment)
      .withLabels(start.labels);
    if (start.capabilities?.length) prepared.withAddedCapabilities(...start.capabilities);
    if (start.command !== undefined) prepared.withCommand([...start.command]);
    if (start.networkOf !== undefined) prepared.withNetworkMode(`container:${start.networkOf}`);
    if (start.onHost === true) prepared.withNetworkMode('host');
    if (start.folder !== undefined) prepared.withBindMounts([start.folder]);
    return await prepared.start();
  } catch (error) {
    if (created !== '') await containers.getById(created).remove({ force: true, v: true });
    throw error;
  }
}

/**
 * Waits until a container has written a line.
 *
 * @throws {Error} when it stops before, or after so many seconds; the message then has the last lines that it wrote.
 */
export async function awaitLine(id: string, line: RegExp, seconds: number): Promise<void> {
  const { container } = await containerEngine();
  const started = performance.now();
  for (;;) {
    const text = await lastLines(id, 200);
    if (line.test(text)) return;
    const { State } = await container.getById(id).inspect();
    const late = performance.now() - started > seconds * 1000;
    if (late || !State.Running) {
      const what = late ? `has not become ready within ${seconds} s` : 'has stopped';
      throw new Error(`it ${what}; its last lines:\n${text.split('\n').slice(-20).join('\n')}`);
    }
    await sleep(100);
  }
}

/** Removes every container that carries all the labels (`name=value`), with its volumes; returns how many. */
export async function removeContainers(labels: readonly string[]): Promise<number> {
  const { container } = await containerEngine();
  const found = await container.dockerode.listContainers({
    all: true,
    filters: { label: [...labels] },
  });
  for (const { Id } of found) await container.getById(Id).remove({ force: true, v: true });
  return found.length;
}

/** This machine's address in the network of a container: there the container reaches who listens on it. */
export async function gatewayOf(id: string): Promise<string> {
  const { container } = await containerEngine();
  const { NetworkSettings } = await container.getById(id).inspect();
  const [settings] = Object.values(NetworkSettings.Networks);
  if (settings === undefined) throw new Error('the engine has given the container no network');
  return settings.Gateway;
}

/** The id of the container that has a port of this machine; undefined for none. */
export async function containerAt(port: number): Promise<string | undefined> {
  const { container } = await containerEngine();
  const [found] = await container.dockerode.listContainers({
    filters: { publish: [String(port)] },
  });
  return found?.Id;
}

/** The last lines that a container has written, without following it as testcontainers' own `logs` does. */
export async function lastLines(id: string, count: number): Promise<string> {
  const { container } = await containerEngine();
  const frames = await container
    .getById(id)
    .logs({ stdout: true, stderr: true, follow: false, tail: count });
  let text = '';
  // Without a terminal each piece has a header of eight bytes; the last four are its length.
  for (let at = 0; at + 8 <= frames.length; at += 8 + frames.readUInt32BE(at + 4)) {
    text += frames.toString('utf8', at + 8, at + 8 + frames.readUInt32BE(at + 4));
  }
  return text;
}
