/** The stacks of a world, and what has happened to them. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import type { Given } from './parameter-values.ts';
import type { Mapping } from './values.ts';

export type Action = 'CREATE' | 'UPDATE' | 'DELETE' | 'ROLLBACK' | 'SUSPEND' | 'RESUME' | 'CHECK';
export type Status = 'IN_PROGRESS' | 'COMPLETE' | 'FAILED';

/** Something that a stack has built, is building or is to build. */
export interface StackResource {
  /** Tells the old version of a resource from the one that replaces it. */
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly description: string;
  /** Of what was built; empty before. */
  readonly physicalId: string;
  readonly action: Action | 'INIT';
  readonly status: Status;
  readonly reason: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly properties: Mapping;
  readonly notes: Mapping;
  readonly requires: readonly string[];
  /** It stays when the stack needs it no more. */
  readonly keeps: boolean;
  /** Replaced, and to be deleted. */
  readonly leaving: boolean;
  /** The operation of the stack that saw to it last. */
  readonly operation: number;
}

/** A template with what its user gave for it. */
export interface Plan {
  readonly template: Mapping;
  readonly given: Given;
}

export interface Stack extends Plan {
  readonly id: string;
  readonly name: string;
  readonly projectId: string;
  readonly ownerId: string;
  readonly ownerName: string;
  /** For users that stacks make; none does, and every stack has one. */
  readonly userProjectId: string;
  /** Where the service was asked, for the requests to others. */
  readonly origin: string;
  readonly action: Action;
  readonly status: Status;
  readonly reason: string;
  readonly createdAt: number;
  readonly updatedAt: number | undefined;
  readonly deletedAt: number | undefined;
  readonly disableRollback: boolean;
  readonly timeoutMins: number | undefined;
  readonly tags: readonly string[];
  readonly resources: readonly StackResource[];
  /** Counts what was asked of the stack; work of an older one ends. */
  readonly operation: number;
  readonly startedAt: number;
  /** What a failed operation goes back to. */
  readonly previous: Plan | undefined;
}

export interface StackEvent {
  readonly id: string;
  readonly stackId: string;
  readonly at: number;
  /** Empty: the stack itself. */
  readonly resource: string;
  readonly physicalId: string;
  readonly type: string;
  readonly action: string;
  readonly status: Status;
  readonly reason: string;
}

const isLive = ({ deletedAt }: Stack) => deletedAt === undefined;
const nameKey = (projectId: string, name: string) => `${projectId}/${name}`;

export type Stacks = Table<Stack, 'name', 'live' | 'project', 'name' | 'status' | 'updated'>;
export type StackEvents = Table<StackEvent, never, 'stack'>;

export const createStacks = (world: World): Stacks =>
  world.store.table<Stack, 'name', 'live' | 'project', 'name' | 'status' | 'updated'>(
    'orchestration/stack',
    {
      key: ({ id }) => id,
      unique: {
        name: (stack) => (isLive(stack) ? nameKey(stack.projectId, stack.name) : undefined),
      },
      groups: {
        live: (stack) => (isLive(stack) ? stack.projectId : undefined),
        project: ({ projectId }) => projectId,
      },
      orders: {
        name: ({ name }) => name,
        status: ({ status }) => status,
        updated: ({ updatedAt }) => updatedAt ?? 0,
      },
    },
  );

export const createStackEvents = (world: World): StackEvents =>
  world.store.table<StackEvent, never, 'stack'>('orchestration/event', {
    key: ({ id }) => id,
    groups: { stack: ({ stackId }) => stackId },
  });

/** The one stack of this name that a project has now. */
export const liveByName = (stacks: Stacks, projectId: string, name: string): Stack | undefined =>
  stacks.find('name', nameKey(projectId, name));
