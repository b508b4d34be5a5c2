import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import {
  buildImage,
  chooseBaseImage,
  containerEngine,
  lastLines,
  startOnLoopback,
} from '../engine.ts';
import { fetchPackages } from './fetch-packages.ts';

const image = 'nfvi-conformance/hardware';
const labels = { 'nfvi-conformance': 'hardware' };

/** libvirt with its mock driver and the Redfish emulator on it, as a target is described. */
export interface StartedHardware extends AsyncDisposable {
  /** What stands under `hardware` in a target file. */
  readonly hardware: {
    readonly redfish: {
      readonly url: string;
      readonly username: string;
      readonly password: string;
    };
    readonly libvirt: { readonly command: readonly string[] };
  };
  /** The machine that may be taken down. */
  readonly disposable: string;
  logs(): Promise<string>;
  stop(): Promise<void>;
}

/** Builds the image: a minute or two for packages and as much for the rest the first time, then a second. */
async function buildHardware(log: (line: string) => void): Promise<void> {
  await fetchPackages(log);
  await buildImage({
    context: fileURLToPath(new URL('.', import.meta.url)),
    entries: ['bin', 'conf', 'wheels', 'schemas'],
    image,
    baseImage: chooseBaseImage(),
    log,
  });
}

/** @throws {Error} when the image cannot be built or nothing answers within a minute; the container is gone then */
export async function startHardware(log: (line: string) => void): Promise<StartedHardware> {
  await buildHardware(log);
  const port = await freePort();
  const container = await startOnLoopback({
    image,
    ports: [port],
    environment: { HARDWARE_PORT: String(port) },
    labels,
  });
  const id = container.getId();
  const stop = async () => void (await container.stop());
  const url = `http://127.0.0.1:${String(port)}`;
  const answers = await within(60, async () => (await fetch(`${url}/redfish/v1/`)).ok);
  if (!answers) {
    const lines = await lastLines(id, 40).catch(() => '');
    await stop().catch(() => undefined);
    throw new Error(`the hardware did not answer within a minute\n${lines}`);
  }
  return {
    hardware: {
      redfish: { url, username: 'admin', password: 'conformance' },
      libvirt: { command: ['docker', 'exec', '-i', id, 'virsh'] },
    },
    disposable: 'node-2',
    logs: () => lastLines(id, 10_000),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** What a validator found. */
export interface Findings {
  /** Passed, warned of, failed, not tested; null when it did not come to its end. */
  readonly totals: readonly [number, number, number, number] | null;
  readonly failed: readonly string[];
  readonly untested: readonly string[];
}

/**
 * Runs DMTF's validators against a service on this machine, in a container without any network.
 * @param folder has the service's socket, `service`, and its certificate, `ca.pem`
 */
export async function validate(
  folder: string,
  account: { readonly name: string; readonly password: string },
  log: (line: string) => void,
): Promise<Readonly<Record<'service' | 'protocol' | 'profile', Findings>>> {
  await buildHardware(log);
  const { container: containers } = await containerEngine();
  const created = await containers.dockerode.createContainer({
    Image: image,
    Cmd: ['validate', account.name, account.password],
    Labels: labels,
    HostConfig: { NetworkMode: 'none', Binds: [`${folder}:/socket`] },
  });
  try {
    await created.start();
    await created.wait();
    const lines = await lastLines(created.id, 2_000);
    const found = lines.split('\n').findLast((line) => line.startsWith('{"service"'));
    if (found === undefined) throw new Error(`the validators did not come to their end\n${lines}`);
    return JSON.parse(found) as Readonly<Record<'service' | 'protocol' | 'profile', Findings>>;
  } finally {
    await created.remove({ force: true, v: true });
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
      });
    });
  });

async function within(seconds: number, look: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    if (await look().catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return false;
}
