/** The policies that there are. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

/** What was transferred as one version. */
export interface Content {
  readonly version: string;
  readonly type: string;
  readonly text: string;
}

export interface PolicyRow {
  readonly id: string;
  /** The tenant whose it is. */
  readonly owner: string;
  readonly designer: string;
  readonly name: string;
  readonly contents: readonly Content[];
  /** The version that counts; undefined before one was transferred. */
  readonly selected: string | undefined;
  readonly isActive: boolean;
  /** Undefined: nobody has said anything of what it is for. */
  readonly associations: readonly string[] | undefined;
}

export type PolicyTable = Table<PolicyRow>;

export const createPolicyTable = (world: World): PolicyTable =>
  world.store.table('policy/policy', { key: ({ id }) => id });
