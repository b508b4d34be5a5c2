/** The enabler services of a target, by real servers. */
import { records, timeKey, zone } from './known.ts';
import type { Server } from './programs.ts';
import { type ServersOptions, type StartedServer, startServers } from './start-servers.ts';
import { listenForStimuli, type Stimuli } from './stimuli.ts';

/** Which servers a service has, in the order of the target file. */
export interface Wanted {
  readonly ntp?: readonly Extract<Server, { program: 'chrony' | 'ntpsec' }>[];
  readonly dns?: readonly Extract<Server, { program: 'bind' | 'unbound' }>[];
}

export const right: Wanted = {
  ntp: [{ program: 'chrony' }, { program: 'ntpsec' }],
  dns: [{ program: 'bind' }, { program: 'unbound' }],
};

export interface StartedEnablerServices extends AsyncDisposable {
  /** The parts of a target file that are about them. */
  readonly description: {
    readonly services: {
      readonly ntp?: string[];
      readonly 'ntp-key'?: typeof timeKey;
      readonly dns?: {
        readonly servers: string[];
        readonly zone: string;
        readonly records: typeof records;
      };
    };
    readonly stimuli: Stimuli['stimuli'];
  };
  /** What each server has written, by its name. */
  logs(): Promise<ReadonlyMap<string, string>>;
  /** Removes everything. */
  stop(): Promise<void>;
}

/** @throws as {@link startServers} */
export async function startEnablerServices(
  wanted: Wanted = right,
  options: ServersOptions = {},
): Promise<StartedEnablerServices> {
  const { ntp = [], dns = [] } = wanted;
  const all = [...ntp, ...dns];
  const { servers, stop } = await startServers(all, options);
  const time = servers.slice(0, ntp.length);
  const names = servers.slice(ntp.length);
  const byService: Readonly<Record<string, readonly StartedServer[]>> = { ntp: time, dns: names };
  const { stimuli, close } = await listenForStimuli(async (service, n, on) => {
    const server = byService[service]?.[n];
    await server?.turn(on);
    return server !== undefined;
  });
  const end = async (): Promise<void> => {
    close();
    await stop();
  };
  const addresses = (some: readonly StartedServer[]) => some.map(({ address }) => address);
  return {
    description: {
      services: {
        ...(ntp.length === 0 ? {} : { ntp: addresses(time), 'ntp-key': timeKey }),
        ...(dns.length === 0 ? {} : { dns: { servers: addresses(names), zone, records } }),
      },
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
