/** The volume types of a world. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

export interface VolumeType {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly isPublic: boolean;
  readonly extraSpecs: Readonly<Record<string, string>>;
}
export type VolumeTypes = Table<VolumeType, 'name'>;

/** The type of volumes that are made without one. */
export const defaultTypeName = '__DEFAULT__';

export function createVolumeTypes(world: World): VolumeTypes {
  const types = world.store.table<VolumeType, 'name'>('block-storage/volume-type', {
    key: ({ id }) => id,
    unique: { name: ({ name }) => name },
  });
  types.insert({
    id: world.ids.uuid(),
    name: defaultTypeName,
    description: 'Default Volume Type',
    isPublic: true,
    extraSpecs: {},
  });
  types.insert({
    id: world.ids.uuid(),
    name: 'nfs',
    description: null,
    isPublic: true,
    extraSpecs: { volume_backend_name: 'nfs' },
  });
  return types;
}
