/** Locks against whoever is no administrator. Source: Compute API reference, "Lock Server". */
import { lockRequest } from '../../src/contract/compute/virtual-compute-change.ts';
import { projectOf } from '../kernel/caller.ts';
import { nothing } from './faults.ts';
import type { ComputeNeeds } from './needs.ts';
import { validBody } from '../kernel/valid-body.ts';
import type { ServerActions } from './virtual-compute-deed.ts';
import { change } from './virtual-compute-life.ts';

export const lockActions = (needs: ComputeNeeds): ServerActions => ({
  lock: {
    rule: 'os_compute_api:os-lock-server:lock',
    read: (body, minor) =>
      minor < 73 ? null : (validBody(lockRequest, body).lock?.locked_reason ?? null),
    run: (call, server, reason) => {
      const owner = projectOf(call.caller) === server.projectId;
      // A lock of the owner does not take the place of an administrator's.
      if (server.lockedBy !== 'admin' || !owner) {
        change(needs, server.id, {
          lockedBy: owner ? 'owner' : 'admin',
          lockedReason: typeof reason === 'string' ? reason : null,
        });
      }
      return nothing(202);
    },
  },
  unlock: {
    rule: 'os_compute_api:os-lock-server:unlock',
    run: (call, server) => {
      if (server.lockedBy === 'admin' && projectOf(call.caller) === server.projectId) {
        needs.policy.enforce('os_compute_api:os-lock-server:unlock:unlock_override', call.caller, {
          project_id: server.projectId,
        });
      }
      change(needs, server.id, { lockedBy: undefined, lockedReason: null });
      return nothing(202);
    },
  },
});
