/**
 * Notifications on their way to subscribers. Those of one subscription go out one after another: the
 * next one when the one before it has been acknowledged, or has been sent as often as it is sent.
 */
import type { Table } from '../kernel/table.ts';
import { isAcknowledged, patience, type Send } from '../kernel/telling.ts';
import type { World } from '../kernel/world.ts';

interface Delivery {
  /** The same each time that it is sent. */
  readonly notificationId: string;
  readonly subscriptionId: string;
  readonly callbackUri: string;
  /** JSON. */
  readonly body: string;
  readonly sent: number;
}

export class Deliveries {
  readonly #world: World;
  readonly #send: Send;
  readonly #rows: Table<Delivery, never, 'subscription'>;
  /** What went out in an earlier age of the world is no longer waited for. */
  #age = 0;

  constructor(world: World, send: Send) {
    this.#world = world;
    this.#send = send;
    this.#rows = world.store.table('acceleration/notification', {
      key: ({ notificationId }) => notificationId,
      groups: { subscription: ({ subscriptionId }) => subscriptionId },
    });
  }

  /** @param body gets the `notificationId` beside what it has */
  add(subscriptionId: string, callbackUri: string, body: object): void {
    const notificationId = this.#world.ids.uuid();
    this.#rows.insert({
      notificationId,
      subscriptionId,
      callbackUri,
      body: JSON.stringify({ notificationId, ...body }),
      sent: 0,
    });
    if (this.#rows.count('subscription', subscriptionId) === 1) this.#attempt(notificationId);
  }

  /** Nothing more goes to this subscriber. */
  drop(subscriptionId: string): void {
    for (const { notificationId } of this.#rows.list('subscription', subscriptionId)) {
      this.#rows.delete(notificationId);
    }
  }

  /** The world has become another: what is awaited now belongs to the one before. */
  forget(): void {
    this.#age += 1;
  }

  #attempt(notificationId: string): void {
    const delivery = this.#rows.get(notificationId);
    if (delivery === undefined) return;
    if (delivery.sent === patience.times) {
      this.#done(delivery);
      return;
    }
    this.#rows.update(notificationId, { sent: delivery.sent + 1 });
    this.#world.clock.schedule(patience.ms, () => {
      this.#attempt(notificationId);
    });
    const age = this.#age;
    const { callbackUri, body } = delivery;
    void isAcknowledged(this.#send, callbackUri, body).then((acknowledged) => {
      if (acknowledged && age === this.#age) this.#done(delivery);
    });
  }

  #done({ notificationId, subscriptionId }: Delivery): void {
    if (this.#rows.delete(notificationId) === undefined) return;
    const [next] = this.#rows.list('subscription', subscriptionId);
    if (next !== undefined) this.#attempt(next.notificationId);
  }
}
