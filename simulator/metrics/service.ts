/** The metrics service (Gnocchi): measures of servers, and those that clients bring. */
import type { Call } from '../kernel/call.ts';
import type { Caller } from '../kernel/caller.ts';
import { createService } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import { aggregateRoutes } from './aggregates.ts';
import { createArchivePolicies } from './archive-policy-table.ts';
import { archivePolicyRoutes } from './archive-policy.ts';
import { metricsBodies, unknownPath, writeMetricsFault } from './faults.ts';
import { createForAlarming } from './for-alarming.ts';
import { metricRoutes } from './metric.ts';
import type { InterfacesOfServers } from './ports.ts';
import { createTables } from './resource-table.ts';
import { createResourceTypes } from './resource-type-table.ts';
import { resourceTypeRoutes } from './resource-type.ts';
import { resourceRoutes } from './resource.ts';
import type { Room } from './room.ts';
import { followServers } from './server-life.ts';
import { createServersMeasured } from './servers-measured.ts';
import { stimuliRoutes } from './stimuli.ts';
import { routesNotServed, versionRoutes } from './versions.ts';

export const metricsPath = '/metric';

/** What metrics need of others. */
export interface MetricsNeeds {
  /** @throws Fault when the token is missing or invalid */
  readonly authenticate: (call: Call) => Caller;
  readonly interfaces: InterfacesOfServers;
}

export function createMetrics(world: World, { authenticate, interfaces }: MetricsNeeds) {
  const room: Room = {
    world,
    policies: createArchivePolicies(world),
    types: createResourceTypes(world),
    ...createTables(world),
    servers: createServersMeasured(followServers(world), interfaces),
  };
  const service = createService<undefined>(world, {
    name: 'metrics',
    basePath: metricsPath,
    routes: [
      ...versionRoutes,
      ...archivePolicyRoutes(room),
      ...resourceTypeRoutes(room),
      ...metricRoutes(room),
      ...resourceRoutes(room),
      ...aggregateRoutes(room),
      ...stimuliRoutes(room),
      ...routesNotServed,
    ],
    rewritePath: (path) => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path),
    authenticate,
    tokenBeforeRoute: true,
    prepare: () => undefined,
    body: metricsBodies,
    writeFault: writeMetricsFault,
    unknownRoute: () => {
      throw unknownPath();
    },
    requestIdHeaders: ['x-openstack-request-id'],
  });
  return { service, forAlarming: createForAlarming(room) };
}
