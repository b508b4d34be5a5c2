/** Events on their way: each is sent again when nobody acknowledges it, and nothing is sent where nothing may be. */
import { isAcknowledged, patience, type Send } from '../kernel/telling.ts';
import type { World } from '../kernel/world.ts';

const version = { 'odata-version': '4.0' } as const;

interface Delivery {
  readonly id: string;
  readonly subscriptionId: string;
  readonly destination: string;
  /** JSON. */
  readonly body: string;
  readonly sent: number;
}

export interface Deliveries {
  send(subscriptionId: string, destination: string, id: string, body: object): void;
  /** Nothing more goes to this subscriber. */
  drop(subscriptionId: string): void;
}

/** @param mayTell whether anything may be sent to a host: subscribers name any that they like */
export function createDeliveries(
  world: World,
  send: Send,
  mayTell: (host: string) => boolean,
): Deliveries {
  const rows = world.store.table<Delivery>('redfish/delivery', { key: ({ id }) => id });

  function attempt(id: string): void {
    const delivery = rows.get(id);
    if (delivery === undefined) return;
    if (delivery.sent === patience.times) {
      rows.delete(id);
      return;
    }
    rows.update(id, { sent: delivery.sent + 1 });
    world.clock.schedule(patience.ms, () => {
      attempt(id);
    });
    void isAcknowledged(send, delivery.destination, delivery.body, version).then((acknowledged) => {
      if (acknowledged) rows.delete(id);
    });
  }

  return {
    send(subscriptionId, destination, id, body) {
      if (!mayTell(new URL(destination).hostname)) return;
      rows.insert({ id, subscriptionId, destination, body: JSON.stringify(body), sent: 0 });
      attempt(id);
    },
    drop(subscriptionId) {
      for (const row of rows.all()) if (row.subscriptionId === subscriptionId) rows.delete(row.id);
    },
  };
}

/** This machine itself. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
