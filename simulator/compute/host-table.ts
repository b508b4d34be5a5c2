/** The hosts that servers run on, and what is taken of each. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

/** What a server takes of a host. */
export interface Room {
  readonly vcpus: number;
  /** MiB */
  readonly ram: number;
  /** GiB */
  readonly disk: number;
}

export interface Host {
  readonly name: string;
  /** The number of its hypervisor and the ids of hypervisor and service, as microversions show them. */
  readonly number: number;
  readonly hypervisorId: string;
  readonly serviceId: string;
  readonly zone: string;
  readonly address: string;
  readonly disabledReason: string | null;
  readonly enabled: boolean;
  /** Its machine is on, and its programs answer. */
  readonly up: boolean;
  readonly has: Room;
  readonly taken: Room;
  /** How many servers run there. */
  readonly servers: number;
}
export type Hosts = Table<Host>;

/** So many of the smallest servers fit that lists of a hundred thousand can be measured. */
const size: Room = { vcpus: 2500, ram: 2_000_000, disk: 600_000 };

/** How much more than it has is given away of a host. Source: the service's defaults. */
const overcommit: Room = { vcpus: 16, ram: 1.5, disk: 1 };

const parts = ['vcpus', 'ram', 'disk'] as const;

/** The hosts of a fresh world. */
export const hostNames = ['compute-1', 'compute-2', 'compute-3'] as const;

export function createHosts(world: World): Hosts {
  const hosts = world.store.table<Host>('compute/host', { key: ({ name }) => name });
  for (const [index, name] of hostNames.entries()) {
    const number = index + 1;
    hosts.insert({
      name,
      number,
      hypervisorId: world.ids.uuid(),
      serviceId: world.ids.uuid(),
      zone: 'nova',
      address: `192.0.2.${String(number)}`,
      disabledReason: null,
      enabled: true,
      up: true,
      has: size,
      taken: { vcpus: 0, ram: 0, disk: 0 },
      servers: 0,
    });
  }
  return hosts;
}

/** Whether one more would fit; what is larger than the whole host never does. */
export const hasRoom = (host: Host, wish: Room): boolean =>
  parts.every(
    (part) =>
      wish[part] <= host.has[part] &&
      host.taken[part] + wish[part] <= host.has[part] * overcommit[part],
  );

const moved = (taken: Room, by: Room, sign: 1 | -1): Room => ({
  vcpus: taken.vcpus + sign * by.vcpus,
  ram: taken.ram + sign * by.ram,
  disk: taken.disk + sign * by.disk,
});

/** Takes room on a host, or gives it back. */
export function occupy(hosts: Hosts, name: string, room: Room, sign: 1 | -1): void {
  const host = hosts.get(name);
  if (host === undefined) return;
  hosts.update(name, { taken: moved(host.taken, room, sign), servers: host.servers + sign });
}
