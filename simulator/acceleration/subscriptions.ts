/** Who is told about the alarms of a host. */
import { type Filterable, readFilter } from '../agent/selection.ts';
import type { Deliveries } from '../kernel/deliveries.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import type { Alarm } from './alarms.ts';

export interface Subscription {
  readonly id: string;
  readonly hostId: string;
  readonly filter: string;
  readonly callbackUri: string;
}

/** What a filter of alarms may name. */
const filterable = (alarm: Alarm) =>
  ({
    alarmId: alarm.alarmId,
    accResourceId: alarm.accResourceId,
    hostId: alarm.hostId,
    alarmRaisedTime: alarm.alarmRaisedTime,
    alarmChangedTime: alarm.alarmChangedTime ?? [],
    perceivedSeverity: alarm.perceivedSeverity,
    eventType: alarm.eventType,
    probableCause: alarm.probableCause,
    isRootCause: String(alarm.isRootCause),
  }) satisfies Filterable;

const attributes: ReadonlySet<string> = new Set<keyof ReturnType<typeof filterable>>([
  'alarmId',
  'accResourceId',
  'hostId',
  'alarmRaisedTime',
  'alarmChangedTime',
  'perceivedSeverity',
  'eventType',
  'probableCause',
  'isRootCause',
]);

/** @throws CallRefused INVALID_FILTER */
export function readAlarmFilter(text: string): (alarm: Alarm) => boolean {
  const demands = readFilter(text, attributes);
  return (alarm) => demands(filterable(alarm));
}

export class Subscriptions {
  readonly #world: World;
  readonly #deliveries: Deliveries;
  readonly #rows: Table<Subscription, never, 'host'>;

  constructor(world: World, deliveries: Deliveries) {
    this.#world = world;
    this.#deliveries = deliveries;
    this.#rows = world.store.table('acceleration/subscription', {
      key: ({ id }) => id,
      groups: { host: ({ hostId }) => hostId },
    });
  }

  /** @throws CallRefused INVALID_FILTER */
  add(wish: Omit<Subscription, 'id'>): Subscription {
    readAlarmFilter(wish.filter);
    return this.#rows.insert({ id: this.#world.ids.uuid(), ...wish });
  }

  get(id: string): Subscription | undefined {
    return this.#rows.get(id);
  }

  /** What was not delivered until now never is. */
  remove(id: string): void {
    this.#rows.delete(id);
    this.#deliveries.drop(id);
  }

  /** Whoever wants to know of what it is now, or wanted to know of what it was. */
  readonly tell = (now: Alarm, before: Alarm | undefined): void => {
    for (const { id, hostId, filter, callbackUri } of this.#rows.list('host', now.hostId)) {
      const demands = readAlarmFilter(filter);
      if (!demands(now) && (before === undefined || !demands(before))) continue;
      const notificationId = this.#world.ids.uuid();
      const body = { notificationId, SubscriptionId: id, hostId, Alarm: now };
      this.#deliveries.add(id, callbackUri, notificationId, body);
    }
  };
}
