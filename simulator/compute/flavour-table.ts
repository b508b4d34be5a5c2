/** The flavours of a world. */
import { type Caller, projectOf } from '../kernel/caller.ts';
import { notFound } from '../kernel/fault.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

export interface Flavor {
  readonly id: string;
  readonly name: string;
  /** MiB */
  readonly ram: number;
  readonly vcpus: number;
  /** GiB */
  readonly disk: number;
  /** GiB */
  readonly ephemeral: number;
  /** MiB */
  readonly swap: number;
  readonly rxtxFactor: number;
  readonly isPublic: boolean;
  readonly description: string | null;
  readonly extraSpecs: Readonly<Record<string, string>>;
  /** The projects that a private flavour is granted to. */
  readonly projects: readonly string[];
}

const orders = {
  id: ({ id }: Flavor) => id,
  name: ({ name }: Flavor) => name,
  ram: ({ ram }: Flavor) => ram,
  vcpus: ({ vcpus }: Flavor) => vcpus,
  disk: ({ disk }: Flavor) => disk,
  ephemeral: ({ ephemeral }: Flavor) => ephemeral,
  swap: ({ swap }: Flavor) => swap,
  rxtxFactor: ({ rxtxFactor }: Flavor) => rxtxFactor,
  isPublic: ({ isPublic }: Flavor) => Number(isPublic),
  description: ({ description }: Flavor) => description ?? '',
};
export type FlavorOrder = keyof typeof orders;
export type Flavors = Table<Flavor, 'name', never, FlavorOrder>;

export const createFlavors = (world: World): Flavors =>
  world.store.table<Flavor, 'name', never, FlavorOrder>('compute/flavour', {
    key: ({ id }) => id,
    unique: { name: ({ name }) => name },
    orders,
  });

export const newFlavor = (
  flavor: Pick<Flavor, 'id' | 'name' | 'ram' | 'vcpus' | 'disk'> & Partial<Flavor>,
): Flavor => ({
  ephemeral: 0,
  swap: 0,
  rxtxFactor: 1,
  isPublic: true,
  description: null,
  extraSpecs: {},
  projects: [],
  ...flavor,
});

/** What a fresh world has; the ids are those that clouds for development use. */
export function seedFlavors(flavors: Flavors): void {
  flavors.insert(newFlavor({ id: '42', name: 'm1.nano', ram: 64, vcpus: 1, disk: 1 }));
  flavors.insert(newFlavor({ id: '84', name: 'm1.micro', ram: 128, vcpus: 1, disk: 1 }));
  flavors.insert(newFlavor({ id: '1', name: 'm1.tiny', ram: 512, vcpus: 1, disk: 1 }));
  flavors.insert(newFlavor({ id: '2', name: 'm1.small', ram: 2048, vcpus: 1, disk: 20 }));
  flavors.insert(newFlavor({ id: '3', name: 'm1.medium', ram: 4096, vcpus: 2, disk: 40 }));
}

/** Administrators see every flavour, others the public ones and those granted to their project. */
export const maySee = (caller: Caller, flavor: Flavor): boolean =>
  flavor.isPublic || caller.roles.has('admin') || flavor.projects.includes(projectOf(caller) ?? '');

/** @throws Fault 404 when there is none, or none that the caller may see */
export function visibleFlavor(flavors: Flavors, id: string, caller: Caller): Flavor {
  const flavor = flavors.get(id);
  if (flavor === undefined || !maySee(caller, flavor)) throw flavorNotFound(id);
  return flavor;
}

export const flavorNotFound = (id: string) => notFound(`Flavor ${id} could not be found.`);
