/**
 * What an alarm posts to the addresses of its actions. Source: Alarming (Aodh), its notifier "rest", and
 * the events that its evaluator gets from the collector of notifications (Ceilometer).
 */
import { z } from 'zod';
import { alarmSeverity, alarmState } from './alarm.ts';

/** Name, number of a type, value. */
const trait = z.tuple([z.string(), z.int(), z.union([z.string(), z.number()])]);

export const event = z.looseObject({
  message_id: z.string().min(1),
  event_type: z.string().min(1),
  /** ISO 8601; without zone it is UTC. */
  generated: z.string(),
  traits: z.array(trait),
});
export type Event = z.infer<typeof event>;

/** Why the alarm is in its state. */
const because = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('event'), event }),
  z.looseObject({
    type: z.literal('threshold'),
    disposition: z.enum(['inside', 'outside', 'unknown']),
    count: z.int(),
    most_recent: z.number().nullable(),
  }),
]);

export const alarmNotification = z.looseObject({
  alarm_id: z.string(),
  alarm_name: z.string(),
  severity: alarmSeverity,
  previous: alarmState,
  current: alarmState,
  reason: z.string(),
  reason_data: because,
});
export type AlarmNotification = z.infer<typeof alarmNotification>;
