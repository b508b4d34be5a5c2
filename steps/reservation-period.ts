/** The times of reservations, as sentences name them: whole minutes. */
import { defineParameterType } from '@cucumber/cucumber';
import type { Period } from '../src/bindings/reservation-port.ts';

const minute = 60_000;
const units: Readonly<Record<string, number>> = {
  minute,
  hour: 60 * minute,
  day: 24 * 60 * minute,
};
/** @param words a number and a unit: `2 hours` */
function millisecondsIn(words: string): number {
  const [count = '', unit = ''] = words.split(' ');
  return Number(count) * (units[unit.replace(/s$/, '')] ?? NaN);
}

/** Still to be reckoned from the instant at which it is said. */
export type Said = (now: number) => Period;

const span = String.raw`\d+ (?:minute|hour|day)s?`;

defineParameterType({
  name: 'period',
  regexp: new RegExp(`(?:from now on|in ${span}) for ${span}`),
  transformer(words: string): Said {
    const [begins = '', lasts = ''] = words.split(' for ');
    return (now) => {
      const next = Math.ceil(now / minute) * minute;
      if (begins === 'from now on') return { start: 'now', end: next + millisecondsIn(lasts) };
      const start = next + millisecondsIn(begins.replace('in ', ''));
      return { start, end: start + millisecondsIn(lasts) };
    };
  },
});
