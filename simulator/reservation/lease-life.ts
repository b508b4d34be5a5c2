/** What becomes of leases by the clock: the service looks every ten seconds whether something is due. */
import type { Clock } from '../kernel/clock.ts';
import { Fault } from '../kernel/fault.ts';
import type { ComputeForReservation, NetworkForReservation } from './ports.ts';
import type { LeaseEvent, LeaseRow, Part, Tables } from './tables.ts';

export interface LifeNeeds {
  /** Dates are dates, however fast all else goes on. */
  readonly calendar: Clock;
  readonly tables: Tables;
  readonly compute: ComputeForReservation;
  readonly network: NetworkForReservation;
}

/** Milliseconds between two looks. */
const interval = 10_000;
/** So long before the end it is told, in milliseconds. */
export const notice = 3_600_000;

export type Life = ReturnType<typeof createLife>;

export function createLife({ calendar, tables, compute, network }: LifeNeeds) {
  const { leases, hosts, addresses } = tables;

  /** Lets the project have what the part was given. */
  function open({ id, wish, given }: Part, projectId: string): void {
    if (wish.type === 'virtual:instance') {
      const places = Object.entries(given).map(
        ([host, count]) => [hosts.get(host)?.name ?? '', count] as const,
      );
      compute.open(id, Object.fromEntries(places));
    }
    if (wish.type === 'virtual:floatingip') {
      const chosen = Object.keys(given).flatMap((address) => addresses.get(address) ?? []);
      network.give(projectId, id, chosen);
    }
  }
  function close({ id, wish }: Part): void {
    if (wish.type === 'virtual:instance') compute.close(id);
    if (wish.type === 'virtual:floatingip') network.takeBack(id);
  }

  const withParts = (lease: LeaseRow, status: Part['status']): Partial<LeaseRow> => ({
    parts: lease.parts.map((part) => ({ ...part, status, updatedAt: calendar.now() })),
  });

  function start(lease: LeaseRow): Partial<LeaseRow> {
    try {
      for (const part of lease.parts) open(part, lease.projectId);
      return { status: 'ACTIVE', ...withParts(lease, 'active') };
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown;
      return { status: 'ERROR', ...withParts(lease, 'error') };
    }
  }
  function end(lease: LeaseRow): Partial<LeaseRow> {
    for (const part of lease.parts) close(part);
    return { status: 'TERMINATED', ...withParts(lease, 'deleted') };
  }

  const deeds = {
    start_lease: start,
    before_end_lease: () => ({}),
    end_lease: end,
  } as const satisfies Record<LeaseEvent['type'], (lease: LeaseRow) => Partial<LeaseRow>>;
  const order = Object.keys(deeds);

  function run(id: string): void {
    const now = calendar.now();
    const due = (leases.get(id)?.events ?? [])
      .filter(({ done, time }) => !done && time <= now)
      .toSorted((a, b) => a.time - b.time || order.indexOf(a.type) - order.indexOf(b.type));
    for (const event of due) {
      const lease = leases.get(id);
      if (lease === undefined) return;
      const events = lease.events.map((each) =>
        each.id === event.id ? { ...each, done: true, updatedAt: now } : each,
      );
      leases.update(id, { ...deeds[event.type](lease), events, updatedAt: now });
    }
  }

  return {
    /** Looks when something becomes due; what was planned before does no harm. */
    plan({ id, events }: LeaseRow): void {
      const now = calendar.now();
      for (const { done, time } of events) {
        const look = Math.ceil(Math.max(time, now + 1) / interval) * interval;
        if (!done) {
          calendar.schedule(look - now, () => {
            run(id);
          });
        }
      }
    },
    prepare({ id, wish }: Part, projectId: string): void {
      if (wish.type === 'virtual:instance') compute.prepare({ ...wish, id, projectId });
    },
    open,
    close,
  };
}
