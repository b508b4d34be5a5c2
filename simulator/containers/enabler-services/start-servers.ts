/** Servers, each in a container of its own, most of which share the network of one more, which publishes their ports. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  awaitLine,
  buildImage,
  chooseBaseImage,
  containerEngine,
  lastLines,
  type Published,
  startOnLoopback,
} from '../engine.ts';
import { freePort } from './free-port.ts';
import { balancer, timeKey } from './known.ts';
import { type EngineNetwork, networkOf } from './network.ts';
import { programOf, type Server } from './programs.ts';
import { folderLabel, isLeft, label, setsOf, sweep } from './sweep.ts';

const image = 'nfvi-conformance/enabler-services';
/** They need one to five; a machine that does much else takes its time. */
const secondsUntilReady = 60;

export interface ServersOptions {
  /** A Debian 12 image; `NFVI_BASE_IMAGE`, else `debian:bookworm-slim`, when left out. */
  readonly baseImage?: string;
  /** Progress, a line at a time. */
  readonly log?: (line: string) => void;
}

export interface StartedServer {
  /** `host:port`. */
  readonly address: string;
  /** Its port in the network that all share. */
  readonly inside: number;
  /** Of this machine, which it shares. */
  readonly folder: string | undefined;
  /** Ends it as a failure does, and starts it again at the same address; nothing happens when it is so already. */
  readonly turn: (on: boolean) => Promise<void>;
  /** What it has written (10 000 lines at most). */
  readonly logs: () => Promise<string>;
}

export interface StartedServers extends AsyncDisposable {
  /** In the order in which they were wanted. */
  readonly servers: readonly StartedServer[];
  /** That all of them are in. */
  readonly network: EngineNetwork;
  /** Removes them all. */
  readonly stop: () => Promise<void>;
}

/** Builds the image, half a minute without the engine's cache and a second with it. */
export async function buildServers({ baseImage, log }: ServersOptions = {}): Promise<void> {
  await buildImage({
    context: fileURLToPath(new URL('.', import.meta.url)),
    entries: ['bin', 'conf'],
    image,
    baseImage: baseImage ?? chooseBaseImage(),
    log: log ?? (() => undefined),
  });
}

/**
 * Removes what killed processes have left, builds the image if need be, starts the servers and waits until each serves.
 *
 * @throws {NoContainerEngine} when there is no container engine.
 * @throws {Error} when the image cannot be built or a server does not serve within a minute; the message then has the
 * last lines that it wrote, and nothing stays behind.
 */
export async function startServers(
  wanted: readonly Server[],
  options: ServersOptions = {},
): Promise<StartedServers> {
  await sweep(isLeft);
  await buildServers(options);
  options.log?.(`starting ${wanted.map(({ program }) => program).join(', ')}`);
  const set = `${setsOf(process.pid)}${String((count += 1))}`;
  const stop = async (): Promise<void> => void (await sweep((each) => each === set));
  try {
    const places = await placesOf(wanted);
    const holder = await startOnLoopback({
      image,
      ports: places.flatMap((place) => place.ports),
      ipv6: wanted.some((server) => programOf(server).needsIpv6 === true),
      environment: {},
      labels: { [label]: set },
    });
    const network = await networkOf(holder.getId());
    const environment = environmentOf(wanted, places, network);
    const shared = { networkOf: holder.getId(), set, environment };
    const servers = await all(
      wanted.map((server, n) => startServer(server, places[n]?.outside ?? 0, shared)),
    );
    return { servers, network, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
let count = 0;

/** Also where one fails, none is still about to start afterwards. @throws what the first says that fails */
async function all<T>(promises: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

interface Place {
  readonly inside: number;
  readonly outside: number;
  readonly ports: readonly Published[];
}

async function placesOf(wanted: readonly Server[]): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const server of wanted) {
    const { inside: own, over } = programOf(server);
    const outside = await freePort();
    const inside = own ?? outside;
    places.push({ inside, outside, ports: over.map((each) => ({ inside, outside, over: each })) });
  }
  return places;
}

/** What every server learns: where it is, and where the others are. */
const environmentOf = (
  wanted: readonly Server[],
  places: readonly Place[],
  { gateway, network, pool }: EngineNetwork,
) => ({
  TIME_KEY: timeKey.secret,
  BALANCER: balancer,
  OWNER: String(process.getuid?.() ?? 0),
  GATEWAY: gateway,
  NETWORK: network,
  POOL: `${pool.first}-${pool.last}`,
  ...Object.fromEntries(
    wanted.map(({ program }, n) => [`PORT_${program.toUpperCase()}`, String(places[n]?.inside)]),
  ),
});

async function startServer(
  server: Server,
  outside: number,
  shared: {
    readonly networkOf: string;
    readonly set: string;
    readonly environment: Readonly<Record<string, string>>;
  },
): Promise<StartedServer> {
  const { program, fault = '' } = server;
  const { inside = outside, capabilities = [], ready, onLoopback, folder: to } = programOf(server);
  const folder = to === undefined ? undefined : await mkdtemp(join(tmpdir(), `${program}-`));
  const started = await startOnLoopback({
    image,
    command: [`serve-${program}`],
    ports: [],
    capabilities,
    ...(onLoopback === true ? { onHost: true } : { networkOf: shared.networkOf }),
    ...(folder === undefined || to === undefined ? {} : { folder: { source: folder, target: to } }),
    environment: { ...shared.environment, PORT: String(inside), FAULT: fault },
    labels: { [label]: shared.set, ...(folder === undefined ? {} : { [folderLabel]: folder }) },
  });
  const id = started.getId();
  await awaitLine(id, ready, secondsUntilReady).catch((error: unknown) => {
    throw new Error(`${program}: ${(error as Error).message}`, { cause: error });
  });
  return {
    address: `127.0.0.1:${String(outside)}`,
    inside,
    folder,
    async turn(on) {
      const container = (await containerEngine()).container.getById(id);
      const { State } = await container.inspect();
      if (State.Running === on) return;
      await (on ? container.start() : container.kill());
    },
    logs: () => lastLines(id, 10_000),
  };
}
