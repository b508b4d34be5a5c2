/** What takes longer than an answer. Source: DSP2046, TaskService and Task; DSP0266, "Asynchronous operations". */
import type { World } from '../kernel/world.ts';
import { must } from './roles.ts';
import { iso } from './instants.ts';
import { type Body, linkTo, membersOf, type Resource } from './resource.ts';
import { typeOf, typeOfCollection } from './schemas.ts';

const tasksPath = '/redfish/v1/TaskService/Tasks';
/** More than so many ended ones are forgotten, the oldest first. */
const mostKept = 100;

interface Task {
  readonly id: string;
  readonly does: string;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
}

export interface Tasks {
  readonly resources: readonly Resource[];
  begin(does: string): { readonly path: string; readonly body: Body; readonly done: () => void };
}

const viewOf = ({ id, does, startedAt, endedAt }: Task) => ({
  Id: id,
  Name: does,
  TaskState: endedAt === undefined ? 'Running' : 'Completed',
  TaskStatus: 'OK',
  StartTime: iso(startedAt),
  ...(endedAt === undefined ? {} : { EndTime: iso(endedAt) }),
});

export function createTasks(world: World): Tasks {
  const { clock, store, ids } = world;
  const tasks = store.table<Task>('redfish/task', { key: ({ id }) => id });
  return {
    begin(does) {
      const id = ids.hex32();
      for (const old of tasks
        .all()
        .filter(({ endedAt }) => endedAt !== undefined)
        .slice(0, -mostKept)) {
        tasks.delete(old.id);
      }
      const task = tasks.insert({ id, does, startedAt: clock.now(), endedAt: undefined });
      const path = `${tasksPath}/${id}`;
      return {
        path,
        body: { '@odata.id': path, '@odata.type': typeOf('Task'), ...viewOf(task) },
        done: () => void tasks.update(id, { endedAt: clock.now() }),
      };
    },
    resources: [
      {
        path: '/v1/TaskService',
        name: 'task service',
        view: () => ({
          type: typeOf('TaskService'),
          body: {
            Id: 'TaskService',
            Name: 'Task Service',
            ServiceEnabled: true,
            Status: { State: 'Enabled', Health: 'OK' },
            CompletedTaskOverWritePolicy: 'Oldest',
            LifeCycleEventOnTaskStateChange: false,
            Tasks: linkTo(tasksPath),
          },
        }),
      },
      {
        path: '/v1/TaskService/Tasks',
        name: 'tasks',
        view: () => ({
          type: typeOfCollection('Task'),
          body: membersOf(
            'Tasks',
            tasksPath,
            tasks.all().map(({ id }) => id),
          ),
        }),
      },
      {
        path: '/v1/TaskService/Tasks/:id',
        name: 'task',
        view: ({ id = '' }) => {
          const task = tasks.get(id);
          return task && { type: typeOf('Task'), body: viewOf(task) };
        },
        remove: ({ id = '' }, call) => {
          must(call, 'ConfigureManager');
          tasks.delete(id);
        },
      },
    ],
  };
}
