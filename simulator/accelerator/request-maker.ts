/** Making the requests of a device profile: one for each accelerator that it wants. */
import type { Request } from './accelerator-request-table.ts';
import { type Profile, wantedBy } from './device-profile-table.ts';
import type { Room } from './room.ts';

export const createMaker =
  ({ world, requests }: Pick<Room, 'world' | 'requests'>) =>
  (profile: Profile, projectId: string): readonly Request[] =>
    profile.groups.flatMap((group, groupNumber) =>
      Array.from({ length: wantedBy(group) }, () =>
        requests.insert({
          id: world.ids.uuid(),
          state: 'Initial',
          profile: profile.name,
          groupNumber,
          group,
          projectId,
          binding: undefined,
          acceleratorId: undefined,
          createdAt: world.clock.now(),
          updatedAt: undefined,
        }),
      ),
    );
