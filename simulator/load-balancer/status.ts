/** How parts fare: operating statuses follow from health checks. */
import type { OperatingStatus } from '../../src/contract/load-balancer/wire-types.ts';
import type {
  Health,
  ListenerRow,
  LoadBalancerRow,
  MemberRow,
  MonitorRow,
  PoolRow,
  Tables,
} from './tables.ts';

const ofHealth: Readonly<Record<Health, OperatingStatus>> = {
  unknown: 'OFFLINE',
  well: 'ONLINE',
  ill: 'ERROR',
};

export type Statuses = ReturnType<typeof createStatuses>;

export function createStatuses(tables: Tables) {
  const { listeners, pools, members, monitors, health } = tables;

  const monitorOf = (poolId: string): MonitorRow | undefined =>
    monitors.list('parent', poolId).find(({ adminStateUp }) => adminStateUp);
  const member = (row: MemberRow): OperatingStatus => {
    if (!row.adminStateUp) return 'OFFLINE';
    if (monitorOf(row.poolId) === undefined) return 'NO_MONITOR';
    const { health: seen = 'unknown' } = health.get(row.id) ?? {};
    return seen === 'well' && row.weight === 0 ? 'DRAINING' : ofHealth[seen];
  };
  const pool = (row: PoolRow): OperatingStatus => {
    if (!row.adminStateUp) return 'OFFLINE';
    const seen = members.list('parent', row.id).map(member);
    const ill = seen.filter((status) => status === 'ERROR').length;
    if (ill === 0) return 'ONLINE';
    return ill === seen.length ? 'ERROR' : 'DEGRADED';
  };
  const listener = (row: ListenerRow): OperatingStatus => {
    if (!row.adminStateUp) return 'OFFLINE';
    const served = row.defaultPoolId === undefined ? undefined : pools.get(row.defaultPoolId);
    return served === undefined ? 'ONLINE' : pool(served);
  };
  const loadBalancer = (row: LoadBalancerRow): OperatingStatus => {
    const seen = listeners.list('loadBalancer', row.id).map(listener);
    if (!row.adminStateUp || row.provisioning === 'PENDING_CREATE') return 'OFFLINE';
    return (['ERROR', 'DEGRADED'] as const).find((status) => seen.includes(status)) ?? 'ONLINE';
  };
  return {
    monitorOf,
    member,
    pool,
    listener,
    loadBalancer,
    of: ({ adminStateUp }: { readonly adminStateUp: boolean }): OperatingStatus =>
      adminStateUp ? 'ONLINE' : 'OFFLINE',
  };
}
