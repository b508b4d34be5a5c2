/** What load balancers and all that belongs to them have in common. */
import type { ProvisioningStatus } from '../../src/contract/load-balancer/wire-types.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

export interface PartRow {
  readonly id: string;
  readonly projectId: string;
  /** Of a load balancer, its own. */
  readonly loadBalancerId: string;
  readonly name: string;
  readonly description: string;
  readonly adminStateUp: boolean;
  readonly tags: readonly string[];
  readonly provisioning: ProvisioningStatus;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number | undefined;
}

type Groups = 'project' | 'loadBalancer' | 'parent';
export type Parts<Row extends PartRow> = Table<Row, never, Groups>;

/** @param parent what a part stands below, beside its load balancer */
export const createParts = <Row extends PartRow>(
  world: World,
  name: string,
  parent: (row: Row) => string | undefined = () => undefined,
): Parts<Row> =>
  world.store.table<Row, never, Groups>(`load-balancer/${name}`, {
    key: ({ id }) => id,
    groups: {
      project: ({ projectId }) => projectId,
      loadBalancer: ({ loadBalancerId }) => loadBalancerId,
      parent,
    },
  });

/** What a client may say of every part. */
export interface CommonWish {
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly admin_state_up?: boolean | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
}

export function newPart(
  { clock, ids }: World,
  { projectId, loadBalancerId }: { projectId: string; loadBalancerId?: string },
  wish: CommonWish,
): PartRow {
  const id = ids.uuid();
  return {
    id,
    projectId,
    loadBalancerId: loadBalancerId ?? id,
    name: wish.name ?? '',
    description: wish.description ?? '',
    adminStateUp: wish.admin_state_up ?? true,
    tags: wish.tags ?? [],
    provisioning: 'PENDING_CREATE',
    createdAt: clock.now(),
    updatedAt: undefined,
  };
}

/** What of a wish changes a part; what it does not name stays. */
export const changedPart = (row: PartRow, wish: CommonWish): Partial<PartRow> => ({
  name: wish.name ?? row.name,
  description: wish.description ?? row.description,
  adminStateUp: wish.admin_state_up ?? row.adminStateUp,
  tags: wish.tags ?? row.tags,
});

const instant = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, '');

/** As every answer shows them. */
export const commonView = (row: PartRow) => ({
  id: row.id,
  name: row.name,
  project_id: row.projectId,
  tenant_id: row.projectId,
  admin_state_up: row.adminStateUp,
  provisioning_status: row.provisioning,
  tags: row.tags,
  created_at: instant(row.createdAt),
  updated_at: row.updatedAt === undefined ? null : instant(row.updatedAt),
});

export const referencesTo = (rows: readonly { readonly id: string }[]) =>
  rows.map(({ id }) => ({ id }));
