/** What a server had and gives back when it ends. */
import { Fault } from '../kernel/fault.ts';
import { occupy } from './host-table.ts';
import type { ComputeNeeds } from './needs.ts';
import { roomOf } from './scheduler.ts';
import { change, later } from './virtual-compute-life.ts';
import type { Server } from './virtual-compute-table.ts';

type ReleaseNeeds = Pick<
  ComputeNeeds,
  'world' | 'servers' | 'hosts' | 'network' | 'storage' | 'attachments' | 'accelerators'
>;

/** Ends its interfaces and attachments, and frees its accelerators; what was made for it, and what shall end with it, ends too. */
export function releaseDevices(
  {
    network,
    storage,
    attachments,
    accelerators,
  }: Pick<ReleaseNeeds, 'network' | 'storage' | 'attachments' | 'accelerators'>,
  server: Server,
): void {
  accelerators.virtualComputeGone(server.id);
  for (const { id } of network.portsOf(server.id)) network.unbind(id);
  for (const attachment of attachments.list('server', server.id)) {
    attachments.delete(attachment.id);
    const { attachmentId, volumeId, deleteOnTermination } = attachment;
    if (attachmentId !== '') storage.detach(attachmentId);
    if (deleteOnTermination && volumeId !== '') quietly(() => storage.deleteVolume(volumeId));
  }
}

/** A volume that cannot be deleted now stays: the server goes all the same. */
const quietly = (run: () => void): void => {
  try {
    run();
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
  }
};

const step = { shutDown: 300, last: 200 };

/**
 * Deletes a server by the clock. For a moment it is still there, as `DELETED`; one that never had a host
 * is gone at once.
 */
export function terminate(needs: ReleaseNeeds, server: Server): void {
  const { id } = server;
  const end = (now: Server) => {
    releaseDevices(needs, now);
    if (now.host !== '') occupy(needs.hosts, now.host, roomOf(now), -1);
    if (now.resized !== undefined) {
      occupy(needs.hosts, now.resized.host, roomOf(now, now.resized.flavor), -1);
    }
    change(needs, id, {
      vmState: 'deleted',
      taskState: null,
      powerState: 0,
      terminatedAt: needs.world.clock.now(),
    });
  };
  const bury = () => {
    change(needs, id, { deleted: true });
  };
  change(needs, id, { taskState: 'deleting' });
  if (server.host === '') {
    end(server);
    bury();
    return;
  }
  later(needs, id, 'deleting', step.shutDown, (now) => {
    end(now);
    later(needs, id, null, step.last, bury);
  });
}
