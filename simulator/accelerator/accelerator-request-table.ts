/** The accelerator requests of a world. */
import type { ArqState } from '../../src/contract/accelerator/accelerator-request.ts';
import { type Caller, projectOf } from '../kernel/caller.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import type { ProfileGroup } from './device-profile-table.ts';
import { missing } from './faults.ts';

/** What a request is bound to. */
export interface Binding {
  readonly hostname: string;
  readonly providerId: string;
  readonly serverId: string;
}

export interface Request {
  readonly id: string;
  readonly state: ArqState;
  readonly profile: string;
  readonly groupNumber: number;
  readonly group: ProfileGroup;
  readonly projectId: string;
  /** From the start of a bind until it is undone. */
  readonly binding: Binding | undefined;
  /** The accelerator that it has; only while it is bound. */
  readonly acceleratorId: string | undefined;
  readonly createdAt: number;
  readonly updatedAt: number | undefined;
}
export type Requests = Table<Request, never, 'server' | 'accelerator' | 'profile'>;

export const createRequests = (world: World): Requests =>
  world.store.table('accelerator/accelerator-request', {
    key: ({ id }) => id,
    groups: {
      server: ({ binding }) => binding?.serverId,
      accelerator: ({ acceleratorId }) => acceleratorId,
      profile: ({ profile }) => profile,
    },
  });

/** Whether the caller is of the project of the request, or an administrator. */
export const maySee = (caller: Caller, { projectId }: Request): boolean =>
  caller.roles.has('admin') || projectId === projectOf(caller);

/** @throws Fault 404 also for another project's */
export function visibleRequest(requests: Requests, id: string, caller: Caller): Request {
  const found = requests.get(id);
  if (found !== undefined && maySee(caller, found)) return found;
  throw missing('ExtArq', 'uuid', id);
}
