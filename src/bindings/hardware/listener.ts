/**
 * A VIM that is told of events: each subscription has an address and a context for itself. What comes twice
 * counts once; what is no event, or is for somebody else, fails whoever looks at what was told.
 */
import { eventMessage } from '../../contract/hardware/event.ts';
import { Violation } from '../../failures.ts';
import type { Delivery, Sink } from '../../transport/sink.ts';
import type { Listener, Told } from '../hardware-manager.ts';
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
    const read = readMessage(delivery.text);
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

/** @returns what is wrong with it as text */
function readMessage(text: string) {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'what is no JSON';
  }
  const read = eventMessage.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return `an event with ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'another form'}`;
}
