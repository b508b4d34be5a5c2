/** The load-balancer service: its API, and listeners that forward what comes to members. */
import type { Call } from '../kernel/call.ts';
import type { Caller } from '../kernel/caller.ts';
import { json } from '../kernel/reply.ts';
import { createService, type Route, type Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import { createCounting } from './counting.ts';
import { createDataPath } from './data-path.ts';
import { loadBalancerBodies, missing, writeLoadBalancerFault } from './faults.ts';
import { createHaproxyPath } from './haproxy/data-path.ts';
import { healthMonitorResource } from './health-monitor.ts';
import { l7PolicyResource } from './l7-policy.ts';
import { l7RuleResource } from './l7-rule.ts';
import { createLife } from './life.ts';
import { listenerResource } from './listener.ts';
import { loadBalancerRoutes } from './load-balancer.ts';
import { memberResource } from './member.ts';
import { routesNotServed } from './not-served.ts';
import { poolResource } from './pool.ts';
import type { VirtualAddresses, Wire } from './ports.ts';
import { createQuotas } from './quota.ts';
import { resourceRoutes } from './resource-routes.ts';
import type { Room } from './room.ts';
import { statisticsRoutes } from './statistics.ts';
import { createStatuses } from './status.ts';
import { createTables } from './tables.ts';
import { versionRoutes } from './versions.ts';

export const loadBalancerPath = '/load-balancer';

/** What the load-balancer service needs of others. */
export interface LoadBalancerNeeds {
  /** @throws Fault when the token is missing or invalid */
  readonly authenticate: (call: Call) => Caller;
  readonly addresses: VirtualAddresses;
  readonly wire: Wire;
  /** The folder of an HAProxy that takes connections instead. */
  readonly haproxy?: string;
}

export interface LoadBalancerService {
  readonly service: Service;
  /** The world is another: connections to what was open are taken no more. */
  startAnew(): void;
  /** Takes no more connections. */
  close(): Promise<void>;
}

export function createLoadBalancer(
  world: World,
  { authenticate, addresses, wire, haproxy }: LoadBalancerNeeds,
): LoadBalancerService {
  const tables = createTables(world);
  const statuses = createStatuses(tables);
  const counting = createCounting(tables);
  const dataPath =
    haproxy === undefined
      ? createDataPath(world, tables, statuses, wire, counting)
      : createHaproxyPath(tables, statuses, counting, haproxy);
  const life = createLife({
    world,
    tables,
    settled: () => {
      dataPath.follow();
    },
    gone: ({ vip }) => {
      addresses.release(vip);
    },
  });
  const room: Room = { world, tables, life, quotas: createQuotas(world, tables), statuses };

  const providers: Route<undefined> = {
    method: 'GET',
    path: '/v2/lbaas/providers',
    operation: 'list providers',
    handler: () =>
      json(200, { providers: [{ name: 'amphora', description: 'The simulator’s own.' }] }),
  };
  const service = createService<undefined>(world, {
    name: 'load balancing',
    basePath: loadBalancerPath,
    routes: [
      ...versionRoutes,
      ...loadBalancerRoutes(room, addresses),
      ...resourceRoutes(listenerResource(room), room),
      ...resourceRoutes(poolResource(room), room),
      ...resourceRoutes(
        memberResource(room, (id) => addresses.hasSubnet(id)),
        room,
      ),
      ...resourceRoutes(
        healthMonitorResource(room, (id) => {
          dataPath.watch(id);
        }),
        room,
      ),
      ...resourceRoutes(l7PolicyResource(room), room),
      ...resourceRoutes(l7RuleResource(room), room),
      ...statisticsRoutes(room, counting),
      ...room.quotas.routes,
      providers,
      ...routesNotServed,
    ],
    rewritePath: (path) => path.replace(/^\/v2\.0(?=\/)/, '/v2'),
    authenticate,
    tokenBeforeRoute: true,
    prepare: () => undefined,
    body: loadBalancerBodies,
    writeFault: writeLoadBalancerFault,
    unknownRoute: ({ path }) => {
      throw missing('Path', path);
    },
    requestIdHeaders: ['x-openstack-request-id'],
  });
  return {
    service: dataPath.inStep === undefined ? service : afterwards(service, dataPath.inStep),
    startAnew() {
      dataPath.startAnew();
    },
    close: () => dataPath.close(),
  };
}

/** What it tells is then what is. */
const afterwards = (service: Service, inStep: () => Promise<void>): Service => ({
  ...service,
  async fetch(request) {
    await inStep();
    return service.fetch(request);
  },
});
