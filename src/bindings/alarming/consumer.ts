/**
 * A consumer that alarms call: each subscription has an address for itself. What comes twice counts once;
 * what is not of the service's form, or is for somebody else, fails whoever looks at what was told.
 */
import type { HappenedEvent } from '../../contract/alarming/alarm.ts';
import { type ToldAlarm, toldAlarm } from '../../contract/alarming/notification.ts';
import { Violation } from '../../failures.ts';
import type { Delivery, Sink } from '../../transport/sink.ts';
import { severityFromWire } from '../alarm-severities.ts';
import type { Consumer, Told, Topic } from '../monitoring-port.ts';
import { readNotification } from '../read-notification.ts';

/**
 * @param topic what the subscription is for: the same event is read as a fault or as a change
 * @throws ConfigurationError when the target cannot reach us
 */
export async function openConsumer(sink: Sink, topic: Topic): Promise<Consumer> {
  const came: ToldAlarm[] = [];
  let owner: { readonly id: string; readonly about: string } | undefined;
  let wrong: Violation | undefined;

  const misbehaved = (observed: string): void => {
    wrong ??= new Violation({
      expected: 'notifications of the service’s form, for the subscription that has this address',
      observed: `the VIM sent ${observed}`,
    });
  };
  const take = (delivery: Delivery): number => {
    if ('problem' in delivery) {
      misbehaved(delivery.problem);
      return delivery.status;
    }
    const read = readNotification(toldAlarm, delivery.text);
    if (typeof read === 'string') {
      misbehaved(read);
      return 400;
    }
    if (read.reason_data.type === 'event' && Number.isNaN(instantOf(read.reason_data.event))) {
      misbehaved(`what happened at ${read.reason_data.event.generated}, which is no instant`);
      return 400;
    }
    const before = came.findLast((each) => isSame(each, read));
    if (before === undefined) came.push(read);
    else if (JSON.stringify(before) !== JSON.stringify(read)) {
      misbehaved(`the same of the alarm ${read.alarm_id} again, with something else in it`);
    }
    return 204;
  };

  const mailbox = await sink.open(take);
  return {
    callback: mailbox.url,
    belongsTo(subscription) {
      owner = subscription;
    },
    told() {
      for (const { alarm_id: alarm, reason_data: why } of came) {
        if (owner?.id.split(',').includes(alarm) !== true) {
          misbehaved(`what is of the alarm ${alarm}, which another subscription has`);
        }
        const about = why.type === 'event' ? traitOf(why.event, 'instance_id') : owner?.about;
        if (about !== owner?.about) {
          misbehaved(
            `what is about ${String(about)}, to who subscribed to ${String(owner?.about)}`,
          );
        }
      }
      if (wrong !== undefined) throw wrong;
      return came.flatMap((each) => readAs(topic, each) ?? []);
    },
    close() {
      mailbox.close();
    },
  };
}

/** Events have ids; of thresholds, no two crossings after one another go the same way. */
function isSame(one: ToldAlarm, other: ToldAlarm): boolean {
  if (one.alarm_id !== other.alarm_id) return false;
  const [before, now] = [one.reason_data, other.reason_data];
  if (before.type === 'event' && now.type === 'event') {
    return before.event.message_id === now.event.message_id;
  }
  return JSON.stringify(one) === JSON.stringify(other);
}

const traitOf = ({ traits }: HappenedEvent, name: string) =>
  traits.find(([each]) => each === name)?.[2];

/** @returns undefined for what tells nothing that a consumer of this topic waits for */
function readAs(topic: Topic, { reason_data: why, ...told }: ToldAlarm): Told | undefined {
  const severity = severityFromWire(told.severity);
  if (why.type === 'threshold') {
    const { previous, current } = told;
    if (current === 'insufficient data') return undefined;
    const what = current === 'alarm' ? 'rise' : previous === 'alarm' ? 'fall' : 'within';
    return { what, severity, at: undefined };
  }
  const { event } = why;
  const at = instantOf(event);
  if (topic === 'faults') {
    const isFault = traitOf(event, 'state') === 'error';
    return { what: isFault ? 'fault' : 'end of fault', severity, at };
  }
  const isRemoval = event.event_type === 'compute.instance.delete.end';
  return { what: isRemoval ? 'removal' : 'update', severity, at };
}

/** What has no zone is UTC. @returns NaN for what is no instant */
const instantOf = ({ generated }: HappenedEvent): number =>
  Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(generated) ? generated : `${generated}Z`);
