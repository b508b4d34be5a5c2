/**
 * Changes take their time, and one load balancer has one at a time: until it is done, the whole tree refuses
 * others.
 */
import type { ProvisioningStatus } from '../../src/contract/load-balancer/wire-types.ts';
import type { World } from '../kernel/world.ts';
import { immutable } from './faults.ts';
import type { PartRow } from './part.ts';
import type { LoadBalancerRow, Tables } from './tables.ts';

/** Milliseconds until a change is done. */
const durations = { create: 2_000, change: 100 } as const;

/** A row of one of the tables. */
export interface Place {
  readonly rows: {
    get(id: string): PartRow | undefined;
    update(id: string, change: Partial<PartRow>): PartRow | undefined;
  };
  readonly id: string;
}

export interface LifeNeeds {
  readonly world: World;
  readonly tables: Tables;
  /** Is told when something of a load balancer has become active or has gone. */
  readonly settled: (loadBalancerId: string) => void;
  readonly gone: (row: LoadBalancerRow) => void;
}

export type Life = ReturnType<typeof createLife>;

export function createLife({ world, tables, settled, gone }: LifeNeeds) {
  const { clock } = world;

  function settle(loadBalancerId: string): void {
    const before = tables.loadBalancers.get(loadBalancerId);
    if (before === undefined) return;
    for (const rows of tables.all.toReversed()) {
      for (const { id, provisioning } of rows.list('loadBalancer', loadBalancerId)) {
        if (provisioning === 'PENDING_DELETE') rows.delete(id);
        else if (provisioning.startsWith('PENDING')) rows.update(id, { provisioning: 'ACTIVE' });
      }
    }
    if (tables.loadBalancers.get(loadBalancerId) === undefined) gone(before);
    settled(loadBalancerId);
  }

  return {
    /** @throws Fault 409 while a change is under way */
    mustBeMutable({ id }: Pick<PartRow, 'id'>): LoadBalancerRow {
      const row = tables.loadBalancers.get(id);
      if (row === undefined || row.provisioning.startsWith('PENDING')) {
        throw immutable('Load Balancer', id);
      }
      return row;
    },
    /**
     * A change begins.
     * @param to what becomes of these rows until it is done
     * @param above what they belong to, and what is changed with them
     */
    begin(
      loadBalancerId: string,
      to: ProvisioningStatus,
      these: readonly Place[],
      above: readonly Place[] = [],
    ): void {
      const all = [{ rows: tables.loadBalancers, id: loadBalancerId }, ...above];
      for (const { rows, id } of all) rows.update(id, { provisioning: 'PENDING_UPDATE' });
      for (const { rows, id } of these) {
        const updatedAt = to === 'PENDING_CREATE' ? undefined : clock.now();
        rows.update(id, { provisioning: to, updatedAt });
      }
      const isWhole = these.some(({ id }) => id === loadBalancerId);
      const takes = isWhole && to === 'PENDING_CREATE' ? durations.create : durations.change;
      clock.schedule(takes, () => {
        settle(loadBalancerId);
      });
    },
  };
}
