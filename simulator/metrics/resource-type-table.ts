/** Which types of resources there are. Source: Gnocchi 4.7 and the telemetry service's own types. */
import type { ResourceType as WireResourceType } from '../../src/contract/metrics/resource.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { noSuchType } from './faults.ts';

export interface ResourceType {
  readonly name: string;
  /** Beside what all resources have. */
  readonly attributes: WireResourceType['attributes'];
}
export type ResourceTypes = Table<ResourceType>;

const text = (required: boolean) =>
  ({ type: 'string', required, min_length: 0, max_length: 255 }) as const;
const type = (
  name: string,
  required: readonly string[] = [],
  optional: readonly string[] = [],
): ResourceType => ({
  name,
  attributes: Object.fromEntries([
    ...required.map((attribute) => [attribute, text(true)] as const),
    ...optional.map((attribute) => [attribute, text(false)] as const),
  ]),
});

const ofFreshService: readonly ResourceType[] = [
  type('generic'),
  type('instance', ['display_name'], ['host', 'flavor_name', 'created_at', 'deleted_at']),
  type('instance_disk', ['name', 'instance_id']),
  type('instance_network_interface', ['name', 'instance_id']),
  type('host', ['host_name']),
  type('volume', [], ['display_name', 'volume_type']),
];
export const isOfFreshService = (name: string): boolean =>
  ofFreshService.some((each) => each.name === name);

export function createResourceTypes({ store }: World): ResourceTypes {
  const types: ResourceTypes = store.table<ResourceType>('metrics/resource-type', {
    key: ({ name }) => name,
  });
  for (const each of ofFreshService) types.insert(each);
  return types;
}

/** @throws Fault 404 */
export function typeCalled(types: ResourceTypes, name: string): ResourceType {
  const found = types.get(name);
  if (found === undefined) throw noSuchType(name);
  return found;
}
