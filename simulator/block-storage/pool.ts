/**
 * The pools of the one back end, in which volumes are. Source: Block Storage API reference v3, "Back-end
 * storage pools".
 */
import type { PoolsAnswer } from '../../src/contract/block-storage/pool.ts';
import type { Enforcer } from '../kernel/policy.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import type { Served } from './microversions.ts';
import type { VolumeRule } from './policy.ts';
import type { Volumes } from './virtual-storage-table.ts';

/** New volumes are put into the first. */
export const pools = ['simulator@pool#pool', 'simulator@pool#reserve'] as const;
/** What each of them holds, in GiB. */
const capacity = 100_000;

export function poolRoutes(volumes: Volumes, policy: Enforcer<VolumeRule>): Route<Served>[] {
  const capabilities = (name: string) => {
    const allocated = volumes
      .all()
      .reduce((sum, { pool, size }) => sum + (pool === name ? size : 0), 0);
    return {
      pool_name: name.split('#')[1],
      volume_backend_name: 'pool',
      storage_protocol: 'iSCSI',
      total_capacity_gb: capacity,
      free_capacity_gb: capacity - allocated,
      allocated_capacity_gb: allocated,
      reserved_percentage: 0,
    };
  };
  return [
    {
      method: 'GET',
      path: '/v3/scheduler-stats/get_pools',
      operation: 'list pools',
      handler: (call) => {
        policy.enforce('scheduler_extension:scheduler_stats:get_pools', call.caller);
        const full = /^(1|true)$/i.test(call.query.get('detail') ?? '');
        return json(200, {
          pools: pools.map((name) => ({
            name,
            ...(full ? { capabilities: capabilities(name) } : {}),
          })),
        } satisfies PoolsAnswer);
      },
    },
  ];
}
