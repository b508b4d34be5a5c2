/** All providers of resources: those of their owners, and those that clients have made. */
import type { Inventory } from '../../src/contract/placement/inventory.ts';
import { notFound } from '../kernel/fault.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import { concurrent, Unknown } from './faults.ts';
import type { Provider, ProviderChange, ProviderOwner } from './ports.ts';

export interface Providers {
  get(id: string): Provider | undefined;
  named(name: string): Provider | undefined;
  all(): readonly Provider[];
  /** @throws Fault 404 */
  find(id: string): Provider;
  /**
   * The same where a handler looks into what is missing, and says so in words of its own.
   * @param between what stands between its words and those from below
   * @throws Fault 404
   */
  lookUp(id: string, between?: string): Provider;
  /** The provider at the top of the tree that has this one. */
  rootOf(provider: Provider): Provider;
  /** The whole tree of a root, the root first. */
  tree(rootId: string): readonly Provider[];
  insert(provider: Provider): void;
  /** Only of those that clients have made. */
  rename(id: string, change: Pick<Provider, 'name' | 'parentId'>): void;
  delete(id: string): void;
  isOwned(id: string): boolean;
  /** Changes it, and counts that. @returns the provider as it is then */
  change(id: string, change: ProviderChange): Provider;
}

export function createProviders(world: World, owners: readonly ProviderOwner[]): Providers {
  const table: Table<Provider, 'name'> = world.store.table('placement/resource-provider', {
    key: ({ id }) => id,
    unique: { name: ({ name }) => name },
  });
  const ownerOf = (id: string) => owners.find((owner) => owner.get(id) !== undefined);
  const get = (id: string) => table.get(id) ?? ownerOf(id)?.get(id);
  const all = () => [...owners.flatMap((owner) => owner.all()), ...table.all()];
  const find = (id: string): Provider => {
    const found = get(id);
    if (found === undefined) throw new Unknown(`No resource provider with uuid ${id} found`);
    return found;
  };
  const lookUp = (id: string, between = ': '): Provider => {
    const found = get(id);
    if (found !== undefined) return found;
    const unknown = `No resource provider with uuid ${id} found`;
    throw notFound(unknown + between + unknown);
  };
  const rootOf = (provider: Provider): Provider => {
    const parent = provider.parentId === null ? undefined : get(provider.parentId);
    return parent === undefined ? provider : rootOf(parent);
  };
  const change = (id: string, how: ProviderChange): Provider => {
    const { generation } = find(id);
    const counted = { ...how, generation: generation + 1, updatedAt: world.clock.now() };
    const owner = ownerOf(id);
    if (owner === undefined) table.update(id, counted);
    else owner.update(id, counted);
    return find(id);
  };
  return {
    get,
    named: (name) => table.find('name', name) ?? all().find((each) => each.name === name),
    all,
    find,
    lookUp,
    rootOf,
    tree(rootId) {
      const rows = all();
      const below = (id: string): readonly Provider[] =>
        rows.filter(({ parentId }) => parentId === id).flatMap((row) => [row, ...below(row.id)]);
      const root = get(rootId);
      return root === undefined ? [] : [root, ...below(rootId)];
    },
    insert: (provider) => void table.insert(provider),
    rename: (id, how) => void table.update(id, { ...how, updatedAt: world.clock.now() }),
    delete: (id) => void table.delete(id),
    isOwned: (id) => ownerOf(id) !== undefined,
    change,
  };
}

/** @throws Fault 409 when somebody has changed it since it had this generation */
export function mustBeSeen(
  provider: Provider,
  generation: number,
  otherwise = "Resource provider's generation already changed. Please update the generation and try again.",
): void {
  if (provider.generation !== generation) throw concurrent(otherwise);
}

/** What is taken of a class of a provider. */
export const usedOf = ({ used, claimed }: Provider, name: string): number =>
  (used[name] ?? 0) + (claimed[name] ?? 0);

/** How much of it may be given away. */
export const capacityOf = ({ total, reserved, allocation_ratio: ratio }: Inventory): number =>
  Math.floor((total - reserved) * ratio);

/** Whether so much of a class fits beside what is taken already. */
export function fits(provider: Provider, name: string, amount: number): boolean {
  const inventory = provider.inventories[name];
  return (
    inventory !== undefined &&
    amount >= inventory.min_unit &&
    amount <= inventory.max_unit &&
    amount % inventory.step_size === 0 &&
    usedOf(provider, name) + amount <= capacityOf(inventory)
  );
}
