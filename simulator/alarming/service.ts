/** The alarming service (Aodh): it watches events and measures, and calls whoever wants to know. */
import type { Call } from '../kernel/call.ts';
import type { Caller } from '../kernel/caller.ts';
import { Deliveries } from '../kernel/deliveries.ts';
import { createService, type Service } from '../kernel/service.ts';
import type { Send } from '../kernel/telling.ts';
import type { World } from '../kernel/world.ts';
import { alarmQueryRoute } from './alarm-query.ts';
import { alarmStateRoutes } from './alarm-state.ts';
import { createAlarms, createChanges } from './alarm-table.ts';
import { alarmRoutes } from './alarm.ts';
import { listenForEvents } from './event-alarm.ts';
import { alarmingBodies, unknownPath, writeAlarmingFault } from './faults.ts';
import { createLife } from './life.ts';
import type { MeasuresForAlarming } from './ports.ts';
import { createQuotas } from './quota.ts';
import type { Room } from './room.ts';
import { createThresholds } from './threshold-alarm.ts';
import { routesNotServed, versionRoutes } from './versions.ts';

export const alarmingPath = '/alarming';

/** What alarming needs of others. */
export interface AlarmingNeeds {
  /** @throws Fault when the token is missing or invalid */
  readonly authenticate: (call: Call) => Caller;
  readonly measures: MeasuresForAlarming;
  /** How notifications go out. */
  readonly send: Send;
  /** Whether anything may be sent to a host. */
  readonly mayTell: (host: string) => boolean;
}

export function createAlarming(world: World, needs: AlarmingNeeds): Service {
  const { send, mayTell, measures } = needs;
  const alarms = createAlarms(world);
  const changes = createChanges(world);
  const deliveries = new Deliveries(world, { table: 'alarming/notification', send, mayTell });
  const life = createLife(world, alarms, changes, deliveries);
  const quotas = createQuotas(world, alarms);
  listenForEvents(world, alarms, life);
  const thresholds = createThresholds(world, alarms, life, measures);
  const room: Room = {
    world,
    alarms,
    changes,
    life,
    deliveries,
    measures,
    ...quotas,
    ...thresholds,
  };

  return createService<undefined>(world, {
    name: 'alarming',
    basePath: alarmingPath,
    routes: [
      ...versionRoutes,
      ...alarmRoutes(room),
      ...alarmStateRoutes(room),
      alarmQueryRoute(room),
      ...quotas.routes,
      ...routesNotServed,
    ],
    authenticate: needs.authenticate,
    tokenBeforeRoute: true,
    prepare: () => undefined,
    body: alarmingBodies,
    writeFault: writeAlarmingFault,
    unknownRoute: () => {
      throw unknownPath();
    },
    requestIdHeaders: ['x-openstack-request-id'],
  });
}
