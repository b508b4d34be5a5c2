/** What every room of the load-balancer service works with. */
import type { World } from '../kernel/world.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import { missingPart } from './faults.ts';
import type { Life } from './life.ts';
import { loadBalancerPolicy } from './policy.ts';
import type { createQuotas } from './quota.ts';
import type { Statuses } from './status.ts';
import type { LoadBalancerRow, Tables } from './tables.ts';

export interface Room {
  readonly world: World;
  readonly tables: Tables;
  readonly life: Life;
  readonly quotas: ReturnType<typeof createQuotas>;
  readonly statuses: Statuses;
}

/**
 * The load balancer that a body refers to.
 * @throws Fault 400 when there is none, 403 when it is another's
 */
export function referredTo({ loadBalancers }: Tables, id: string, caller: Caller): LoadBalancerRow {
  const row = loadBalancers.get(id);
  if (row === undefined) throw missingPart('Load Balancer', id);
  loadBalancerPolicy.enforce('write', caller, { project_id: row.projectId });
  return row;
}

export const ownProject = (caller: Caller): string => projectOf(caller) ?? '';
