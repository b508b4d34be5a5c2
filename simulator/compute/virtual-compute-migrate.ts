/** Moving servers between hosts. Source: Compute API reference, "Servers - run an administrative action". */
import {
  liveMigrateRequest,
  migrateRequest,
} from '../../src/contract/compute/virtual-compute-change.ts';
import { badRequest } from '../kernel/fault.ts';
import { nothing } from './faults.ts';
import { occupy } from './host-table.ts';
import type { ComputeNeeds } from './needs.ts';
import { validBody } from '../kernel/valid-body.ts';
import { roomOf } from './scheduler.ts';
import { type ServerActions, withAction } from './virtual-compute-deed.ts';
import { mustBeIn, mustBeUnlocked } from './virtual-compute-guard.ts';
import { change, done, later } from './virtual-compute-life.ts';
import { hostForMove, move, stay, takePorts } from './virtual-compute-move.ts';
import type { Server } from './virtual-compute-table.ts';

/** How long it takes, in milliseconds. */
const step = { prepare: 600, live: 800 };

export function migrateActions(needs: ComputeNeeds): ServerActions {
  /** @throws Fault 400 when there is no such host */
  const hostIn = (wish: unknown): string | undefined => {
    const host = wish as string | null | undefined;
    if (host == null) return undefined;
    if (needs.hosts.get(host) !== undefined) return host;
    throw badRequest(`Compute host ${host} could not be found.`);
  };

  /** At work all the while; what it has moves at the end, or stays. */
  const moveLive = (server: Server, onHost: string | undefined) => {
    later(needs, server.id, 'migrating', step.live, (now) => {
      const host = hostForMove(needs, now, { flavor: now.flavor, elsewhere: true, onHost });
      if (host === undefined) {
        stay(needs, now);
        return;
      }
      occupy(needs.hosts, host.name, roomOf(now), 1);
      occupy(needs.hosts, now.host, roomOf(now), -1);
      takePorts(needs, now, host.name);
      change(needs, now.id, { host: host.name, taskState: null, actions: done(needs, now) });
    });
  };

  return {
    migrate: {
      rule: 'os_compute_api:os-migrate-server:migrate',
      read: (body, minor) => validBody(migrateRequest(minor), body).migrate?.host,
      run: (call, server, wish) => {
        mustBeUnlocked(call, server);
        mustBeIn('migrate', server, ['active', 'stopped']);
        const onHost = hostIn(wish);
        if (onHost === server.host) {
          throw badRequest(`Cannot migrate to the host where the server exists: ${server.id}.`);
        }
        change(needs, server.id, {
          taskState: 'resize_prep',
          actions: withAction(needs, call, server, 'migrate'),
        });
        later(needs, server.id, 'resize_prep', step.prepare, (now) => {
          move(needs, now, { flavor: now.flavor, elsewhere: true, onHost });
        });
        return nothing(202);
      },
    },
    'os-migrateLive': {
      rule: 'os_compute_api:os-migrate-server:migrate_live',
      read: (body, minor) => validBody(liveMigrateRequest(minor), body)['os-migrateLive'].host,
      run: (call, server, wish) => {
        mustBeUnlocked(call, server);
        mustBeIn('os-migrateLive', server, ['active', 'paused']);
        const onHost = hostIn(wish);
        change(needs, server.id, {
          taskState: 'migrating',
          actions: withAction(needs, call, server, 'live-migration'),
        });
        moveLive(server, onHost);
        return nothing(202);
      },
    },
  };
}
