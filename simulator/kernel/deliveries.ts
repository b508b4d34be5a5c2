/**
 * Notifications on their way to subscribers. Those of one subscription go out one after another: the
 * next one when the one before it has been acknowledged, or has been sent as often as it is sent.
 */
import type { Table } from './table.ts';
import { isAcknowledged, patience, type Send } from './telling.ts';
import type { World } from './world.ts';

interface Delivery {
  readonly key: string;
  readonly subscriptionId: string;
  readonly address: string;
  /** JSON; the same each time that it is sent. */
  readonly body: string;
  readonly sent: number;
}

export class Deliveries {
  readonly #world: World;
  readonly #send: Send;
  readonly #rows: Table<Delivery, never, 'subscription'>;
  /** What went out in an earlier age of the world is no longer waited for. */
  #age = 0;

  /** @param service the name of whose they are */
  constructor(world: World, send: Send, service: string) {
    this.#world = world;
    this.#send = send;
    this.#rows = world.store.table(`${service}/notification`, {
      key: ({ key }) => key,
      groups: { subscription: ({ subscriptionId }) => subscriptionId },
    });
  }

  /** @param id of the notification; several subscribers may be told of one */
  add(subscriptionId: string, address: string, id: string, body: object): void {
    const key = `${subscriptionId} ${id}`;
    this.#rows.insert({ key, subscriptionId, address, body: JSON.stringify(body), sent: 0 });
    if (this.#rows.count('subscription', subscriptionId) === 1) this.#attempt(key);
  }

  /** Nothing more goes to this subscriber. */
  drop(subscriptionId: string): void {
    for (const { key } of this.#rows.list('subscription', subscriptionId)) this.#rows.delete(key);
  }

  /** The world has become another: what is awaited now belongs to the one before. */
  forget(): void {
    this.#age += 1;
  }

  #attempt(key: string): void {
    const delivery = this.#rows.get(key);
    if (delivery === undefined) return;
    if (delivery.sent === patience.times) {
      this.#done(delivery);
      return;
    }
    this.#rows.update(key, { sent: delivery.sent + 1 });
    this.#world.clock.schedule(patience.ms, () => {
      this.#attempt(key);
    });
    const age = this.#age;
    const { address, body } = delivery;
    void isAcknowledged(this.#send, address, body).then((acknowledged) => {
      if (acknowledged && age === this.#age) this.#done(delivery);
    });
  }

  #done({ key, subscriptionId }: Delivery): void {
    if (this.#rows.delete(key) === undefined) return;
    const [next] = this.#rows.list('subscription', subscriptionId);
    if (next !== undefined) this.#attempt(next.key);
  }
}
