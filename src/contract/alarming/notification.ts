/**
 * What an alarm posts to the addresses of its actions, and why. Source: Aodh, its notifier "rest" and its
 * evaluators.
 */
import { z } from 'zod';
import { alarmNotification, happenedEvent } from './alarm.ts';

const reason = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('event'), event: happenedEvent }),
  z.looseObject({
    type: z.literal('threshold'),
    disposition: z.enum(['inside', 'outside', 'unknown']),
    most_recent: z.number().nullable(),
  }),
]);
export const toldAlarm = alarmNotification.extend({ reason_data: reason });
export type ToldAlarm = z.infer<typeof toldAlarm>;
