/** How an accepted server becomes active, step by step on the clock; or why it does not. */
import { deviceProfileSpec } from '../../src/contract/accelerator/device-profile.ts';
import { Fault } from '../kernel/fault.ts';
import { occupy } from './host-table.ts';
import type { ComputeNeeds } from './needs.ts';
import type { NewServerPort, NewServerVolume } from './ports.ts';
import { chooseHost, roomOf } from './scheduler.ts';
import { change, done, later } from './virtual-compute-life.ts';
import { releaseDevices } from './virtual-compute-release.ts';
import type { Server } from './virtual-compute-table.ts';

/** An interface that the server shall have. */
export type WishedInterface =
  { readonly portId: string } | Pick<NewServerPort, 'networkId' | 'fixedAddress'>;

/** A disk of the server whose volume is made only when it has a host. */
export interface DiskToMake {
  /** The attachment that waits for it. */
  readonly id: string;
  readonly volume: Omit<NewServerVolume, 'projectId' | 'userId'>;
}

export interface BuildWish {
  readonly interfaces: readonly WishedInterface[];
  readonly securityGroups: readonly string[] | undefined;
  readonly disksToMake: readonly DiskToMake[];
  readonly onHost: string | undefined;
}

/** How long the steps take, in milliseconds: about as long as without a hypervisor. */
const step = { schedule: 300, claim: 50, network: 100, accelerator: 100, volume: 200, spawn: 900 };

export function build(needs: ComputeNeeds, id: string, wish: BuildWish): void {
  /** Without a host, as when none fits: what it took is given back. */
  const fail = (server: Server, message: string) => {
    if (server.host !== '') occupy(needs.hosts, server.host, roomOf(server), -1);
    releaseDevices(needs, server);
    change(needs, id, {
      vmState: 'error',
      taskState: null,
      host: '',
      zone: '',
      fault: { code: 500, message, at: needs.world.clock.now() },
      actions: done(needs, server, 'Error'),
    });
  };
  /** What another service refuses ends the build. */
  const attempt = (server: Server, run: () => void) => {
    try {
      run();
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown;
      fail(server, `Build of instance ${id} aborted: ${thrown.message}`);
    }
  };

  const schedule = (server: Server) => {
    const profile = server.flavor.extraSpecs[deviceProfileSpec];
    const host = chooseHost(needs, {
      room: roomOf(server),
      serverId: id,
      zone: server.pinnedZone,
      groupId: server.groupId,
      onHost: wish.onHost,
      hints: server.hints,
      extraSpecs: server.flavor.extraSpecs,
      ...(profile === undefined
        ? {}
        : { alsoFits: (name) => needs.acceleratorRequests.hasRoom(profile, name) }),
    });
    if (host === undefined) {
      fail(server, 'No valid host was found. ');
      return;
    }
    occupy(needs.hosts, host.name, roomOf(server), 1);
    const placed = change(needs, id, { host: host.name, zone: host.zone, taskState: null });
    attempt(placed ?? server, () => {
      const { projectId } = server;
      if (profile !== undefined) {
        needs.acceleratorRequests.give(profile, { serverId: id, projectId, host: host.name });
      }
      later(needs, id, null, step.claim, () => {
        change(needs, id, { taskState: 'networking' });
        later(needs, id, 'networking', step.network, connect);
      });
    });
  };

  const connect = (server: Server) => {
    const own = { serverId: id, host: server.host, hostname: server.hostname };
    attempt(server, () => {
      for (const wished of wish.interfaces) {
        if ('portId' in wished) {
          needs.network.bind(wished.portId, own);
        } else {
          needs.network.createPort({
            ...wished,
            projectId: server.projectId,
            ...own,
            ...(wish.securityGroups === undefined ? {} : { securityGroups: wish.securityGroups }),
          });
        }
      }
      if (needs.attachments.list('server', id).length === 0) {
        spawn();
        return;
      }
      change(needs, id, { taskState: 'block_device_mapping' });
      const { projectId, userId } = server;
      for (const disk of wish.disksToMake) {
        const { id: volumeId } = needs.storage.createVolume({ projectId, userId, ...disk.volume });
        needs.attachments.update(disk.id, { volumeId });
      }
      later(needs, id, 'block_device_mapping', step.volume, attach);
    });
  };

  /** Waits for volumes that are still being made. */
  const attach = (server: Server) => {
    const disks = needs.attachments.list('server', id);
    const busy = disks.some(({ volumeId }) => {
      const status = needs.storage.volume(server.projectId, volumeId)?.status;
      return status === 'creating' || status === 'downloading';
    });
    if (busy) {
      later(needs, id, 'block_device_mapping', step.volume, attach);
      return;
    }
    attempt(server, () => {
      for (const disk of disks) {
        const attachmentId =
          disk.attachmentId === '' ? needs.storage.reserve(disk.volumeId, id) : disk.attachmentId;
        needs.attachments.update(disk.id, { attachmentId });
        needs.storage.attach(attachmentId, disk.device, server.host);
      }
      spawn();
    });
  };

  /** Waits for accelerators that are still being made ready. */
  const spawn = () => {
    change(needs, id, { taskState: 'spawning' });
    awaitAccelerators();
  };

  const awaitAccelerators = () => {
    const outcome = needs.acceleratorRequests.outcome(id);
    if (outcome === 'pending') {
      later(needs, id, 'spawning', step.accelerator, awaitAccelerators);
      return;
    }
    if (outcome === 'failed') {
      later(needs, id, 'spawning', 0, (server) => {
        fail(server, `Build of instance ${id} aborted: its accelerators could not be bound`);
      });
      return;
    }
    later(needs, id, 'spawning', step.spawn, (server) => {
      change(needs, id, {
        vmState: 'active',
        taskState: null,
        powerState: 1,
        launchedAt: needs.world.clock.now(),
        actions: done(needs, server),
      });
    });
  };

  later(needs, id, 'scheduling', step.schedule, schedule);
}
