/** Alarms. Source: Aodh 22, api/controllers/v2/alarms. */
import type { AlarmRequest } from '../../src/contract/alarming/alarm.ts';
import type { Call } from '../kernel/call.ts';
import { projectOf } from '../kernel/caller.ts';
import { empty, json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { type WishedAlarm, readAlarm } from './alarm-request.ts';
import { alarmView } from './alarm-view.ts';
import { notYours } from './faults.ts';
import { listed, meets, readDemands } from './list.ts';
import { alarmingPolicy } from './policy.ts';
import { by, confinedTo, found, type Room } from './room.ts';

const queried = [
  'all_projects',
  'user_id',
  'project_id',
  'type',
  'name',
  'enabled',
  'state',
  'severity',
  'timestamp',
  'repeat_actions',
];
const sortable = [
  'alarm_id',
  'enabled',
  'name',
  'type',
  'severity',
  'timestamp',
  'user_id',
  'project_id',
  'state',
  'repeat_actions',
  'state_timestamp',
];

/** Whose a new alarm is: an administrator may make one for another. @throws Fault 401 */
function ownerOf({ caller }: Call, body: AlarmRequest) {
  const projectId = projectOf(caller) ?? '';
  const { userId } = caller;
  if (confinedTo(caller) !== undefined) {
    if ((body.user_id ?? userId) !== userId) throw notYours(body.user_id ?? '', 'user');
    if ((body.project_id ?? projectId) !== projectId) throw notYours(body.project_id ?? '');
  }
  return { projectId: body.project_id ?? projectId, userId: body.user_id ?? userId };
}

export function alarmRoutes(room: Room): Route<undefined>[] {
  const { world, alarms, life, measures, deliveries } = room;

  const create = async (call: Call) => {
    const { caller } = call;
    alarmingPolicy.enforce('write', caller, { project_id: projectOf(caller) });
    const { wish, body } = await readAlarm(call, measures);
    const owner = ownerOf(call, body);
    room.mustLeave(owner.projectId, owner.userId);
    const now = world.clock.now();
    const row = alarms.insert({
      id: world.ids.uuid(),
      ...wish,
      ...owner,
      stateReason: 'Not evaluated yet',
      changedAt: now,
      stateAt: now,
      evaluatedAt: now,
    });
    life.record(row, { type: 'creation', detail: alarmView(row), ...by(call) });
    room.watch(row);
    const place = `${call.base}/v2/alarms/${row.id}`;
    return json(201, alarmView(row), [['location', place]]);
  };

  const list = (call: Call) => {
    const { caller } = call;
    const own = projectOf(caller) ?? '';
    alarmingPolicy.enforce('read', caller, { project_id: own });
    const demands = new Map(readDemands(call, queried));
    const isForAll = /^(?:true|1|yes|on)$/i.test(demands.get('all_projects') ?? '');
    demands.delete('all_projects');
    if (isForAll) alarmingPolicy.enforce('administer', caller);
    const wished = demands.get('project_id') ?? own;
    if (wished !== own && confinedTo(caller) !== undefined) throw notYours(wished);
    const rows = isForAll ? alarms.all() : alarms.list('project', wished);
    const views = rows.map(alarmView).filter((view) => meets(view, demands));
    return listed(call, views.toReversed(), 'alarm_id', sortable);
  };

  const update = async (call: Call) => {
    const before = found(room, call, 'write');
    const { wish, body } = await readAlarm(call, measures);
    const now = world.clock.now();
    const moved = wish.state !== before.state;
    const isFree = confinedTo(call.caller) === undefined;
    const row =
      alarms.update(before.id, {
        ...wish,
        projectId: isFree ? (body.project_id ?? before.projectId) : before.projectId,
        userId: isFree ? (body.user_id ?? before.userId) : call.caller.userId,
        changedAt: now,
        ...(moved ? { stateAt: now, stateReason: 'Manually set via API' } : {}),
      }) ?? before;
    const detail = changedParts(wish, before);
    if (Object.keys(detail).length > 0) {
      life.record(row, { type: 'rule change', detail, ...by(call) });
    }
    room.watch(row);
    return json(200, alarmView(row));
  };

  const remove = (call: Call) => {
    const row = found(room, call, 'write');
    alarms.delete(row.id);
    deliveries.drop(row.id);
    life.record(row, { type: 'deletion', detail: alarmView(row), ...by(call) });
    return empty(204);
  };

  const all = '/v2/alarms';
  const one = `${all}/:id`;
  return [
    { method: 'POST', path: all, operation: 'create alarm', handler: create },
    { method: 'GET', path: all, operation: 'list alarms', handler: list },
    {
      method: 'GET',
      path: one,
      operation: 'show alarm',
      handler: (call) => json(200, alarmView(found(room, call, 'read'))),
    },
    { method: 'PUT', path: one, operation: 'update alarm', handler: update },
    { method: 'DELETE', path: one, operation: 'delete alarm', handler: remove },
  ];
}

const changedParts = (now: WishedAlarm, before: WishedAlarm): object =>
  Object.fromEntries(
    Object.entries(now).filter(
      ([name, value]) =>
        JSON.stringify(value) !== JSON.stringify(before[name as keyof WishedAlarm]),
    ),
  );
