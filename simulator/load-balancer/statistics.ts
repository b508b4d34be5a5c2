/** What was counted, and the tree of statuses. Source: Load-balancer API reference v2. */
import type { StatisticsAnswer } from '../../src/contract/load-balancer/statistics.ts';
import type { Call } from '../kernel/call.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import type { Counting } from './counting.ts';
import type { PartRow } from './part.ts';
import { found } from './resource-routes.ts';
import type { Room } from './room.ts';

const loadBalancersPath = '/v2/lbaas/loadbalancers';
const listenersPath = '/v2/lbaas/listeners';

export function statisticsRoutes(
  { tables, statuses }: Room,
  counting: Counting,
): readonly Route<undefined>[] {
  const { loadBalancers, listeners, pools, members, monitors } = tables;
  const one = (call: Call) =>
    found({ label: 'Load Balancer', rows: loadBalancers, path: loadBalancersPath }, call, 'read');
  const told = (row: PartRow, status: string) => ({
    id: row.id,
    name: row.name,
    provisioning_status: row.provisioning,
    operating_status: status,
  });

  const tree = (call: Call) => {
    const loadBalancer = one(call);
    const poolTree = (id: string | undefined) => {
      const pool = id === undefined ? undefined : pools.get(id);
      if (pool === undefined) return [];
      const monitor = monitors.list('parent', pool.id)[0];
      return [
        {
          ...told(pool, statuses.pool(pool)),
          ...(monitor === undefined
            ? {}
            : { health_monitor: { ...told(monitor, statuses.of(monitor)), type: monitor.type } }),
          members: members.list('parent', pool.id).map((member) => ({
            ...told(member, statuses.member(member)),
            address: member.address,
            protocol_port: member.port,
          })),
        },
      ];
    };
    const loadbalancer = {
      ...told(loadBalancer, statuses.loadBalancer(loadBalancer)),
      listeners: listeners.list('loadBalancer', loadBalancer.id).map((listener) => ({
        ...told(listener, statuses.listener(listener)),
        pools: poolTree(listener.defaultPoolId),
      })),
    };
    return json(200, { statuses: { loadbalancer } });
  };

  return [
    {
      method: 'GET',
      path: `${loadBalancersPath}/:id/stats`,
      operation: 'show the statistics of a load balancer',
      handler(call) {
        const ids = listeners.list('loadBalancer', one(call).id).map(({ id }) => id);
        return json(200, { stats: counting.of(ids) } satisfies StatisticsAnswer);
      },
    },
    {
      method: 'GET',
      path: `${listenersPath}/:id/stats`,
      operation: 'show the statistics of a listener',
      handler(call) {
        const listener = { label: 'Listener', rows: listeners, path: listenersPath };
        const { id } = found(listener, call, 'read');
        return json(200, { stats: counting.of([id]) } satisfies StatisticsAnswer);
      },
    },
    ...['status', 'statuses'].map((word) => ({
      method: 'GET' as const,
      path: `${loadBalancersPath}/:id/${word}`,
      operation: 'show the statuses of a load balancer and all that belongs to it',
      handler: tree,
    })),
  ];
}
