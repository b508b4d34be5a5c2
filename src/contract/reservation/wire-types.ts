/** What requests to the reservation service and its answers are made of. Source: Blazar 17.0.0 (2026.1), recorded. */
import { z } from 'zod';

export const leaseStatus = z.enum([
  'CREATING',
  'PENDING',
  'STARTING',
  'ACTIVE',
  'UPDATING',
  'TERMINATING',
  'TERMINATED',
  'DELETING',
  'ERROR',
]);
export type LeaseStatus = z.infer<typeof leaseStatus>;

export const reservationStatus = z.enum(['pending', 'active', 'deleted', 'error']);
export type ReservationStatus = z.infer<typeof reservationStatus>;

export const eventType = z.enum(['start_lease', 'before_end_lease', 'end_lease']);
export type EventType = z.infer<typeof eventType>;

/** Of answers: coordinated universal time without a zone. */
export const wireInstant = z.iso.datetime({ local: true });

/** Of requests: `now`, or a minute of coordinated universal time. */
export const nowWord = 'now';
const minuteForm = /^(\d{4})-(\d\d?)-(\d\d?) (\d\d?):(\d\d?)$/;

const minute = 60_000;
export const toTheMinute = (ms: number): number => Math.floor(ms / minute) * minute;

/** @param ms milliseconds since the epoch; what is below a minute is cut off */
export const writeMinute = (ms: number): string =>
  new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

/** @returns milliseconds since the epoch; undefined for what is no minute of any day */
export function readMinute(text: string): number | undefined {
  const parts = minuteForm.exec(text)?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, min = 0] = parts;
  const at = Date.UTC(year, month - 1, day, hour, min);
  const read = new Date(at);
  const same =
    read.getUTCMonth() === month - 1 &&
    read.getUTCDate() === day &&
    read.getUTCHours() === hour &&
    read.getUTCMinutes() === min;
  return same ? at : undefined;
}

/** `2026-11-23T09:02:00.000000` */
export const writeInstant = (ms: number): string =>
  new Date(ms).toISOString().replace(/\.(\d+)Z$/, '.$1000');
export const readInstant = (text: string): number => Date.parse(`${text}Z`);
