/**
 * The reservation service: leases that begin and end by the clock, and hosts and addresses to give. A host that
 * is reserved whole is kept for nobody by compute, as without the filter that the service has for it.
 */
import type { Call } from '../kernel/call.ts';
import type { Caller } from '../kernel/caller.ts';
import type { Clock } from '../kernel/clock.ts';
import { Fault } from '../kernel/fault.ts';
import { createService, type Route, type Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import { createCapacity } from './capacity.ts';
import {
  frameworkFault,
  internal,
  reservationBodies,
  unrendered,
  writeReservationFault,
} from './faults.ts';
import { enterAddress, floatingIpRoutes } from './floating-ip.ts';
import { enterHost, hostRoutes } from './host.ts';
import { leaseRoutes } from './lease.ts';
import { createLife } from './lease-life.ts';
import type { ComputeForReservation, NetworkForReservation } from './ports.ts';
import type { Room } from './room.ts';
import { createTables } from './tables.ts';
import { isRoot, negotiate, versionRoutes } from './versions.ts';

export const reservationPath = '/reservation';

/** What the reservation service needs of others. */
export interface ReservationNeeds {
  /** @throws Fault when the token is missing or invalid */
  readonly authenticate: (call: Call) => Caller;
  /** Dates are dates, however fast all else goes on. */
  readonly calendar: Clock;
  /** The hosts that a fresh world has to give. */
  readonly hostNames: readonly string[];
  readonly compute: ComputeForReservation;
  readonly network: NetworkForReservation;
}

/** The addresses that a fresh world has to give. */
const seededAddresses = ['172.24.4.251', '172.24.4.252'];

/** Whoever does not say what answer it accepts gets none, although all was done. */
const rendered = (route: Route<undefined>): Route<undefined> => {
  const { handler } = route;
  if (handler === undefined) return route;
  return {
    ...route,
    handler: async (call) => {
      const reply = await handler(call);
      return call.header('accept') === undefined ? unrendered : reply;
    },
  };
};

const leadsTo = ({ path }: Route<undefined>, asked: string): boolean =>
  new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`).test(asked);

/** Before the service proper no ids of requests are told, and at its root no challenge. */
const before =
  (authenticate: (call: Call) => Caller) =>
  (call: Call): Caller => {
    const told = call.answerHeaders.splice(0);
    try {
      const caller = authenticate(call);
      if (!isRoot(call.path)) call.answerHeaders.push(...told);
      return caller;
    } catch (thrown) {
      if (!(thrown instanceof Fault) || !isRoot(call.path)) throw thrown;
      const { status, message, details } = thrown;
      throw new Fault(status, message, {
        ...details,
        ...(details.verbatim && { verbatim: { ...details.verbatim, headers: [] } }),
      });
    }
  };

/** It has the path, and fails at it. */
const pluginRoute: Route<undefined> = {
  method: 'GET',
  path: '/v1/plugins',
  operation: 'list plugins',
  handler: () => {
    throw internal();
  },
};

export function createReservation(world: World, needs: ReservationNeeds): Service {
  const { authenticate, calendar, hostNames, compute, network } = needs;
  const tables = createTables(world);
  const room: Room = {
    world,
    calendar,
    tables,
    capacity: createCapacity(tables),
    life: createLife({ calendar, tables, compute, network }),
    compute,
    network,
  };
  for (const name of hostNames) enterHost(room, name);
  for (const address of seededAddresses) {
    for (const networkId of network.outside) enterAddress(room, networkId, address);
  }

  const routes = [
    ...versionRoutes,
    ...leaseRoutes(room),
    ...hostRoutes(room),
    ...floatingIpRoutes(room),
    pluginRoute,
  ].map(rendered);
  return createService<undefined>(world, {
    name: 'reservation',
    basePath: reservationPath,
    routes,
    authenticate: before(authenticate),
    tokenBeforeRoute: true,
    prepare(call) {
      negotiate(call);
      if (call.caller.scope.kind !== 'project') throw internal();
      return undefined;
    },
    body: reservationBodies,
    writeFault: writeReservationFault,
    unknownRoute: ({ path }) => {
      if (routes.some((route) => leadsTo(route, path))) {
        throw frameworkFault(405, 'The method is not allowed for the requested URL.');
      }
      throw frameworkFault(
        404,
        'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
      );
    },
    requestIdHeaders: ['x-openstack-request-id'],
  });
}
