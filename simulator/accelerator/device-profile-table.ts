/** The device profiles of a world. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

/** One group of what a profile wants: `resources:…`, `trait:…`, `accel:…`. */
export type ProfileGroup = Readonly<Record<string, string>>;

export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly groups: readonly ProfileGroup[];
  readonly createdAt: number;
}
export type Profiles = Table<Profile, 'name'>;

export const createProfiles = (world: World): Profiles =>
  world.store.table('accelerator/device-profile', {
    key: ({ id }) => id,
    unique: { name: ({ name }) => name },
  });

/** The part of a key behind its prefix; undefined for another key. */
export const behind = (key: string, prefix: string): string | undefined =>
  key.startsWith(prefix) ? key.slice(prefix.length).trim() : undefined;

/** How many accelerators a group wants. */
export const wantedBy = (group: ProfileGroup): number =>
  Object.entries(group)
    .filter(([key]) => behind(key, 'resources:') !== undefined)
    .reduce((sum, [, value]) => sum + Number(value), 0);
