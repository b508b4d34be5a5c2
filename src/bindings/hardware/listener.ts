/**
 * A VIM that is told of events: each subscription has an address and a context for itself. What comes twice
 * counts once; what is no event, or is for somebody else, fails whoever looks at what was told.
 */
import { eventMessage } from '../../contract/hardware/event.ts';
import { Violation } from '../../failures.ts';
import type { Delivery, Sink } from '../../transport/sink.ts';
import type { Listener, Told } from '../hardware-manager.ts';
import { readNotification } from '../read-notification.ts';
import { healthFrom } from '../redfish-reading.ts';

/**
 * @param context what the subscription is known by
 * @throws ConfigurationError when the target cannot reach us
 */
export async function openListener(sink: Sink, context: string): Promise<Listener> {
  const told = new Map<string, Told>();
  let wrong: Violation | undefined;
  const misbehaved = (observed: string): void => {
    wrong ??= new Violation({
      expected: 'events of the protocol’s form, for the subscription that has this address',
      observed: `the hardware sent ${observed}`,
    });
  };

  const take = (delivery: Delivery): number => {
    if ('problem' in delivery) {
      misbehaved(delivery.problem);
      return delivery.status;
    }
    const read = readNotification(eventMessage, delivery.text);
    if (typeof read === 'string') {
      misbehaved(read);
      return 400;
    }
    if (read.Context !== context) misbehaved('what is for another subscription');
    for (const [n, event] of read.Events.entries()) {
      const { EventTimestamp: time, MessageSeverity, Severity, OriginOfCondition } = event;
      told.set(event.EventId ?? `${read.Id} ${String(n)}`, {
        severity: healthFrom(MessageSeverity ?? Severity),
        about: OriginOfCondition?.['@odata.id'],
        at: time === undefined || Number.isNaN(Date.parse(time)) ? undefined : Date.parse(time),
      });
    }
    return 204;
  };

  const mailbox = await sink.open(take);
  return {
    url: mailbox.url,
    context,
    told() {
      if (wrong !== undefined) throw wrong;
      return [...told.values()];
    },
    close() {
      mailbox.close();
    },
  };
}
