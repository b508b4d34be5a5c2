/** Comparing what is with what an alarm says. */
import type { Operator } from '../../src/contract/alarming/alarm.ts';

export function isHeld<T extends string | number>(is: T, operator: Operator, wanted: T): boolean {
  switch (operator) {
    case 'lt':
      return is < wanted;
    case 'le':
      return is <= wanted;
    case 'eq':
      return is === wanted;
    case 'ne':
      return is !== wanted;
    case 'ge':
      return is >= wanted;
    case 'gt':
      return is > wanted;
  }
}
