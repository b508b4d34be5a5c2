/** Resizing a server, in two steps. Source: OpenStack Zed, recorded. */
import { resizeRequest } from '../../src/contract/compute/virtual-compute-change.ts';
import { badRequest } from '../kernel/fault.ts';
import { nothing } from './faults.ts';
import { occupy } from './host-table.ts';
import type { ComputeNeeds } from './needs.ts';
import { mustAllowGrowth } from './quota-check.ts';
import { roomOf } from './scheduler.ts';
import { validBody } from '../kernel/valid-body.ts';
import { type ServerActions, withAction } from './virtual-compute-deed.ts';
import { flavorFor } from './virtual-compute-create.ts';
import { mustBeIn, mustBeUnlocked } from './virtual-compute-guard.ts';
import { change, done, later } from './virtual-compute-life.ts';
import { move, takePorts } from './virtual-compute-move.ts';
import type { TaskState } from './virtual-compute-state.ts';
import type { Server } from './virtual-compute-table.ts';

const step = { prepare: 600, settle: 250 };

export function resizeActions(needs: ComputeNeeds): ServerActions {
  /** Gives back the room on the host that it leaves, and is as it was before in state. */
  const settle = (server: Server, task: TaskState | null, how: 'confirm' | 'revert') => {
    later(needs, server.id, task, step.settle, (now) => {
      const { resized } = now;
      if (resized === undefined) return;
      const old = roomOf(now, resized.flavor);
      if (how === 'confirm') occupy(needs.hosts, resized.host, old, -1);
      else occupy(needs.hosts, now.host, roomOf(now), -1);
      if (how === 'revert') takePorts(needs, now, resized.host);
      const kept = how === 'confirm' ? {} : { flavor: resized.flavor, host: resized.host };
      change(needs, now.id, {
        ...kept,
        vmState: resized.vmState,
        taskState: null,
        resized: undefined,
        actions: done(needs, now),
      });
    });
  };

  return {
    resize: {
      rule: 'os_compute_api:servers:resize',
      read: (body) => validBody(resizeRequest, body).resize.flavorRef,
      run: (call, server, flavorId) => {
        mustBeUnlocked(call, server);
        mustBeIn('resize', server, ['active', 'stopped']);
        const flavor = flavorFor(needs, call, String(flavorId));
        if (flavor.id === server.flavor.id) {
          throw badRequest('When resizing, instances must change flavor!');
        }
        if (flavor.disk === 0 && server.imageId !== undefined && server.flavor.disk !== 0) {
          throw badRequest('Resize to zero disk flavor is not allowed.');
        }
        mustAllowGrowth(needs, server.projectId, server.flavor, flavor);
        change(needs, server.id, {
          taskState: 'resize_prep',
          actions: withAction(needs, call, server, 'resize'),
        });
        later(needs, server.id, 'resize_prep', step.prepare, (now) => {
          move(needs, now, { flavor, elsewhere: false });
        });
        return nothing(202);
      },
    },
    confirmResize: {
      rule: 'os_compute_api:servers:confirm_resize',
      run: (call, server) => {
        mustBeUnlocked(call, server);
        mustBeIn('confirmResize', server, ['resized']);
        change(needs, server.id, { actions: withAction(needs, call, server, 'confirmResize') });
        settle(server, null, 'confirm');
        return nothing(204);
      },
    },
    revertResize: {
      rule: 'os_compute_api:servers:revert_resize',
      run: (call, server) => {
        mustBeUnlocked(call, server);
        mustBeIn('revertResize', server, ['resized']);
        change(needs, server.id, {
          taskState: 'resize_reverting',
          actions: withAction(needs, call, server, 'revertResize'),
        });
        settle(server, 'resize_reverting', 'revert');
        return nothing(202);
      },
    },
  };
}
