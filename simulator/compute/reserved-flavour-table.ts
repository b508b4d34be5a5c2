/** Flavours of what is reserved: only so many servers find room with one, and only on certain hosts. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import type { Server, Servers } from './virtual-compute-table.ts';

export interface ReservedFlavour {
  /** Of the flavour, and of the reservation. */
  readonly id: string;
  /** How many servers each host has room for, by name. */
  readonly places: Readonly<Record<string, number>>;
}
export type ReservedFlavours = Table<ReservedFlavour>;

export const createReservedFlavours = (world: World): ReservedFlavours =>
  world.store.table<ReservedFlavour>('compute/reserved-flavour', { key: ({ id }) => id });

/** The extra spec that binds a flavour to a reservation. */
export const reservationSpec = 'aggregate_instance_extra_specs:reservation';

export const lives = ({ deleted, vmState }: Server): boolean => !deleted && vmState !== 'deleted';

/** Whether a host has room for one more server of a flavour; for those of no reservation it always has. */
export function hasReservedRoom(
  { reserved, servers }: { readonly reserved: ReservedFlavours; readonly servers: Servers },
  extraSpecs: Readonly<Record<string, string>>,
  host: string,
): boolean {
  const id = extraSpecs[reservationSpec];
  if (id === undefined) return true;
  const places = reserved.get(id)?.places[host] ?? 0;
  const taken = servers.list('host', host).filter((one) => one.flavor.id === id && lives(one));
  return taken.length < places;
}
