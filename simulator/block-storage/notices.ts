/** What block storage tells of its volumes. Source: its notifications, as ceilometer makes events of them. */
import type { Notices } from '../kernel/notices.ts';
import type { Volume } from './virtual-storage-table.ts';

/** What has happened when a status has become another. */
function happened(before: Volume, now: Volume): string | undefined {
  const [from, to] = [before.status, now.status];
  if (from === to) return undefined;
  if (from === 'creating') return to === 'available' ? 'create.end' : undefined;
  if (from === 'extending') return 'resize.end';
  if (to === 'in-use') return 'attach.end';
  return from === 'detaching' ? 'detach.end' : undefined;
}

/** @param now undefined for one that is gone */
export function tellOfVolume(notices: Notices, before: Volume, now: Volume | undefined): void {
  const what = now === undefined ? 'delete.end' : happened(before, now);
  if (what === undefined) return;
  const { id, projectId, userId, name, size, status } = now ?? before;
  notices.tell({
    eventType: `volume.${what}`,
    projectId,
    traits: {
      resource_id: id,
      project_id: projectId,
      user_id: userId,
      display_name: name ?? '',
      service: 'volume',
      size: String(size),
      status,
    },
  });
}
