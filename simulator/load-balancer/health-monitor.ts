/** Health monitors. Source: Load-balancer API reference v2, "Health monitor". */
import type { z } from 'zod';
import {
  createHealthMonitor,
  type HealthMonitor as WireHealthMonitor,
  updateHealthMonitor,
} from '../../src/contract/load-balancer/health-monitor.ts';
import { conflict } from '../kernel/fault.ts';
import { invalid, missing, unsupported } from './faults.ts';
import { commonView, referencesTo } from './part.ts';
import type { Resource } from './resource.ts';
import { referredTo, type Room } from './room.ts';
import type { MonitorRow } from './tables.ts';

const create = createHealthMonitor.shape.healthmonitor;
const update = updateHealthMonitor.shape.healthmonitor;
type Create = z.infer<typeof create>;
type Update = z.infer<typeof update>;

/** @param watch begins to check members */
export function healthMonitorResource(
  room: Room,
  watch: (monitorId: string) => void,
): Resource<MonitorRow, Create, Update> {
  const { pools, monitors } = room.tables;
  return {
    label: 'Health Monitor',
    word: 'healthmonitor',
    collection: 'healthmonitors',
    path: '/v2/lbaas/healthmonitors',
    limited: 'health_monitor',
    rows: monitors,
    create,
    update,
    view(row) {
      const http = row.type === 'HTTP';
      return {
        ...commonView(row),
        operating_status: room.statuses.of(row),
        type: row.type,
        delay: row.delay,
        timeout: row.timeout,
        max_retries: row.maxRetries,
        max_retries_down: row.maxRetriesDown,
        http_method: http ? row.method : null,
        url_path: http ? row.path : null,
        expected_codes: http ? row.expectedCodes : null,
        http_version: null,
        domain_name: null,
        pools: referencesTo([{ id: row.poolId }]),
      } satisfies WireHealthMonitor;
    },

    plan(wish, { caller }) {
      const { pool_id: poolId, type } = wish;
      const pool = pools.get(poolId);
      if (pool === undefined) throw missing('Pool', poolId);
      const of = referredTo(room.tables, pool.loadBalancerId, caller);
      if (type !== 'HTTP' && type !== 'TCP') throw unsupported(`health monitors of type ${type}`);
      if (type === 'TCP' && [wish.http_method, wish.url_path, wish.expected_codes].some(isTold)) {
        throw invalid('http_method, url_path and expected_codes are for HTTP health monitors.');
      }
      const times = possible(wish);
      if (monitors.count('parent', poolId) > 0) {
        throw conflict('This pool already has a health monitor');
      }
      return {
        of,
        own: {
          poolId,
          type,
          ...times,
          maxRetries: wish.max_retries,
          maxRetriesDown: wish.max_retries_down ?? 3,
          method: wish.http_method ?? 'GET',
          path: wish.url_path ?? '/',
          expectedCodes: wish.expected_codes ?? '200',
        },
      };
    },
    created: ({ id }) => {
      watch(id);
    },
    change: (row, wish) => ({
      ...possible({ delay: wish.delay ?? row.delay, timeout: wish.timeout ?? row.timeout }),
      maxRetries: wish.max_retries ?? row.maxRetries,
      maxRetriesDown: wish.max_retries_down ?? row.maxRetriesDown,
      method: wish.http_method ?? row.method,
      path: wish.url_path ?? row.path,
      expectedCodes: wish.expected_codes ?? row.expectedCodes,
    }),
    above: ({ poolId }) => [{ rows: pools, id: poolId }],
    below: () => [],
  };
}

const isTold = (value: unknown): boolean => value !== null && value !== undefined;

/** @throws Fault 400 for checks that begin before the last has ended */
function possible({ delay, timeout }: { readonly delay: number; readonly timeout: number }) {
  if (delay < 1) throw invalid('The delay of a health monitor must be at least 1.');
  if (timeout > delay) {
    throw invalid(
      `The timeout of a health monitor must be less than or equal to its delay (${String(delay)}).`,
    );
  }
  return { delay, timeout };
}
