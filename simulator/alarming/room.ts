/** What the routes of alarming work with. */
import type { Call } from '../kernel/call.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import type { Deliveries } from '../kernel/deliveries.ts';
import type { World } from '../kernel/world.ts';
import type { AlarmRow, Alarms, Changes } from './alarm-table.ts';
import { alarmNotFound } from './faults.ts';
import type { Life } from './life.ts';
import { alarmingPolicy } from './policy.ts';
import type { MeasuresForAlarming } from './ports.ts';

export interface Room {
  readonly world: World;
  readonly alarms: Alarms;
  readonly changes: Changes;
  readonly life: Life;
  readonly deliveries: Deliveries;
  readonly measures: MeasuresForAlarming;
  /** @throws Fault 403 when the tenant has as many alarms as it may have */
  readonly mustLeave: (projectId: string, userId: string) => void;
  /** Evaluates it again and again, for as long as it is there. */
  readonly watch: (alarm: AlarmRow) => void;
}

/** The project that the caller is confined to; undefined for an administrator. */
export const confinedTo = (caller: Caller): string | undefined =>
  alarmingPolicy.allows('administer', caller) ? undefined : (projectOf(caller) ?? '');

/** @throws Fault 404 when there is none for the caller, 403 when it may not do that with it */
export function found({ alarms }: Pick<Room, 'alarms'>, call: Call, what: 'read' | 'write') {
  const id = call.param('id');
  const own = confinedTo(call.caller);
  const row = alarms.get(id);
  if (row === undefined || (own !== undefined && row.projectId !== own)) {
    throw alarmNotFound(id, own);
  }
  alarmingPolicy.enforce(what, call.caller, { project_id: row.projectId });
  return row;
}

export const by = ({ caller }: Call) => ({
  projectId: projectOf(caller) ?? '',
  userId: caller.userId,
});
