/**
 * Notifications on their way to subscribers. Those of one subscription go out one after another: the
 * next one when the one before it has been acknowledged, or has been sent as often as it is sent.
 */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

/** How a request goes out into the world. */
export type Send = (request: Request) => Promise<Response>;

/** How often one is sent that nobody acknowledges, and how long an acknowledgement may take. */
const patience = { times: 3, ms: 5_000 } as const;

interface Delivery {
  /** The same each time that it is sent. */
  readonly notificationId: string;
  readonly subscriptionId: string;
  readonly callbackUri: string;
  /** JSON. */
  readonly body: string;
  readonly sent: number;
}

/** The platform's own: a simulator on a socket may have put a faster one in its place. */
const PlatformRequest = globalThis.Request;

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
    void this.#isAcknowledged(delivery).then((acknowledged) => {
      if (acknowledged && age === this.#age) this.#done(delivery);
    });
  }

  #done({ notificationId, subscriptionId }: Delivery): void {
    if (this.#rows.delete(notificationId) === undefined) return;
    const [next] = this.#rows.list('subscription', subscriptionId);
    if (next !== undefined) this.#attempt(next.notificationId);
  }

  /** Whatever else happens, nobody has acknowledged it. */
  async #isAcknowledged({ callbackUri, body }: Delivery): Promise<boolean> {
    try {
      const answer = await this.#send(
        new PlatformRequest(callbackUri, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(patience.ms),
        }),
      );
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }
}
