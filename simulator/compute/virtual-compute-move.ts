/** Moving a server that is shut down for it, to another size or host; it ends `resized`. */
import type { Flavor } from './flavour-table.ts';
import { occupy } from './host-table.ts';
import type { ComputeNeeds } from './needs.ts';
import { chooseHost, roomOf } from './scheduler.ts';
import { change, done, later } from './virtual-compute-life.ts';
import type { TaskState } from './virtual-compute-state.ts';
import type { Server } from './virtual-compute-table.ts';

/** Milliseconds. */
const step = 150;

export interface Move {
  readonly flavor: Flavor;
  /** Not where the server is now. */
  readonly elsewhere: boolean;
  /** A host that was wished for by name. */
  readonly onHost?: string | undefined;
}

/** A host for a server that moves; undefined when none fits. */
export function hostForMove(
  needs: ComputeNeeds,
  server: Server,
  { flavor, elsewhere, onHost }: Move,
) {
  const { id, zone, groupId, hints } = server;
  return chooseHost(needs, {
    room: roomOf(server, flavor),
    serverId: id,
    zone,
    groupId,
    hints,
    onHost,
    extraSpecs: flavor.extraSpecs,
    ...(elsewhere ? { alsoFits: (name) => name !== server.host } : {}),
  });
}

/** The server stays where it is, as it is; why is told in its books. */
export function stay(needs: ComputeNeeds, server: Server): void {
  change(needs, server.id, {
    taskState: null,
    fault: { code: 400, message: 'No valid host was found. ', at: needs.world.clock.now() },
    actions: done(needs, server, 'Error'),
  });
}

/** Its ports are where the server is. */
export function takePorts({ network }: ComputeNeeds, { id, hostname }: Server, host: string): void {
  for (const port of network.portsOf(id)) network.bind(port.id, { serverId: id, host, hostname });
}

/** Where there is room. The host that it leaves keeps what it has until the move is confirmed. */
export function move(needs: ComputeNeeds, server: Server, wish: Move): void {
  const { id } = server;
  const { flavor } = wish;
  const host = hostForMove(needs, server, wish);
  if (host === undefined) {
    stay(needs, server);
    return;
  }
  occupy(needs.hosts, host.name, roomOf(server, flavor), 1);
  const before = { flavor: server.flavor, host: server.host, vmState: server.vmState };
  change(needs, id, { taskState: 'resize_migrating', flavor, host: host.name, resized: before });
  const tasks: readonly TaskState[] = ['resize_migrating', 'resize_migrated', 'resize_finish'];
  const go = (index: number) => {
    const [task, next] = [tasks[index], tasks[index + 1]];
    if (task === undefined) return;
    later(needs, id, task, step, (now) => {
      if (next !== undefined) {
        change(needs, id, { taskState: next });
        go(index + 1);
        return;
      }
      takePorts(needs, now, host.name);
      change(needs, id, {
        vmState: 'resized',
        taskState: null,
        powerState: before.vmState === 'stopped' ? 4 : 1,
        launchedAt: needs.world.clock.now(),
        actions: done(needs, now),
      });
    });
  };
  go(0);
}
