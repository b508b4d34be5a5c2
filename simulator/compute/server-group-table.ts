/** Groups of servers that shall run together, or apart. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

export const groupPolicies = [
  'anti-affinity',
  'affinity',
  'soft-anti-affinity',
  'soft-affinity',
] as const;
export type GroupPolicy = (typeof groupPolicies)[number];

export interface ServerGroup {
  readonly id: string;
  readonly name: string;
  readonly policy: GroupPolicy;
  /** How many servers of an anti-affinity group one host may have. */
  readonly maxPerHost: number | undefined;
  readonly projectId: string;
  readonly userId: string;
}
export type ServerGroups = Table<ServerGroup, never, never, 'tenant'>;

export const createServerGroups = (world: World): ServerGroups =>
  world.store.table<ServerGroup, never, never, 'tenant'>('compute/server-group', {
    key: ({ id }) => id,
    orders: { tenant: ({ projectId }) => projectId },
  });
