/** What becomes of a host and its servers when its machine is switched off and on again. */
import type { ComputeNeeds } from './needs.ts';
import { change } from './virtual-compute-life.ts';

/** Servers that ran do not run any more when the host is back: the service's default does not resume them. */
export const hostPower =
  (needs: Pick<ComputeNeeds, 'world' | 'hosts' | 'servers'>) =>
  (name: string, up: boolean): void => {
    needs.hosts.update(name, { up });
    if (!up) return;
    for (const { id, vmState } of needs.servers.list('host', name)) {
      if (vmState !== 'active' && vmState !== 'paused') continue;
      change(needs, id, { vmState: 'stopped', taskState: null, powerState: 4 });
    }
  };
