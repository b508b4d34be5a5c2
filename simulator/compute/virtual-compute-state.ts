/**
 * The states of servers and the statuses that are made of them.
 * Source: Compute API guide, "Server concepts"; OpenStack Zed, recorded.
 */
export type VmState =
  'building' | 'active' | 'stopped' | 'suspended' | 'paused' | 'resized' | 'error' | 'deleted';

export type TaskState =
  | 'scheduling'
  | 'block_device_mapping'
  | 'networking'
  | 'spawning'
  | 'powering-off'
  | 'powering-on'
  | 'rebooting'
  | 'rebooting_hard'
  | 'suspending'
  | 'resuming'
  | 'pausing'
  | 'unpausing'
  | 'migrating'
  | 'rebuilding'
  | 'resize_prep'
  | 'resize_migrating'
  | 'resize_migrated'
  | 'resize_finish'
  | 'resize_reverting'
  | 'deleting';

/** No state, running, paused, shut down. */
export type PowerState = 0 | 1 | 3 | 4;

const resizing = {
  resize_prep: 'RESIZE',
  resize_migrating: 'RESIZE',
  resize_migrated: 'RESIZE',
  resize_finish: 'RESIZE',
};

/** State → status while nothing is going on, and by the task that is. */
const statuses: Readonly<Record<VmState, readonly [string, Readonly<Record<string, string>>]>> = {
  building: ['BUILD', {}],
  active: [
    'ACTIVE',
    {
      rebooting: 'REBOOT',
      rebooting_hard: 'HARD_REBOOT',
      migrating: 'MIGRATING',
      rebuilding: 'REBUILD',
      ...resizing,
    },
  ],
  stopped: ['SHUTOFF', { rebuilding: 'REBUILD', ...resizing }],
  suspended: ['SUSPENDED', {}],
  paused: ['PAUSED', { migrating: 'MIGRATING' }],
  resized: ['VERIFY_RESIZE', { resize_reverting: 'REVERT_RESIZE' }],
  error: ['ERROR', { rebuilding: 'REBUILD' }],
  deleted: ['DELETED', {}],
};

export interface StateOfServer {
  readonly vmState: VmState;
  readonly taskState: TaskState | null;
}

export const statusOf = ({ vmState, taskState }: StateOfServer): string => {
  const [plain, byTask] = statuses[vmState];
  return taskState === null ? plain : (byTask[taskState] ?? plain);
};

/** Statuses in which a server says how far it has come. */
const withProgress = ['ACTIVE', 'BUILD', 'RESIZE', 'VERIFY_RESIZE'];
export const showsProgress = (status: string): boolean => withProgress.includes(status);

const everyTask = 'default';

/**
 * Which servers a filter by status means: by their states, and by their tasks unless one of the
 * statuses is that of a state at rest. So `REBOOT` finds those that reboot, `ACTIVE` also those.
 * @returns undefined when there is no such status
 */
export function statusFilter(wished: readonly string[]) {
  const asked = wished.map((status) => status.toUpperCase());
  const vmStates = new Set<string>();
  const tasks = new Set<string>();
  for (const [vmState, [plain, byTask]] of Object.entries(statuses)) {
    for (const [task, status] of [[everyTask, plain], ...Object.entries(byTask)] as const) {
      if (!asked.includes(status)) continue;
      vmStates.add(vmState);
      tasks.add(task);
    }
  }
  if (vmStates.size === 0) return undefined;
  const anyTask = tasks.has(everyTask);
  return {
    onlyDeleted: vmStates.size === 1 && vmStates.has('deleted'),
    matches: ({ vmState, taskState }: StateOfServer): boolean =>
      vmStates.has(vmState) && (anyTask || tasks.has(taskState ?? '')),
  };
}
