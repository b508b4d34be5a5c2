/** What placement is told of hosts, and of what servers have of them. */
import type { Inventory } from '../../src/contract/placement/inventory.ts';
import { classes, type Host, type Hosts, type Room } from './host-table.ts';
import type { ComputeNeeds } from './needs.ts';
import { roomOf } from './scheduler.ts';
import type { Server, Servers } from './virtual-compute-table.ts';

/** Amounts by resource class. */
type Amounts = Readonly<Record<string, number>>;

/** Without what is not taken at all. */
const amountsOf = (room: Room): Amounts =>
  Object.fromEntries(
    (['vcpus', 'ram', 'disk'] as const)
      .map((part) => [classes[part], room[part]] as const)
      .filter(([, amount]) => amount > 0),
  );

/** A host as a provider of resources. */
export interface HostProvider {
  readonly id: string;
  readonly name: string;
  readonly parentId: null;
  readonly generation: number;
  readonly inventories: Readonly<Record<string, Inventory>>;
  readonly traits: readonly string[];
  readonly aggregates: readonly string[];
  /** What servers have of it. */
  readonly used: Amounts;
  /** What others have of it. */
  readonly claimed: Amounts;
  readonly updatedAt: number;
}

const providerOf = (host: Host): HostProvider => ({
  id: host.hypervisorId,
  name: host.name,
  parentId: null,
  generation: host.generation,
  inventories: host.inventories,
  traits: host.traits,
  aggregates: host.aggregates,
  used: amountsOf(host.taken),
  claimed: host.claimed,
  updatedAt: host.updatedAt,
});

/** What may be changed of a host from placement. */
export type HostChange = Partial<
  Pick<Host, 'generation' | 'inventories' | 'traits' | 'aggregates' | 'claimed' | 'updatedAt'>
>;

/** A server that has something of hosts, by their names as the ids of providers. */
export interface ServerAllocation {
  readonly id: string;
  readonly projectId: string;
  readonly userId: string;
  readonly allocations: Readonly<Record<string, Amounts>>;
}

export function createForPlacement({ hosts, servers }: Pick<ComputeNeeds, 'hosts' | 'servers'>) {
  /** By hypervisor; which host has which never changes. */
  const names = new Map(hosts.all().map(({ hypervisorId, name }) => [hypervisorId, name]));
  const hostOf = (id: string) => hosts.get(names.get(id) ?? '');
  return {
    /** The id of a host by its name. */
    idOf: (name: string): string | undefined => hosts.get(name)?.hypervisorId,
    get: (id: string): HostProvider | undefined => {
      const host = hostOf(id);
      return host === undefined ? undefined : providerOf(host);
    },
    all: (): readonly HostProvider[] => hosts.all().map(providerOf),
    update(id: string, change: HostChange): void {
      const host = hostOf(id);
      if (host !== undefined) hosts.update(host.name, change);
    },
    consumer: (id: string): ServerAllocation | undefined => {
      const server = servers.get(id);
      return server === undefined ? undefined : allocationOf(hosts, server);
    },
    consumersOf: (id: string): readonly ServerAllocation[] =>
      consumersOn(hosts, servers, hostOf(id)),
    consumersIn: (projectId: string): readonly ServerAllocation[] =>
      servers.list('tenant', projectId).flatMap((server) => allocationOf(hosts, server) ?? []),
  };
}

const consumersOn = (hosts: Hosts, servers: Servers, host: Host | undefined) => {
  if (host === undefined || host.servers === 0) return [];
  const here = servers.list('host', host.name);
  const left = servers.list('leaving', host.name);
  return [...new Set([...here, ...left])].flatMap((server) => allocationOf(hosts, server) ?? []);
};

/** One that is resized has both: what it leaves is given back when that is confirmed. */
function allocationOf(hosts: Hosts, server: Server): ServerAllocation | undefined {
  if (server.host === '' || server.deleted || server.vmState === 'deleted') return undefined;
  const taken = [
    { host: server.host, room: roomOf(server) },
    ...(server.resized === undefined
      ? []
      : [{ host: server.resized.host, room: roomOf(server, server.resized.flavor) }]),
  ];
  const allocations: Record<string, Record<string, number>> = {};
  for (const { host, room } of taken) {
    const amounts = (allocations[hosts.get(host)?.hypervisorId ?? ''] ??= {});
    for (const [name, amount] of Object.entries(amountsOf(room))) {
      amounts[name] = (amounts[name] ?? 0) + amount;
    }
  }
  const { id, projectId, userId } = server;
  return { id, projectId, userId, allocations };
}
