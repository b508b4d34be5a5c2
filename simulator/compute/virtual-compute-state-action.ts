/** What a server shows on its console, and setting its state by hand. */
import {
  consoleOutputRequest,
  resetStateRequest,
} from '../../src/contract/compute/virtual-compute-change.ts';
import { conflict } from '../kernel/fault.ts';
import { json } from '../kernel/reply.ts';
import { nothing } from './faults.ts';
import type { ComputeNeeds } from './needs.ts';
import { validBody } from '../kernel/valid-body.ts';
import type { ServerActions } from './virtual-compute-deed.ts';
import { change } from './virtual-compute-life.ts';

export const otherActions = (needs: ComputeNeeds): ServerActions => ({
  'os-resetState': {
    rule: 'os_compute_api:os-admin-actions:reset_state',
    read: (body) => validBody(resetStateRequest, body)['os-resetState'].state,
    run: (_call, server, state) => {
      change(needs, server.id, {
        vmState: state === 'active' ? 'active' : 'error',
        taskState: null,
      });
      return nothing(202);
    },
  },
  'os-getConsoleOutput': {
    rule: 'os_compute_api:os-console-output',
    read: (body) => validBody(consoleOutputRequest, body)['os-getConsoleOutput'].length,
    run: (_call, server, length) => {
      if (server.host === '') throw conflict(`Instance ${server.id} is not ready`);
      const lines = [
        `${server.hostname} booted`,
        'cloud-init finished',
        `${server.hostname} login:`,
      ];
      const wanted = typeof length === 'number' && length >= 0 ? length : lines.length;
      return json(200, { output: wanted === 0 ? '' : lines.slice(-wanted).join('\n') });
    },
  },
});
