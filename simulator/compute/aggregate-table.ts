/** Groups of hosts that administrators make; one with a zone puts its hosts into it. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { defaultZone, type Hosts } from './host-table.ts';

export interface Aggregate {
  readonly number: number;
  readonly uuid: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly updatedAt: number | undefined;
  /** It is gone; its number is never given again. */
  readonly deleted: boolean;
}
export type Aggregates = Table<Aggregate, 'name'>;

/** The key of its metadata that names the zone. */
export const zoneKey = 'availability_zone';

export const createAggregates = (world: World): Aggregates =>
  world.store.table<Aggregate, 'name'>('compute/aggregate', {
    key: ({ number }) => String(number),
    unique: { name: ({ name, deleted }) => (deleted ? undefined : name) },
  });

/** Those that are there. */
export const present = (aggregates: Aggregates): readonly Aggregate[] =>
  aggregates.all().filter(({ deleted }) => !deleted);

/** The zones that aggregates put a host into. */
export const zonesOf = (aggregates: readonly Aggregate[], host: string): readonly string[] =>
  aggregates.flatMap(({ hosts, metadata: { [zoneKey]: zone } }) =>
    hosts.includes(host) && zone !== undefined ? [zone] : [],
  );

/** Lets a host be where its aggregates put it; placement is told which they are. */
export function regroup(hosts: Hosts, aggregates: Aggregates, name: string): void {
  const host = hosts.get(name);
  if (host === undefined) return;
  const all = present(aggregates);
  const known = new Set(all.map(({ uuid }) => uuid));
  const mine = all.filter((each) => each.hosts.includes(name)).map(({ uuid }) => uuid);
  hosts.update(name, {
    zone: zonesOf(all, name)[0] ?? defaultZone,
    aggregates: [...host.aggregates.filter((uuid) => !known.has(uuid)), ...mine],
    generation: host.generation + 1,
  });
}
