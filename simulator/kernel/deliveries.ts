/**
 * What is told, on its way to those who subscribed. What goes to one of them goes out one after another:
 * the next when the one before it has been acknowledged, or has been sent as often as it is sent. Nothing
 * is sent where nothing may be.
 */
import type { Table } from './table.ts';
import { isAcknowledged, patience, type Send } from './telling.ts';
import type { World } from './world.ts';

interface Delivery {
  readonly id: string;
  readonly subscriber: string;
  readonly address: string;
  /** JSON. */
  readonly body: string;
  readonly sent: number;
}

export interface DeliveryRules {
  /** The name of the table, unique in the world. */
  readonly table: string;
  readonly send: Send;
  /** Whether anything may be sent to a host: subscribers name any that they like. */
  readonly mayTell?: (host: string) => boolean;
  /** Beside that of the content. */
  readonly headers?: Readonly<Record<string, string>>;
}

export class Deliveries {
  readonly #world: World;
  readonly #rules: DeliveryRules;
  readonly #rows: Table<Delivery, never, 'subscriber'>;
  /** What went out in an earlier age of the world is no longer waited for. */
  #age = 0;

  constructor(world: World, rules: DeliveryRules) {
    this.#world = world;
    this.#rules = rules;
    this.#rows = world.store.table(rules.table, {
      key: ({ id }) => id,
      groups: { subscriber: ({ subscriber }) => subscriber },
    });
  }

  /** @param id of what is told, the same each time that it is sent */
  add(subscriber: string, address: string, id: string, body: object): void {
    if (this.#rules.mayTell?.(new URL(address).hostname) === false) return;
    this.#rows.insert({ id, subscriber, address, body: JSON.stringify(body), sent: 0 });
    if (this.#rows.count('subscriber', subscriber) === 1) this.#attempt(id);
  }

  /** Nothing more goes to this subscriber. */
  drop(subscriber: string): void {
    for (const { id } of this.#rows.list('subscriber', subscriber)) this.#rows.delete(id);
  }

  /** The world has become another: what is awaited now belongs to the one before. */
  forget(): void {
    this.#age += 1;
  }

  #attempt(id: string): void {
    const delivery = this.#rows.get(id);
    if (delivery === undefined) return;
    if (delivery.sent === patience.times) {
      this.#done(delivery);
      return;
    }
    this.#rows.update(id, { sent: delivery.sent + 1 });
    this.#world.clock.schedule(patience.ms, () => {
      this.#attempt(id);
    });
    const age = this.#age;
    const { send, headers } = this.#rules;
    const { address, body } = delivery;
    void isAcknowledged(send, address, body, headers).then((acknowledged) => {
      if (acknowledged && age === this.#age) this.#done(delivery);
    });
  }

  #done({ id, subscriber }: Delivery): void {
    if (this.#rows.delete(id) === undefined) return;
    const [next] = this.#rows.list('subscriber', subscriber);
    if (next !== undefined) this.#attempt(next.id);
  }
}
