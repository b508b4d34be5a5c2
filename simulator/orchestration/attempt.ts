/** Doing something to a resource of a stack, which may fail. */
import type { Clock } from '../kernel/clock.ts';
import { Fault } from '../kernel/fault.ts';
import type { Ids } from '../kernel/ids.ts';
import { ResourceFailure } from './client.ts';
import type { Records } from './records.ts';
import type { Action, Stack, StackResource } from './stack-table.ts';

export interface Tools {
  readonly records: Records;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** The end of an operation: a resource could not be had, changed or taken down. */
export class FailedResource extends Error {
  override name = 'FailedResource';
}

/** Does something to a resource, and writes down when it fails. @throws FailedResource */
export async function attempt<T>(
  { records }: Tools,
  stack: Stack,
  { key, name }: Pick<StackResource, 'key' | 'name'>,
  action: Action,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ResourceFailure || error instanceof Fault)) throw error;
    const [, kind, said] = /^(\w+): ([^]*)$/.exec(error.message) ?? [];
    const reason = `${kind ?? 'Error'}: resources.${name}: ${said ?? error.message}`;
    records.change(stack.id, key, { action, status: 'FAILED', reason });
    throw new FailedResource(`Resource ${action} failed: ${reason}`);
  }
}
