/**
 * A VIM that is called back: `Notify` of ETSI GS NFV-IFA 019 comes to an address that one subscription
 * has for itself. A notification that is repeated counts once; one that is not of the contract's form, or
 * is for somebody else, fails whoever looks at what was told.
 */
import type { z } from 'zod';
import { managementCallShapes } from '../../contract/acceleration/management-calls.ts';
import { Violation } from '../../failures.ts';
import type { Delivery, Sink } from '../../transport/sink.ts';
import type { ExchangedCall } from '../acceleration-manager.ts';
import { readNotification } from '../read-notification.ts';

const { body: shape } = managementCallShapes.Notify;
export type Notification = z.infer<typeof shape>;

/** The subscription that an address was given for. */
interface Owner {
  readonly hostId: string;
  readonly SubscriptionId: string;
}

export interface Subscriber {
  /** What to subscribe with. */
  readonly callbackUri: string;
  /** Says which subscription the address was given for: that of others is misdirected. */
  readonly belongsTo: (subscription: Owner) => void;
  /**
   * What the infrastructure has told, in order, each once.
   * @throws Violation when something else came
   */
  readonly told: () => readonly Notification[];
  /** How many deliveries came in all, repeated ones included. */
  readonly deliveries: () => number;
  /** Leaves the next delivery without acknowledgement. */
  readonly ignoreNext: () => void;
  readonly close: () => void;
}

/**
 * @param calls gets each notification, once
 * @throws ConfigurationError when the target cannot reach us
 */
export async function openSubscriber(sink: Sink, calls: ExchangedCall[]): Promise<Subscriber> {
  const told = new Map<string, Notification>();
  let owner: Owner | undefined;
  let wrong: Violation | undefined;
  let deliveries = 0;
  let ignored = 0;

  const misbehaved = (observed: string): void => {
    wrong ??= new Violation({
      expected: 'notifications of the binding’s form, for the subscription that has this address',
      observed: `the NFVI sent ${observed}`,
    });
  };
  const take = (delivery: Delivery): number => {
    deliveries += 1;
    if ('problem' in delivery) {
      misbehaved(delivery.problem);
      return delivery.status;
    }
    const read = readNotification(shape, delivery.text);
    if (typeof read === 'string') {
      misbehaved(read);
      return 400;
    }
    remember(read);
    if (ignored === 0) return 204;
    ignored -= 1;
    return 503;
  };
  function remember(notification: Notification): void {
    const { notificationId } = notification;
    const before = told.get(notificationId);
    if (before === undefined) {
      told.set(notificationId, notification);
      const given = Object.keys(notification);
      calls.push({ call: 'Notify', from: 'NFVI', to: 'VIM', given, answered: [] });
    } else if (JSON.stringify(before) !== JSON.stringify(notification)) {
      misbehaved(`${notificationId} again, with something else in it`);
    }
  }

  const mailbox = await sink.open(take);
  return {
    callbackUri: mailbox.url,
    belongsTo(subscription) {
      owner = subscription;
    },
    told() {
      for (const { SubscriptionId, hostId, Alarm } of told.values()) {
        if (owner?.SubscriptionId !== SubscriptionId) {
          misbehaved(`what is for the subscription ${SubscriptionId}`);
        }
        if (owner?.hostId !== hostId || Alarm.hostId !== hostId) {
          misbehaved(`an alarm of the host ${Alarm.hostId}, told as of ${hostId}`);
        }
      }
      if (wrong !== undefined) throw wrong;
      return [...told.values()];
    },
    deliveries: () => deliveries,
    ignoreNext() {
      ignored += 1;
    },
    close() {
      mailbox.close();
    },
  };
}
