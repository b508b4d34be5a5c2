/** The servers of a world. */
import type { Caller } from '../kernel/caller.ts';
import { projectOf } from '../kernel/caller.ts';
import { notFound } from '../kernel/fault.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import type { Flavor } from './flavour-table.ts';
import type { PowerState, TaskState, VmState } from './virtual-compute-state.ts';

/** Why a server is broken. */
export interface ServerFault {
  readonly code: number;
  readonly message: string;
  /** Milliseconds since the epoch, as all instants here. */
  readonly at: number;
}

/** What was done with a server. */
export interface ServerAction {
  readonly action: string;
  readonly requestId: string;
  readonly userId: string;
  readonly projectId: string;
  readonly at: number;
  readonly updatedAt: number;
  readonly message: string | null;
}

/** Where a server goes back to when a resize is reverted. */
export interface Resized {
  readonly flavor: Flavor;
  readonly host: string;
  readonly vmState: VmState;
}

export interface Server {
  readonly id: string;
  /** What the hypervisor's name of it is made of. */
  readonly number: number;
  readonly name: string;
  readonly description: string | null;
  readonly projectId: string;
  readonly userId: string;
  /** As it was when the server got it. */
  readonly flavor: Flavor;
  /** Undefined when it was started from a volume. */
  readonly imageId: string | undefined;
  readonly keyName: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly vmState: VmState;
  readonly taskState: TaskState | null;
  readonly powerState: PowerState;
  /** Empty while there is none. */
  readonly host: string;
  readonly zone: string;
  /** The zone that its creator wished for. */
  readonly pinnedZone: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly launchedAt: number | undefined;
  readonly terminatedAt: number | undefined;
  readonly lockedBy: 'owner' | 'admin' | undefined;
  readonly lockedReason: string | null;
  readonly fault: ServerFault | undefined;
  readonly configDrive: boolean;
  readonly diskConfig: 'AUTO' | 'MANUAL';
  readonly accessIPv4: string;
  readonly accessIPv6: string;
  readonly userData: string | null;
  readonly hostname: string;
  readonly reservationId: string;
  readonly launchIndex: number;
  readonly tags: readonly string[];
  readonly groupId: string | undefined;
  readonly hints: Readonly<Record<string, unknown>>;
  readonly resized: Resized | undefined;
  readonly actions: readonly ServerAction[];
  /** It is gone; administrators can still list it. */
  readonly deleted: boolean;
}

const orders = {
  /** The servers of one tenant, newest last; those that are gone by themselves. */
  tenant: ({ projectId, deleted }: Server) => (deleted ? `gone ${projectId}` : projectId),
  /** All that are there (0), and all that are gone (1). */
  gone: ({ deleted }: Server) => Number(deleted),
  name: ({ name }: Server) => name,
  updated: ({ updatedAt }: Server) => updatedAt,
  launched: ({ launchedAt }: Server) => launchedAt ?? 0,
  host: ({ host }: Server) => host,
  vmState: ({ vmState }: Server) => vmState,
  id: ({ id }: Server) => id,
};
export type ServerOrder = keyof typeof orders;
export type ServerGroupKey = 'tenant' | 'host' | 'leaving' | 'group';
export type Servers = Table<Server, never, ServerGroupKey, ServerOrder>;

export const createServers = (world: World): Servers =>
  world.store.table<Server, never, ServerGroupKey, ServerOrder>('compute/virtual-compute', {
    key: ({ id }) => id,
    groups: {
      tenant: ({ projectId, deleted }) => (deleted ? undefined : projectId),
      host: ({ host, deleted }) => (deleted || host === '' ? undefined : host),
      /** By the host on which a resized one still has what it had. */
      leaving: ({ resized, deleted }) => (deleted ? undefined : resized?.host),
      group: ({ groupId, deleted }) => (deleted ? undefined : groupId),
    },
    orders,
  });

export const serverNotFound = (id: string) => notFound(`Instance ${id} could not be found.`);

/** @throws Fault 404 when there is none, or when it is another tenant's and the caller no administrator */
export function visibleServer(servers: Servers, id: string, caller: Caller): Server {
  const server = servers.get(id);
  if (server === undefined || server.deleted) throw serverNotFound(id);
  if (server.projectId !== projectOf(caller) && !caller.roles.has('admin')) {
    throw serverNotFound(id);
  }
  return server;
}
