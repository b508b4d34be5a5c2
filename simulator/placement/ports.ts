/**
 * What placement needs of others, in its own terms: whoever has resources implements it, and meets
 * placement in `create-simulator.ts` only.
 */
import type { Inventory } from '../../src/contract/placement/inventory.ts';
import type { Amounts } from '../../src/contract/placement/wire-types.ts';

export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  /** How often it was changed. */
  readonly generation: number;
  readonly inventories: Readonly<Record<string, Inventory>>;
  readonly traits: readonly string[];
  readonly aggregates: readonly string[];
  /** What its owner has given away of it, by resource class. */
  readonly used: Amounts;
  /** What was allocated of it through placement. */
  readonly claimed: Amounts;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
}

export type ProviderChange = Partial<
  Pick<Provider, 'generation' | 'inventories' | 'traits' | 'aggregates' | 'claimed' | 'updatedAt'>
>;

/** Who has something, as its owner tells. */
export interface OwnersConsumer {
  readonly id: string;
  readonly projectId: string;
  readonly userId: string;
  /** By provider. */
  readonly allocations: Readonly<Record<string, Amounts>>;
}

/** Providers that somebody else keeps. */
export interface ProviderOwner {
  get(id: string): Provider | undefined;
  all(): readonly Provider[];
  update(id: string, change: ProviderChange): void;
  consumer(id: string): OwnersConsumer | undefined;
  /** Those that have something of a provider. */
  consumersOf(providerId: string): readonly OwnersConsumer[];
  consumersIn(projectId: string): readonly OwnersConsumer[];
}
