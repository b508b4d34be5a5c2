/** Leases: what is reserved, and when. Source: Reservation API reference v1; Blazar 17.0.0 (2026.1), recorded. */
import type { LeaseAnswer, LeasesAnswer } from '../../src/contract/reservation/lease.ts';
import { toTheMinute } from '../../src/contract/reservation/wire-types.ts';
import type { Call } from '../kernel/call.ts';
import { projectOf } from '../kernel/caller.ts';
import { badRequest, forbidden } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { gone, missingParameter, noSuchObject } from './faults.ts';
import { beforeEnd, leaseAfter } from './lease-change.ts';
import { leaseView } from './lease-view.ts';
import { instantIn, type Told, toldIn, wishIn } from './lease-wish.ts';
import { reservationPolicy } from './policy.ts';
import type { Room } from './room.ts';
import type { LeaseEvent, LeaseRow, Part } from './tables.ts';

/** Names of what a lease cannot be without, as the service lists them. */
const mandatory = ['name', 'end_date', 'start_date'] as const;

export function leaseRoutes(room: Room): Route<undefined>[] {
  const { world, calendar, tables, capacity, life } = room;
  const { leases } = tables;
  const { ids } = world;

  /** Whoever may not see it is refused before whoever may not change it. @throws Fault 403 or 404 */
  const seen = (call: LeaseCall): LeaseRow => {
    const id = call.param('id');
    const row = leases.get(id);
    if (row === undefined) throw noSuchObject('lease_id', id);
    reservationPolicy.enforce('leases:get', call.caller, { project_id: row.projectId });
    return row;
  };

  /** @throws Fault when it cannot be had; then nothing is made */
  function partsFor(told: Told, window: { start: number; end: number }, projectId: string): Part[] {
    const wishes = Array.isArray(told['reservations'])
      ? (told['reservations'] as readonly unknown[]).map((each) => wishIn(toldIn(each)))
      : [];
    const now = calendar.now();
    return wishes.map((wish): Part => {
      const given = capacity.choose(wish, window);
      const part: Part = {
        id: ids.uuid(),
        resourceId: ids.uuid(),
        aggregateId: ids.between(1, 1_000_000),
        status: 'pending',
        wish,
        given,
        createdAt: now,
        updatedAt: now,
      };
      life.prepare(part, projectId);
      return part;
    });
  }

  const eventsFor = (start: number, end: number): LeaseEvent[] =>
    (
      [
        ['end_lease', end],
        ['before_end_lease', beforeEnd(start, end)],
        ['start_lease', start],
      ] as const
    ).map(([type, time]) => ({ id: ids.uuid(), type, time, done: false, updatedAt: undefined }));

  const create = async (call: LeaseCall) => {
    const { caller } = call;
    const projectId = projectOf(caller) ?? '';
    reservationPolicy.enforce('leases:post', caller, { project_id: projectId });
    const told = toldIn(await call.json());
    const missing = mandatory.filter((name) => told[name] === undefined);
    if (missing.length > 0) throw missingParameter(...missing);
    const now = calendar.now();
    const [start, end] = [instantIn(told['start_date'], now), instantIn(told['end_date'], now)];
    if (start < toTheMinute(now)) throw badRequest('Start date must be later than current date');
    if (end <= start) throw badRequest('End date must be later than start date.');
    if (told['before_end_date'] !== undefined) {
      const notice = instantIn(told['before_end_date'], now);
      if (notice < start || notice > end) throw forbidden('Datetime is out of lease limits');
    }
    const lease = leases.insert({
      id: ids.uuid(),
      name: String(told['name']),
      userId: caller.userId,
      projectId,
      trustId: ids.hex32(),
      start,
      end,
      status: 'PENDING',
      parts: partsFor(told, { start, end }, projectId),
      events: eventsFor(start, end),
      createdAt: now,
      updatedAt: now,
    });
    life.plan(lease);
    return json(201, { lease: leaseView(lease) } satisfies LeaseAnswer);
  };

  const update = async (call: LeaseCall) => {
    const lease = seen(call);
    reservationPolicy.enforce('leases:put', call.caller, { project_id: lease.projectId });
    const told = toldIn(await call.json());
    const next = leases.update(lease.id, leaseAfter(capacity, lease, told, calendar.now()));
    if (next === undefined) throw noSuchObject('lease_id', lease.id);
    for (const part of next.parts) {
      const same = lease.parts.includes(part);
      if (part.status === 'active' && !same) life.open(part, lease.projectId);
    }
    life.plan(next);
    return json(200, { lease: leaseView(next, 'UPDATING') } satisfies LeaseAnswer);
  };

  const remove = (call: LeaseCall) => {
    const lease = seen(call);
    reservationPolicy.enforce('leases:delete', call.caller, { project_id: lease.projectId });
    for (const part of lease.parts) if (part.status !== 'deleted') life.close(part);
    leases.delete(lease.id);
    return gone;
  };

  return [
    {
      method: 'GET',
      path: '/v1/leases',
      operation: 'list leases',
      handler({ caller }) {
        const own = projectOf(caller) ?? '';
        reservationPolicy.enforce('leases:get', caller, { project_id: own });
        const rows = caller.roles.has('admin') ? leases.all() : leases.list('project', own);
        return json(200, { leases: rows.map((row) => leaseView(row)) } satisfies LeasesAnswer);
      },
    },
    { method: 'POST', path: '/v1/leases', operation: 'create a lease', handler: create },
    {
      method: 'GET',
      path: '/v1/leases/:id',
      operation: 'show a lease',
      handler: (call) => json(200, { lease: leaseView(seen(call)) } satisfies LeaseAnswer),
    },
    { method: 'PUT', path: '/v1/leases/:id', operation: 'update a lease', handler: update },
    { method: 'DELETE', path: '/v1/leases/:id', operation: 'delete a lease', handler: remove },
  ];
}

type LeaseCall = Call<undefined>;
