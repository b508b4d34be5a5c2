/** Writing down what becomes of stacks and their resources, each change with its event. */
import type { World } from '../kernel/world.ts';
import type { Action, Stack, StackEvents, StackResource, Stacks, Status } from './stack-table.ts';

export interface Records {
  stack(stackId: string, action: Action, status: Status, reason: string): void;
  add(stackId: string, resource: StackResource): void;
  /** Changes a resource; with a status this is an event. */
  change(stackId: string, key: string, change: Partial<StackResource>): void;
  drop(stackId: string, key: string): void;
  resources(stackId: string): readonly StackResource[];
  /** Whether nothing else was asked of the stack meanwhile, and it is still there. */
  isCurrent(stack: Stack): boolean;
  /** What is in progress will not go on. */
  abort(stack: Stack): void;
}

export function createRecords({ clock, ids }: World, stacks: Stacks, events: StackEvents): Records {
  const resources = (stackId: string) => stacks.get(stackId)?.resources ?? [];
  const change = (stackId: string, key: string, changed: Partial<StackResource>) => {
    const now = clock.now();
    const next = resources(stackId).map((one) =>
      one.key === key ? { ...one, ...changed, updatedAt: now } : one,
    );
    stacks.update(stackId, { resources: next });
    const resource = next.find((one) => one.key === key);
    if (changed.status === undefined || resource === undefined) return;
    const { name, physicalId, type, action, status, reason } = resource;
    events.insert({
      id: ids.uuid(),
      stackId,
      at: now,
      resource: name,
      physicalId,
      type,
      action,
      status,
      reason,
    });
  };
  return {
    stack(stackId, action, status, reason) {
      // A world that was set back may not have it any more.
      if (stacks.update(stackId, { action, status, reason }) === undefined) return;
      events.insert({
        id: ids.uuid(),
        stackId,
        at: clock.now(),
        resource: '',
        physicalId: stackId,
        type: 'OS::Heat::Stack',
        action,
        status,
        reason,
      });
    },
    add: (stackId, resource) =>
      void stacks.update(stackId, { resources: [...resources(stackId), resource] }),
    change,
    drop: (stackId, key) =>
      void stacks.update(stackId, {
        resources: resources(stackId).filter((one) => one.key !== key),
      }),
    resources,
    isCurrent: ({ id, operation }) => stacks.get(id)?.operation === operation,
    abort({ id }) {
      for (const { key, action, status } of resources(id)) {
        if (status !== 'IN_PROGRESS') continue;
        change(id, key, { status: 'FAILED', reason: `${action} aborted (user triggered cancel)` });
      }
    },
  };
}
