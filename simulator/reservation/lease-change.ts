/** Changing a lease. Source: Blazar 17.0.0 (2026.1), recorded. */
import { toTheMinute } from '../../src/contract/reservation/wire-types.ts';
import { badRequest } from '../kernel/fault.ts';
import type { Capacity } from './capacity.ts';
import { missingParameter } from './faults.ts';
import { notice } from './lease-life.ts';
import { instantIn, plain, type Told, toldIn, wishAfter } from './lease-wish.ts';
import type { LeaseEvent, LeaseRow, Part } from './tables.ts';

export const beforeEnd = (start: number, end: number): number => Math.max(start, end - notice);

/** @throws Fault 400 */
function datesAfter(lease: LeaseRow, told: Told, now: number) {
  const start = told['start_date'] === undefined ? lease.start : instantIn(told['start_date'], now);
  const end = told['end_date'] === undefined ? lease.end : instantIn(told['end_date'], now);
  const minute = toTheMinute(now);
  if (lease.end < minute || lease.status === 'TERMINATED') {
    if (Object.keys(told).some((key) => key !== 'name')) {
      throw badRequest('Terminated leases can only be renamed');
    }
    return { start, end };
  }
  if (start !== lease.start && lease.start <= now) {
    throw badRequest('Cannot modify the start date of already started leases');
  }
  if (start !== lease.start && start < minute) {
    throw badRequest('Start date must be later than current date');
  }
  if (end < minute || end < start) {
    throw badRequest('End date must be later than current and start date');
  }
  return { start, end };
}

/** What is told anew of each reservation. @throws Fault 400 for one that the lease does not hold */
function changesOf(lease: LeaseRow, told: Told): ReadonlyMap<string, Told> {
  const all = Array.isArray(told['reservations'])
    ? (told['reservations'] as readonly unknown[]).map(toldIn)
    : [];
  const changes = new Map<string, Told>();
  for (const { id, ...change } of all) {
    if (id === undefined) throw missingParameter('reservation ID');
    changes.set(plain(id), change);
  }
  const wrong = [...changes.keys()].filter((id) => !lease.parts.some((part) => part.id === id));
  if (wrong.length > 0) {
    throw badRequest(
      `Please enter valid reservation IDs. Invalid reservation IDs are: ${wrong.join(',')}`,
    );
  }
  return changes;
}

const timesOf = (start: number, end: number): Readonly<Record<LeaseEvent['type'], number>> => ({
  start_lease: start,
  before_end_lease: beforeEnd(start, end),
  end_lease: end,
});

/**
 * What a change makes of a lease; nothing is changed yet.
 * @throws Fault also when there is not enough for what is wished
 */
export function leaseAfter(
  capacity: Capacity,
  lease: LeaseRow,
  told: Told,
  now: number,
): Partial<LeaseRow> {
  const { start, end } = datesAfter(lease, told, now);
  const changes = changesOf(lease, told);
  const dated = start !== lease.start || end !== lease.end;
  const times = timesOf(start, end);
  return {
    name: typeof told['name'] === 'string' ? told['name'] : lease.name,
    start,
    end,
    updatedAt: now,
    parts: lease.parts.map((part): Part => {
      const change = changes.get(part.id);
      if (change === undefined && !dated) return part;
      const wish = change === undefined ? part.wish : wishAfter(part.wish, change);
      return { ...part, wish, given: capacity.choose(wish, { start, end }, lease.id) };
    }),
    events: lease.events.map((event) =>
      event.time === times[event.type]
        ? event
        : { ...event, time: times[event.type], done: false, updatedAt: now },
    ),
  };
}
