/** What listeners count. */
import type { Statistics } from '../../src/contract/load-balancer/statistics.ts';
import type { CountRow, Tables } from './tables.ts';

export type Counting = ReturnType<typeof createCounting>;

export function createCounting({ counts }: Pick<Tables, 'counts'>) {
  /** Connections that are open; none survives the process. */
  const open = new Map<string, number>();
  const none = (listenerId: string): CountRow => ({
    listenerId,
    bytesIn: 0,
    bytesOut: 0,
    connections: 0,
    errors: 0,
  });
  const add = (listenerId: string, more: Partial<Omit<CountRow, 'listenerId'>>): void => {
    const row = counts.get(listenerId) ?? counts.insert(none(listenerId));
    counts.update(listenerId, {
      bytesIn: row.bytesIn + (more.bytesIn ?? 0),
      bytesOut: row.bytesOut + (more.bytesOut ?? 0),
      connections: row.connections + (more.connections ?? 0),
      errors: row.errors + (more.errors ?? 0),
    });
  };
  return {
    add,
    opened(listenerId: string): void {
      add(listenerId, { connections: 1 });
      open.set(listenerId, (open.get(listenerId) ?? 0) + 1);
    },
    closed(listenerId: string): void {
      open.set(listenerId, Math.max(0, (open.get(listenerId) ?? 0) - 1));
    },
    /** What another has counted, all in all, and how many connections are open there. */
    told(row: CountRow, active: number): void {
      if (counts.update(row.listenerId, row) === undefined) counts.insert(row);
      open.set(row.listenerId, active);
    },
    /** Of several listeners together. */
    of(listenerIds: readonly string[]): Statistics {
      const rows = listenerIds.map((id) => counts.get(id) ?? none(id));
      const sum = (pick: (row: CountRow) => number): number =>
        rows.reduce((total, row) => total + pick(row), 0);
      return {
        active_connections: listenerIds.reduce((total, id) => total + (open.get(id) ?? 0), 0),
        bytes_in: sum(({ bytesIn }) => bytesIn),
        bytes_out: sum(({ bytesOut }) => bytesOut),
        request_errors: sum(({ errors }) => errors),
        total_connections: sum(({ connections }) => connections),
      };
    },
    forget(): void {
      open.clear();
    },
  };
}
