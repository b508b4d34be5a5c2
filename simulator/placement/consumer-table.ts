/** Who has resources: what clients of placement have allocated, and what owners of providers have given. */
import type { Amounts } from '../../src/contract/placement/wire-types.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import type { OwnersConsumer, ProviderOwner } from './ports.ts';

export interface Consumer extends OwnersConsumer {
  readonly generation: number;
  readonly type: string;
  /** Its allocations are not made through placement. */
  readonly owned: boolean;
}

export interface Consumers {
  readonly table: Table<Consumer, never, 'project'>;
  get(id: string): Consumer | undefined;
  of(providerId: string): readonly Consumer[];
  /** Of a project. */
  in(projectId: string): readonly Consumer[];
}

export function createConsumers(world: World, owners: readonly ProviderOwner[]): Consumers {
  const table: Consumers['table'] = world.store.table('placement/consumer', {
    key: ({ id }) => id,
    groups: { project: ({ projectId }) => projectId },
  });
  /** One that has something of several owners has all of it. */
  const joined = (parts: readonly OwnersConsumer[]): readonly Consumer[] => {
    const byId = new Map<string, Consumer>();
    for (const part of parts) {
      const { allocations, ...before } = byId.get(part.id) ?? part;
      byId.set(part.id, {
        ...before,
        allocations: { ...allocations, ...part.allocations },
        generation: 1,
        type: 'INSTANCE',
        owned: true,
      });
    }
    return [...byId.values()];
  };
  return {
    table,
    get: (id) => joined(owners.flatMap((owner) => owner.consumer(id) ?? []))[0] ?? table.get(id),
    of: (id) => [
      ...joined(owners.flatMap((owner) => owner.consumersOf(id))),
      ...table.all().filter(({ allocations }) => allocations[id] !== undefined),
    ],
    in: (projectId) => [
      ...joined(owners.flatMap((owner) => owner.consumersIn(projectId))),
      ...table.list('project', projectId),
    ],
  };
}

/** Amounts by class, put together. */
export function sum(all: readonly Amounts[]): Amounts {
  const total: Record<string, number> = {};
  for (const amounts of all) {
    for (const [name, amount] of Object.entries(amounts)) {
      total[name] = (total[name] ?? 0) + amount;
    }
  }
  return total;
}
