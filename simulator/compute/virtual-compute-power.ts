/** Starting, stopping, suspending … Source: Compute API reference, "Servers - run an action". */
import { rebootRequest } from '../../src/contract/compute/virtual-compute-change.ts';
import { conflict } from '../kernel/fault.ts';
import { nothing } from './faults.ts';
import type { ComputeCall } from './microversions.ts';
import type { ComputeNeeds } from './needs.ts';
import type { ComputeRule } from './policy.ts';
import { validBody } from '../kernel/valid-body.ts';
import { type ServerActions, withAction } from './virtual-compute-deed.ts';
import { mustBeIn, mustBeUnlocked } from './virtual-compute-guard.ts';
import { change, done, later } from './virtual-compute-life.ts';
import type { PowerState, TaskState, VmState } from './virtual-compute-state.ts';
import type { Server } from './virtual-compute-table.ts';

interface Transition {
  /** What refusals and the list of actions call it. */
  readonly name: string;
  readonly rule: ComputeRule;
  /** Refused in words of its own where the server never had a host. */
  readonly onHost?: true;
  readonly from: readonly VmState[];
  readonly task: TaskState;
  /** Milliseconds. */
  readonly takes: number;
  readonly to: { readonly vmState: VmState; readonly powerState: PowerState };
}

const running = { vmState: 'active', powerState: 1 } as const;

/** Action → what it does. */
const transitions: Readonly<Record<string, Transition>> = {
  'os-start': {
    name: 'start',
    rule: 'os_compute_api:servers:start',
    onHost: true,
    from: ['stopped'],
    task: 'powering-on',
    takes: 300,
    to: running,
  },
  'os-stop': {
    name: 'stop',
    rule: 'os_compute_api:servers:stop',
    onHost: true,
    from: ['active', 'error'],
    task: 'powering-off',
    takes: 300,
    to: { vmState: 'stopped', powerState: 4 },
  },
  suspend: {
    name: 'suspend',
    rule: 'os_compute_api:os-suspend-server:suspend',
    from: ['active'],
    task: 'suspending',
    takes: 200,
    to: { vmState: 'suspended', powerState: 4 },
  },
  resume: {
    name: 'resume',
    rule: 'os_compute_api:os-suspend-server:resume',
    from: ['suspended'],
    task: 'resuming',
    takes: 300,
    to: running,
  },
  pause: {
    name: 'pause',
    rule: 'os_compute_api:os-pause-server:pause',
    from: ['active'],
    task: 'pausing',
    takes: 150,
    to: { vmState: 'paused', powerState: 3 },
  },
  unpause: {
    name: 'unpause',
    rule: 'os_compute_api:os-pause-server:unpause',
    from: ['paused'],
    task: 'unpausing',
    takes: 150,
    to: running,
  },
};

const soft: readonly VmState[] = ['active'];
const hard: readonly VmState[] = ['active', 'stopped', 'paused', 'suspended', 'error'];

export function powerActions(needs: ComputeNeeds): ServerActions {
  const go = (
    call: ComputeCall,
    server: Server,
    { name, task, takes, to }: Pick<Transition, 'name' | 'task' | 'takes' | 'to'>,
  ) => {
    const { id } = server;
    change(needs, id, { taskState: task, actions: withAction(needs, call, server, name) });
    later(needs, id, task, takes, (now) => {
      change(needs, id, { ...to, taskState: null, actions: done(needs, now) });
    });
    return nothing(202);
  };
  const plain = Object.fromEntries(
    Object.entries(transitions).map(([action, transition]) => [
      action,
      {
        rule: transition.rule,
        run: (call: ComputeCall, server: Server) => {
          mustBeUnlocked(call, server);
          if (transition.onHost === true && server.host === '') {
            throw conflict(`Instance ${server.id} is not ready`);
          }
          mustBeIn(transition.name, server, transition.from);
          return go(call, server, transition);
        },
      },
    ]),
  );
  return {
    ...plain,
    reboot: {
      rule: 'os_compute_api:servers:reboot',
      read: (body) => validBody(rebootRequest, body).reboot.type.toUpperCase(),
      run: (call, server, type) => {
        mustBeUnlocked(call, server);
        const isHard = type === 'HARD';
        mustBeIn(
          'reboot',
          server,
          isHard ? hard : soft,
          isHard ? ['rebooting', 'rebooting_hard'] : [],
        );
        const task = isHard ? 'rebooting_hard' : 'rebooting';
        return go(call, server, { name: 'reboot', task, takes: 200, to: running });
      },
    },
  };
}
