/** What the network service tells of its resources. Source: its notifications, as ceilometer makes events of them. */
import { type Caller, projectOf } from '../kernel/caller.ts';
import type { Notices } from '../kernel/notices.ts';

/** @param what for example `port.create`; it concerns whoever asked for it */
export function tellOfResource(
  notices: Notices,
  what: string,
  id: string,
  { userId, projectId }: { readonly userId: string; readonly projectId: string | undefined },
): void {
  notices.tell({
    eventType: `${what}.end`,
    projectId,
    traits: {
      resource_id: id,
      user_id: userId,
      service: 'network',
      ...(projectId === undefined ? {} : { project_id: projectId }),
    },
  });
}

export const asking = (caller: Caller) => ({
  userId: caller.userId,
  projectId: projectOf(caller),
});
