/** When a server does not let itself be changed. Source: OpenStack Zed, recorded. */
import { conflict } from '../kernel/fault.ts';
import type { ComputeCall } from './microversions.ts';
import type { TaskState, VmState } from './virtual-compute-state.ts';
import type { Server } from './virtual-compute-table.ts';

/** Administrators pass a lock. @throws Fault 409 */
export function mustBeUnlocked(call: ComputeCall, { id, lockedBy }: Server): void {
  if (lockedBy === undefined || call.caller.roles.has('admin')) return;
  throw conflict(`Instance ${id} is locked`);
}

/**
 * @param states those in which the action makes sense
 * @param tasks during which it may be asked for, too; without any, only while nothing is going on
 * @throws Fault 409 that names the state
 */
export function mustBeIn(
  action: string,
  { id, vmState, taskState }: Server,
  states: readonly VmState[],
  tasks: readonly TaskState[] = [],
): void {
  const refuse = (what: string, state: string) =>
    conflict(`Cannot '${action}' instance ${id} while it is in ${what} ${state}`);
  if (!states.includes(vmState)) throw refuse('vm_state', vmState);
  if (taskState !== null && !tasks.includes(taskState)) throw refuse('task_state', taskState);
}
