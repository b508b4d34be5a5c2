/** Building servers anew whose host is down. Source: Compute API reference, "Servers - run an administrative action". */
import { evacuateRequest } from '../../src/contract/compute/virtual-compute-change.ts';
import { badRequest, notFound } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import { validBody } from '../kernel/valid-body.ts';
import { nothing } from './faults.ts';
import { isUp, occupy } from './host-table.ts';
import type { ComputeNeeds } from './needs.ts';
import { roomOf } from './scheduler.ts';
import { type ServerActions, withAction } from './virtual-compute-deed.ts';
import { mustBeIn, mustBeUnlocked } from './virtual-compute-guard.ts';
import { change, done, later } from './virtual-compute-life.ts';
import { hostForMove, takePorts } from './virtual-compute-move.ts';
import type { Server } from './virtual-compute-table.ts';

/** How long it takes, in milliseconds. */
const step = 1000;

export function evacuateActions(needs: ComputeNeeds): ServerActions {
  const build = (server: Server, onHost: string | undefined) => {
    const { id, vmState } = server;
    later(needs, id, 'rebuilding', step, (now) => {
      const host = hostForMove(needs, now, { flavor: now.flavor, elsewhere: true, onHost });
      if (host === undefined) {
        const message = 'No valid host was found. ';
        change(needs, id, {
          vmState: 'error',
          taskState: null,
          fault: { code: 500, message, at: needs.world.clock.now() },
          actions: done(needs, now, 'Error'),
        });
        return;
      }
      occupy(needs.hosts, host.name, roomOf(now), 1);
      occupy(needs.hosts, now.host, roomOf(now), -1);
      takePorts(needs, now, host.name);
      const runs = vmState !== 'stopped';
      change(needs, id, {
        host: host.name,
        zone: host.zone,
        vmState: runs ? 'active' : 'stopped',
        powerState: runs ? 1 : 4,
        taskState: null,
        fault: undefined,
        launchedAt: needs.world.clock.now(),
        actions: done(needs, now),
      });
    });
  };

  return {
    evacuate: {
      rule: 'os_compute_api:os-evacuate',
      read: (body, minor) => validBody(evacuateRequest(minor), body).evacuate,
      run: (call, server, wish) => {
        const { host, adminPass } = wish as {
          readonly host?: string | null;
          readonly adminPass?: string;
        };
        mustBeUnlocked(call, server);
        if (host != null && needs.hosts.get(host) === undefined) {
          throw notFound(`Compute host ${host} could not be found.`);
        }
        if (host === server.host) throw badRequest("The target host can't be the same one.");
        mustBeIn('evacuate', server, ['active', 'stopped', 'error']);
        const now = needs.hosts.get(server.host);
        if (now !== undefined && isUp(now)) {
          throw badRequest(`Compute service of ${server.host} is still in use.`);
        }
        change(needs, server.id, {
          taskState: 'rebuilding',
          actions: withAction(needs, call, server, 'evacuate'),
        });
        build(server, host ?? undefined);
        return call.state.minor < 14
          ? json(200, { adminPass: adminPass ?? needs.world.ids.opaque(12) })
          : nothing(200);
      },
    },
  };
}
