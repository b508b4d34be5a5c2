/** What becomes of a host and its servers when its machine is switched off and on again, or fails. */
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';
import type { ComputeNeeds } from './needs.ts';
import { tellOfHost } from './notices.ts';
import { change } from './virtual-compute-life.ts';
import type { PowerState, VmState } from './virtual-compute-state.ts';

/** A server that is in error because its host failed, and what it was before. */
interface Failed {
  readonly id: string;
  readonly host: string;
  readonly vmState: VmState;
  readonly powerState: PowerState;
}
type FailedServers = Table<Failed, never, 'host'>;

export interface HostLife {
  /** The machine below it was switched, or is whole again. */
  readonly hostIs: (name: string, up: boolean) => void;
  /** Something broke: the operator's monitor finds out soon, and puts its servers into error. */
  readonly hostFails: (name: string) => void;
}

/** How long the operator's monitor needs to be sure, in milliseconds. */
const detection = 1_000;

type Needs = Pick<ComputeNeeds, 'world' | 'hosts' | 'servers'>;

export function createHostLife(needs: Needs): HostLife {
  const { hosts, world } = needs;
  const failed = createFailedServers(world);

  /** @returns whether that is news */
  const set = (name: string, up: boolean): boolean => {
    if (hosts.get(name)?.up === up) return false;
    const host = hosts.update(name, { up, seenAt: world.clock.now() });
    if (host !== undefined) tellOfHost(world.notices, host);
    return host !== undefined;
  };
  const forget = (name: string): readonly Failed[] => {
    const rows = failed.list('host', name);
    for (const { id } of rows) failed.delete(id);
    return rows;
  };

  return {
    hostIs(name, up) {
      const rows = forget(name);
      if (!set(name, up) || !up) return;
      stop(needs, name);
      for (const { id, host, vmState, powerState } of rows) {
        const server = needs.servers.get(id);
        if (server?.vmState !== 'error' || server.host !== host) continue;
        change(needs, id, { vmState, powerState, fault: undefined });
      }
    },
    hostFails(name) {
      if (!set(name, false)) return;
      world.clock.schedule(detection, () => {
        if (hosts.get(name)?.up === false) fail(needs, failed, name);
      });
    },
  };
}

const createFailedServers = ({ store }: World): FailedServers =>
  store.table<Failed, never, 'host'>('compute/failed', {
    key: ({ id }) => id,
    groups: { host: ({ host }) => host },
  });

/** Those that ran do not run any more when the host is back: the service's default does not resume them. */
function stop(needs: Needs, name: string): void {
  for (const { id, vmState } of needs.servers.list('host', name)) {
    if (vmState !== 'active' && vmState !== 'paused') continue;
    change(needs, id, { vmState: 'stopped', taskState: null, powerState: 4 });
  }
}

function fail(needs: Needs, failed: FailedServers, name: string): void {
  const message = `The host ${name} has failed.`;
  for (const { id, host, vmState, powerState } of needs.servers.list('host', name)) {
    if (vmState !== 'active' && vmState !== 'paused') continue;
    failed.insert({ id, host, vmState, powerState });
    const fault = { code: 500, message, at: needs.world.clock.now() };
    change(needs, id, { vmState: 'error', taskState: null, powerState: 0, fault });
  }
}
