/** All tables of the service. */
import type { Algorithm } from '../../src/contract/load-balancer/pool.ts';
import type { Comparison } from '../../src/contract/load-balancer/l7-rule.ts';
import type { World } from '../kernel/world.ts';
import { createParts, type PartRow } from './part.ts';

export interface LoadBalancerRow extends PartRow {
  readonly vip: {
    readonly address: string;
    readonly networkId: string;
    readonly subnetId: string;
    readonly portId: string;
    /** The service has made the port, and takes it away again. */
    readonly ours: boolean;
  };
}
export interface ListenerRow extends PartRow {
  readonly protocol: string;
  readonly port: number;
  readonly defaultPoolId: string | undefined;
  readonly connectionLimit: number;
  /** Its reference, where the listener terminates TLS. */
  readonly certificate: string | undefined;
  readonly insertHeaders: Readonly<Record<string, string>>;
  readonly timeouts: {
    readonly client: number;
    readonly memberConnect: number;
    readonly memberData: number;
  };
}
export interface PoolRow extends PartRow {
  readonly protocol: string;
  readonly algorithm: Algorithm;
  readonly persistence:
    { readonly type: string; readonly cookieName: string | undefined } | undefined;
}
export interface MemberRow extends PartRow {
  readonly poolId: string;
  readonly address: string;
  readonly port: number;
  readonly weight: number;
  readonly backup: boolean;
  readonly subnetId: string | undefined;
  readonly monitorAddress: string | undefined;
  readonly monitorPort: number | undefined;
}
export interface MonitorRow extends PartRow {
  readonly poolId: string;
  readonly type: string;
  /** Seconds. */
  readonly delay: number;
  readonly timeout: number;
  readonly maxRetries: number;
  readonly maxRetriesDown: number;
  readonly method: string;
  readonly path: string;
  readonly expectedCodes: string;
}
export interface PolicyRow extends PartRow {
  readonly listenerId: string;
  readonly action: string;
  readonly position: number;
  readonly poolId: string | undefined;
  readonly url: string | undefined;
  readonly prefix: string | undefined;
  readonly httpCode: number | undefined;
}
export interface RuleRow extends PartRow {
  readonly policyId: string;
  readonly type: string;
  readonly comparison: Comparison;
  readonly key: string | undefined;
  readonly value: string;
  readonly invert: boolean;
}

/** What a listener has counted. */
export interface CountRow {
  readonly listenerId: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly connections: number;
  readonly errors: number;
}

export type Health = 'unknown' | 'well' | 'ill';
/** How a member fares at its health check. */
export interface HealthRow {
  readonly memberId: string;
  readonly health: Health;
  /** How many checks in a row went the other way. */
  readonly against: number;
}

export type Tables = ReturnType<typeof createTables>;

export function createTables(world: World) {
  const loadBalancers = createParts<LoadBalancerRow>(world, 'load-balancer');
  const listeners = createParts<ListenerRow>(world, 'listener');
  const pools = createParts<PoolRow>(world, 'pool');
  const members = createParts<MemberRow>(world, 'member', ({ poolId }) => poolId);
  const monitors = createParts<MonitorRow>(world, 'health-monitor', ({ poolId }) => poolId);
  const policies = createParts<PolicyRow>(world, 'l7-policy', ({ listenerId }) => listenerId);
  const rules = createParts<RuleRow>(world, 'l7-rule', ({ policyId }) => policyId);
  return {
    loadBalancers,
    listeners,
    pools,
    members,
    monitors,
    policies,
    rules,
    counts: world.store.table<CountRow>('load-balancer/counts', {
      key: ({ listenerId }) => listenerId,
    }),
    health: world.store.table<HealthRow>('load-balancer/health', {
      key: ({ memberId }) => memberId,
    }),
    /** Deepest last. */
    all: [loadBalancers, listeners, pools, members, monitors, policies, rules] as const,
  };
}
