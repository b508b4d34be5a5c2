/** The state of an alarm, read and set by hand, and its history. Source: Aodh 22, api/controllers/v2/alarms. */
import { alarmStateValue } from '../../src/contract/alarming/alarm.ts';
import type { Call } from '../kernel/call.ts';
import { badRequest } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { changeView } from './alarm-view.ts';
import { listed, meets, readDemands } from './list.ts';
import { by, found, type Room } from './room.ts';

const queried = ['type', 'severity', 'user_id', 'project_id'];
const sortable = ['event_id', 'alarm_id', 'on_behalf_of', ...queried, 'timestamp'];

const text = (value: string): Reply => ({
  status: 200,
  body: JSON.stringify(value),
  type: 'application/json',
});

export function alarmStateRoutes(room: Room): Route<undefined>[] {
  const { world, alarms, changes, life } = room;
  const state = '/v2/alarms/:id/state';

  /** Nobody is called for it. */
  const set = async (call: Call) => {
    const { id } = found(room, call, 'write');
    const wished = alarmStateValue.safeParse(await call.json());
    if (!wished.success) throw badRequest('state invalid');
    const reason = 'Manually set via API';
    const row = alarms.update(id, {
      state: wished.data,
      stateReason: reason,
      stateAt: world.clock.now(),
    });
    if (row !== undefined) {
      const detail = { state: row.state, state_reason: reason };
      life.record(row, { type: 'state transition', detail, ...by(call) });
    }
    return text(wished.data);
  };

  const history = (call: Call) => {
    const { id } = found(room, call, 'read');
    const demands = readDemands(call, queried);
    const views = changes.list('alarm', id).map(changeView);
    const wanted = views.filter((view) => meets(view, demands)).toReversed();
    return listed(call, wanted, 'event_id', sortable);
  };

  return [
    {
      method: 'GET',
      path: state,
      operation: 'show the state of an alarm',
      handler: (call) => text(found(room, call, 'read').state),
    },
    { method: 'PUT', path: state, operation: 'set the state of an alarm', handler: set },
    {
      method: 'GET',
      path: '/v2/alarms/:id/history',
      operation: 'list the history of an alarm',
      handler: history,
    },
  ];
}
