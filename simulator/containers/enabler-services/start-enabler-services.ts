/** The enabler services of a target, by real servers. */
import { join } from 'node:path';
import { assigned, assigned6, records, timeKey, zone } from './known.ts';
import type { EngineNetwork } from './network.ts';
import type { Server } from './programs.ts';
import { type ServersOptions, type StartedServer, startServers } from './start-servers.ts';
import { listenForStimuli, type Stimuli } from './stimuli.ts';

/** Which servers a service has, in the order of the target file. */
export interface Wanted {
  readonly ntp?: readonly Extract<Server, { program: 'chrony' | 'ntpsec' }>[];
  readonly dns?: readonly Extract<Server, { program: 'bind' | 'unbound' }>[];
  readonly dhcp?: Extract<Server, { program: 'kea' | 'dnsmasq' }>;
  readonly 'dhcp-v6'?: Extract<Server, { program: 'kea6' }>;
  /** Load balancers, one for each that commands one, and the members behind all of them. */
  readonly lbaas?: {
    readonly balancers: number;
    readonly members: readonly Extract<Server, { program: 'member' }>[];
  };
}

/** @param workers how many each need a load balancer of their own */
export const right = (workers = 1): Wanted => ({
  ntp: [{ program: 'chrony' }, { program: 'ntpsec' }],
  dns: [{ program: 'bind' }, { program: 'unbound' }],
  dhcp: { program: 'kea' },
  'dhcp-v6': { program: 'kea6' },
  lbaas: {
    balancers: workers,
    members: [{ program: 'member' }, { program: 'member' }, { program: 'member' }],
  },
});

/** A load balancer that is commanded by its folder, and the addresses on which it may listen. */
export interface Balancer {
  readonly folder: string;
  readonly addresses: string;
}

interface Assignment {
  /** `listen`: where a server answers that does not know RFC 8357. */
  readonly relay: { readonly server: string; readonly giaddr: string; readonly listen?: string };
  readonly network: {
    readonly mask: string;
    readonly routers: string[];
    readonly 'name-servers': string[];
    readonly mtu: number;
    readonly routes: { destination: string; via: string }[];
  };
  readonly pool: number;
}

interface Assignment6 {
  readonly relay: { readonly server: string; readonly 'link-address': string };
  readonly network: (typeof assigned6)['network'];
  readonly pool: number;
}

export interface StartedEnablerServices extends AsyncDisposable {
  /** The parts of a target file that are about them. */
  readonly description: {
    readonly services: {
      readonly ntp?: string[];
      readonly 'ntp-key'?: typeof timeKey;
      readonly nts?: { readonly servers: string[]; readonly cacert: string };
      readonly dns?: {
        readonly servers: string[];
        readonly zone: string;
        readonly records: typeof records;
      };
      readonly dhcp?: Assignment;
      readonly 'dhcp-v6'?: Assignment6;
      readonly 'load-balancer'?: {
        readonly octavia: Record<string, never>;
        readonly members: string[];
      };
    };
    /** One a worker; none: there are no real load balancers. */
    readonly balancers: readonly Balancer[];
    readonly stimuli: Stimuli['stimuli'];
  };
  /** What each server has written, by its name. */
  logs(): Promise<ReadonlyMap<string, string>>;
  /** Removes everything. */
  stop(): Promise<void>;
}

/** @throws as {@link startServers} */
export async function startEnablerServices(
  wanted: Wanted = right(),
  options: ServersOptions = {},
): Promise<StartedEnablerServices> {
  const { ntp = [], dns = [], dhcp, 'dhcp-v6': dhcp6, lbaas } = wanted;
  const balancing = Array.from(
    { length: lbaas?.balancers ?? 0 },
    () => ({ program: 'haproxy' }) as const,
  );
  const groups = {
    ntp,
    dns,
    dhcp: dhcp === undefined ? [] : [dhcp],
    'dhcp-v6': dhcp6 === undefined ? [] : [dhcp6],
    balancing,
    members: lbaas?.members ?? [],
  };
  const all: readonly Server[] = Object.values(groups).flat();
  const { servers, network, stop } = await startServers(all, options);
  const byService: Record<string, readonly StartedServer[]> = {};
  let at = 0;
  for (const [service, { length }] of Object.entries(groups)) {
    byService[service] = servers.slice(at, at + length);
    at += length;
  }
  const started = (service: keyof typeof groups) => byService[service] ?? [];
  const { stimuli, close } = await listenForStimuli(async (service, n, on) => {
    const server = byService[service]?.[n];
    await server?.turn(on);
    return server !== undefined;
  });
  const end = async (): Promise<void> => {
    close();
    await stop();
  };
  const [assigning] = started('dhcp');
  const [assigning6] = started('dhcp-v6');
  const agreeing = started('ntp').find(({ folder }) => folder !== undefined);
  const addresses = (some: readonly StartedServer[]) => some.map(({ address }) => address);
  return {
    description: {
      services: {
        ...(ntp.length === 0 ? {} : { ntp: addresses(started('ntp')), 'ntp-key': timeKey }),
        ...(agreeing?.folder === undefined ? {} : { nts: keysBy(agreeing, agreeing.folder) }),
        ...(dns.length === 0 ? {} : { dns: { servers: addresses(started('dns')), zone, records } }),
        ...(assigning === undefined || dhcp === undefined
          ? {}
          : { dhcp: assignmentBy(dhcp, assigning, network) }),
        ...(assigning6 === undefined ? {} : { 'dhcp-v6': assignment6By(assigning6) }),
        ...(lbaas === undefined
          ? {}
          : { 'load-balancer': { octavia: {}, members: addresses(started('members')) } }),
      },
      balancers: started('balancing').map(({ folder = '' }, n) => ({
        folder,
        // Those of two processes could otherwise want the same.
        addresses: `127.64.${String((process.pid + n) % 255)}.0/24`,
      })),
      stimuli,
    },
    logs: async () =>
      new Map(
        await Promise.all(
          servers.map(async (server, n) => {
            const name = `${String(n + 1)}-${all[n]?.program ?? ''}`;
            return [name, await server.logs()] as const;
          }),
        ),
      ),
    stop: end,
    [Symbol.asyncDispose]: end,
  };
}

/** With whom keys are agreed upon, and the certificate that it has made for itself. */
const keysBy = ({ address }: StartedServer, folder: string) => ({
  servers: [address],
  cacert: join(folder, 'server.pem'),
});

/** We are the relay agent, which has the gateway's address. */
const assignmentBy = (
  { program }: Server,
  { address, inside }: StartedServer,
  { gateway, mask, own, pool }: EngineNetwork,
): Assignment => ({
  relay:
    program === 'dnsmasq'
      ? {
          server: `${own}:${String(inside)}`,
          giaddr: gateway,
          listen: `${gateway}:${String(inside)}`,
        }
      : { server: address, giaddr: gateway },
  network: {
    mask,
    routers: [gateway],
    'name-servers': assigned['name-servers'],
    mtu: assigned.mtu,
    routes: assigned.destinations.map((destination) => ({ destination, via: gateway })),
  },
  pool: pool.size,
});

const assignment6By = ({ address }: StartedServer): Assignment6 => {
  const { 'link-address': link, network, pool } = assigned6;
  return { relay: { server: address, 'link-address': link }, network, pool };
};
