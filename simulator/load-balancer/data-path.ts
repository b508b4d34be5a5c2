/** Listeners as they take connections: what the tables say is open, and nothing else. */
import type { World } from '../kernel/world.ts';
import { createChoice } from './choice.ts';
import type { Counting } from './counting.ts';
import { createForwarding } from './forwarding.ts';
import { createHealthChecks } from './health-check.ts';
import { openAddressOf } from './open-listeners.ts';
import type { DataPath, Wire } from './ports.ts';
import type { Statuses } from './status.ts';
import type { ListenerRow, Tables } from './tables.ts';

interface Opened {
  readonly address: string;
  readonly closing: Promise<() => void>;
}

export function createDataPath(
  world: World,
  tables: Tables,
  statuses: Statuses,
  wire: Wire,
  counting: Counting,
): DataPath {
  const { listeners, loadBalancers } = tables;
  const choice = createChoice(tables, statuses);
  const checks = createHealthChecks(world, tables, wire);
  const opened = new Map<string, Opened>();
  /** What is closed must be closed before its address is had again. */
  let ending: Promise<unknown> = Promise.resolve();

  const open = (listener: ListenerRow, address: string): void => {
    const take = createForwarding({ tables, wire, choice, counting }, () => {
      const now = listeners.get(listener.id);
      return now === undefined || openAddressOf(tables, now) === undefined ? undefined : now;
    });
    const opening = ending.then(() => wire.listen({ address, port: listener.port }, take));
    const closing = opening.catch(() => {
      // The address is taken on this machine: a load balancer that cannot do its work says so.
      listeners.update(listener.id, { provisioning: 'ERROR' });
      loadBalancers.update(listener.loadBalancerId, { provisioning: 'ERROR' });
      return () => undefined;
    });
    opened.set(listener.id, { address, closing });
  };
  const close = (id: string): void => {
    const closing = opened.get(id)?.closing;
    opened.delete(id);
    const closed = closing?.then((end) => {
      end();
    });
    ending = Promise.all([ending, closed]);
  };

  return {
    follow() {
      for (const [id, { address }] of opened) {
        const listener = listeners.get(id);
        if (listener === undefined || openAddressOf(tables, listener) !== address) close(id);
      }
      for (const listener of listeners.all()) {
        const address = openAddressOf(tables, listener);
        if (address !== undefined && !opened.has(listener.id)) open(listener, address);
      }
    },
    watch: (monitorId) => {
      checks.watch(monitorId);
    },
    startAnew() {
      checks.forget();
      for (const id of [...opened.keys()]) close(id);
      choice.forget();
      counting.forget();
      this.follow();
    },
    async close() {
      const all = [...opened.values()];
      opened.clear();
      for (const { closing } of all) (await closing)();
    },
  };
}
