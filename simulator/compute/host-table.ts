/** The hosts that servers run on, what they offer, and what is taken of each. */
import type { Inventory } from '../../src/contract/placement/inventory.ts';
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
  /** When that last changed: while it is down, nobody has heard of it since. */
  readonly seenAt: number;
  /** An administrator says that it is down, whatever it says itself. */
  readonly forcedDown: boolean;
  readonly has: Room;
  readonly taken: Room;
  /** How many servers run there. */
  readonly servers: number;
  /** What it is to placement: a provider of resources, whose changes are counted. */
  readonly generation: number;
  readonly inventories: Readonly<Record<string, Inventory>>;
  readonly traits: readonly string[];
  readonly aggregates: readonly string[];
  /** What others than servers have of it, by resource class. */
  readonly claimed: Readonly<Record<string, number>>;
  readonly updatedAt: number;
}
export type Hosts = Table<Host>;

/** So many of the smallest servers fit that lists of a hundred thousand can be measured. */
const size: Room = { vcpus: 2500, ram: 2_000_000, disk: 600_000 };

/** Taken by the host itself, MiB. Source: the service's default. */
export const reservedRam = 512;

/** The resource class of each part. */
export const classes = { vcpus: 'VCPU', ram: 'MEMORY_MB', disk: 'DISK_GB' } as const;
const parts = ['vcpus', 'ram', 'disk'] as const;

const inventory = (total: number, allocation_ratio: number, reserved = 0): Inventory => ({
  total,
  reserved,
  min_unit: 1,
  max_unit: total,
  step_size: 1,
  allocation_ratio,
});

/** How much more than it has is given away of a host is the service's default. */
const inventories = {
  [classes.vcpus]: inventory(size.vcpus, 16),
  [classes.ram]: inventory(size.ram, 1.5, reservedRam),
  [classes.disk]: inventory(size.disk, 1),
};

const traits = [
  'COMPUTE_NODE',
  'COMPUTE_IMAGE_TYPE_QCOW2',
  'COMPUTE_IMAGE_TYPE_RAW',
  'COMPUTE_NET_ATTACH_INTERFACE',
  'COMPUTE_VOLUME_ATTACH',
  'COMPUTE_VOLUME_EXTEND',
  'HW_CPU_X86_SSE2',
];
/** What a host has whose service is disabled. */
export const disabledTrait = 'COMPUTE_STATUS_DISABLED';

/** The zone of hosts that no aggregate puts into one. */
export const defaultZone = 'nova';

/** The names of the hosts of a fresh world. */
export const hostNamesFor = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `compute-${String(index + 1)}`);

export function createHosts(world: World, names: readonly string[]): Hosts {
  const hosts = world.store.table<Host>('compute/host', { key: ({ name }) => name });
  for (const [index, name] of names.entries()) {
    const number = index + 1;
    hosts.insert({
      name,
      number,
      hypervisorId: world.ids.uuid(),
      serviceId: world.ids.uuid(),
      zone: defaultZone,
      address: `192.0.2.${String(number % 256)}`,
      disabledReason: null,
      enabled: true,
      up: true,
      seenAt: world.clock.now(),
      forcedDown: false,
      has: size,
      taken: { vcpus: 0, ram: 0, disk: 0 },
      servers: 0,
      generation: 1,
      inventories,
      traits,
      aggregates: [],
      claimed: {},
      updatedAt: world.clock.now(),
    });
  }
  return hosts;
}

/** Whether anybody may think that it works. */
export const isUp = ({ up, forcedDown }: Host): boolean => up && !forcedDown;

/** Whether one more would fit into what the host offers; what is larger than its largest unit never does. */
export const hasRoom = (host: Host, wish: Room): boolean =>
  parts.every((part) => {
    if (wish[part] === 0) return true;
    const offered = host.inventories[classes[part]];
    if (offered === undefined) return false;
    const capacity = (offered.total - offered.reserved) * offered.allocation_ratio;
    const used = host.taken[part] + (host.claimed[classes[part]] ?? 0);
    return (
      used + wish[part] <= capacity &&
      wish[part] >= offered.min_unit &&
      wish[part] <= offered.max_unit &&
      wish[part] % offered.step_size === 0
    );
  });

const moved = (taken: Room, by: Room, sign: 1 | -1): Room => ({
  vcpus: taken.vcpus + sign * by.vcpus,
  ram: taken.ram + sign * by.ram,
  disk: taken.disk + sign * by.disk,
});

/** Takes room on a host, or gives it back. */
export function occupy(hosts: Hosts, name: string, room: Room, sign: 1 | -1): void {
  const host = hosts.get(name);
  if (host === undefined) return;
  hosts.update(name, {
    taken: moved(host.taken, room, sign),
    servers: host.servers + sign,
    generation: host.generation + 1,
  });
}
