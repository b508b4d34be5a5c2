/** Listeners as they take connections: what the tables say is open, and nothing else. */
import { createChoice } from './choice.ts';
import type { Counting } from './counting.ts';
import { createForwarding } from './forwarding.ts';
import type { Wire } from './ports.ts';
import type { Statuses } from './status.ts';
import type { ListenerRow, Tables } from './tables.ts';

interface Opened {
  readonly address: string;
  readonly closing: Promise<() => void>;
}

export function createDataPath(tables: Tables, statuses: Statuses, wire: Wire, counting: Counting) {
  const { listeners, loadBalancers } = tables;
  const choice = createChoice(tables, statuses);
  const opened = new Map<string, Opened>();
  /** What is closed must be closed before its address is had again. */
  let ending: Promise<unknown> = Promise.resolve();

  /** Where a listener is open; undefined: nowhere. */
  const addressOf = (listener: ListenerRow): string | undefined => {
    const loadBalancer = loadBalancers.get(listener.loadBalancerId);
    const isUp = listener.adminStateUp && loadBalancer?.adminStateUp === true;
    return isUp && listener.provisioning !== 'PENDING_CREATE' && listener.provisioning !== 'ERROR'
      ? loadBalancer.vip.address
      : undefined;
  };
  const open = (listener: ListenerRow, address: string): void => {
    const take = createForwarding({ tables, wire, choice, counting }, () => {
      const now = listeners.get(listener.id);
      return now === undefined || addressOf(now) === undefined ? undefined : now;
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
    /** Opens and closes what has changed. */
    follow(): void {
      for (const [id, { address }] of opened) {
        const listener = listeners.get(id);
        if (listener === undefined || addressOf(listener) !== address) close(id);
      }
      for (const listener of listeners.all()) {
        const address = addressOf(listener);
        if (address !== undefined && !opened.has(listener.id)) open(listener, address);
      }
    },
    /** The world is another. */
    startAnew(): void {
      for (const id of [...opened.keys()]) close(id);
      choice.forget();
      counting.forget();
      this.follow();
    },
    /** Closes all that is open. */
    async close(): Promise<void> {
      const all = [...opened.values()];
      opened.clear();
      for (const { closing } of all) (await closing)();
    },
  };
}
