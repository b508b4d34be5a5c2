/** How much a tenant may have, and how much it has. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

/** -1: as much as there is. Source: the service's defaults. */
export const defaultQuota = {
  cores: 20,
  fixed_ips: -1,
  floating_ips: -1,
  injected_file_content_bytes: 10_240,
  injected_file_path_bytes: 255,
  injected_files: 5,
  instances: 10,
  key_pairs: 100,
  metadata_items: 128,
  ram: 51_200,
  security_group_rules: -1,
  security_groups: -1,
  server_group_members: 10,
  server_groups: 10,
} as const satisfies Readonly<Record<string, number>>;
export type QuotaKey = keyof typeof defaultQuota;
export type Quota = Readonly<Record<QuotaKey, number>>;

/** What was set for a tenant; the defaults hold for the rest. */
export interface QuotaOfTenant {
  readonly projectId: string;
  readonly limits: Partial<Quota>;
}
export type Quotas = Table<QuotaOfTenant>;

export const createQuotas = (world: World): Quotas =>
  world.store.table<QuotaOfTenant>('compute/quota', { key: ({ projectId }) => projectId });

export const quotaOf = (quotas: Quotas, projectId: string): Quota => ({
  ...defaultQuota,
  ...quotas.get(projectId)?.limits,
});
