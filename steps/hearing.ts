/** Waiting for what a target tells, which it can only if it reaches this machine. */
import { DeadlinePassed } from '../src/failures.ts';
import type { Connection } from './connection.ts';
import { until, type Wait } from './waiting.ts';

/**
 * Looks until it is done. Who has waited in vain for a target that has never told anything waits no more: each
 * further wait would take as long, and decide as little.
 * @throws DeadlinePassed when the target is known to reach this machine
 * @throws Unreachable when it is not
 */
export async function untilHeard<T>(
  { clock, hearing }: Pick<Connection, 'clock' | 'hearing'>,
  wait: Omit<Wait<T>, 'clock'>,
): Promise<T> {
  hearing.hears();
  try {
    return await until({ ...wait, clock });
  } catch (error) {
    if (error instanceof DeadlinePassed) hearing.waitedInVain();
    throw error;
  }
}
