/** What placement is told of accelerators: each is a provider below its host, of one thing. */
import type { Inventory as Offer } from '../../src/contract/placement/inventory.ts';
import type { Table } from '../kernel/table.ts';
import { type Deployable, kindOf } from './inventory.ts';
import type { Request } from './accelerator-request-table.ts';
import type { Room } from './room.ts';

type Amounts = Readonly<Record<string, number>>;

/** What clients of placement have changed of a provider. */
export interface Changes {
  readonly generation?: number;
  readonly inventories?: Readonly<Record<string, Offer>>;
  readonly traits?: readonly string[];
  readonly aggregates?: readonly string[];
  readonly claimed?: Amounts;
  readonly updatedAt?: number;
}

/** @param hostId the id of the provider that a host is, by its name */
export function createForPlacement(
  { inventory, requests, world }: Room,
  hostId: (name: string) => string | undefined,
) {
  const changed: Table<Changes & { readonly id: string }> = world.store.table(
    'accelerator/provider',
    { key: ({ id }) => id },
  );

  const boundTo = ({ id }: Deployable): readonly Request[] =>
    requests.list('accelerator', id).filter(({ binding }) => binding !== undefined);
  const classOf = ({ accelerator }: Deployable): string => kindOf(accelerator)[1];

  /** What is given away by other means, or to nobody, cannot be allocated. */
  const offerOf = (deployable: Deployable): Offer => {
    const { state, enabled } = deployable.accelerator;
    const given = boundTo(deployable).length > 0;
    const reserved = enabled && (given || state === 'free') ? 0 : 1;
    return { total: 1, reserved, min_unit: 1, max_unit: 1, step_size: 1, allocation_ratio: 1 };
  };

  const providerOf = (deployable: Deployable) => {
    const { accelerator, createdAt, id, providerId } = deployable;
    return {
      id: providerId,
      name: `${accelerator.host}_${id}`,
      parentId: hostId(accelerator.host) ?? null,
      generation: 1,
      inventories: { [classOf(deployable)]: offerOf(deployable) },
      traits: inventory
        .attributesOf(deployable)
        .filter(({ key }) => key.startsWith('trait'))
        .map(({ value }) => value),
      aggregates: [],
      used: { [classOf(deployable)]: boundTo(deployable).length },
      claimed: {},
      updatedAt: createdAt,
      ...changed.get(providerId),
    };
  };
  const all = () => inventory.deployables();
  const find = (id: string) => all().find(({ providerId }) => providerId === id);

  /** Servers with what they have of accelerators; requests that nothing was found for yet have nothing. */
  const consumersFrom = (rows: readonly Request[]) => {
    const byServer = new Map<string, Record<string, Amounts>>();
    const owners = new Map<string, string>();
    for (const { acceleratorId, binding, projectId } of rows) {
      const deployable = all().find(({ id }) => id === acceleratorId);
      if (binding === undefined || deployable === undefined) continue;
      const allocations = byServer.get(binding.serverId) ?? {};
      byServer.set(binding.serverId, {
        ...allocations,
        [deployable.providerId]: { [classOf(deployable)]: 1 },
      });
      owners.set(binding.serverId, projectId);
    }
    return [...byServer].map(([id, allocations]) => ({
      id,
      projectId: owners.get(id) ?? '',
      userId: '',
      allocations,
    }));
  };

  return {
    get: (id: string) => {
      const found = find(id);
      return found === undefined ? undefined : providerOf(found);
    },
    all: () => all().map(providerOf),
    update(id: string, change: Changes): void {
      if (changed.get(id) === undefined) changed.insert({ id, ...change });
      else changed.update(id, change);
    },
    consumer: (id: string) => consumersFrom(requests.list('server', id))[0],
    consumersOf: (id: string) => {
      const found = find(id);
      return found === undefined ? [] : consumersFrom(boundTo(found));
    },
    consumersIn: (projectId: string) =>
      consumersFrom(requests.all().filter((each) => each.projectId === projectId)),
  };
}
