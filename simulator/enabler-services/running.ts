/** Which servers run, and since when: they can be stopped and started from outside. */
import type { World } from '../kernel/world.ts';

interface Row {
  readonly server: string;
  readonly running: boolean;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

export interface Running {
  /** How long it has been running, in milliseconds; undefined: it does not. */
  uptime(server: string): number | undefined;
  set(server: string, running: boolean): void;
}

/** All have run since long before the world began. */
export function createRunning(world: World, servers: readonly string[]): Running {
  const { clock, store } = world;
  const table = store.table<Row>('enabler-services/running', { key: ({ server }) => server });
  for (const server of servers) table.insert({ server, running: true, since: 0 });
  return {
    uptime(server) {
      const row = table.get(server);
      return row?.running === true ? clock.now() - row.since : undefined;
    },
    set(server, running) {
      if (table.get(server)?.running === running) return;
      table.update(server, { running, since: clock.now() });
    },
  };
}
