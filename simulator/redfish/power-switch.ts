/** Switching machines on and off, by the clock. What runs on one goes with it. */
import type { ResetType } from '../../src/contract/hardware/machine.ts';
import type { World } from '../kernel/world.ts';
import { noSuchResource, refused } from './faults.ts';
import { changed, type Machine, type Machines } from './machine-table.ts';
import type { Body } from './resource.ts';
import type { Tasks } from './tasks.ts';

/** What a machine needs for it, in milliseconds. */
const takes = { shutdown: 8_000, off: 500, start: 6_000 } as const;

export interface PowerSwitch {
  /**
   * @returns where the work can be followed, when it takes longer than an answer may
   * @throws Fault 404 for no machine, 409 when it is busy or in that state already
   */
  reset(name: string, how: ResetType): { readonly path: string; readonly body: Body } | undefined;
}

export interface PowerNeeds {
  readonly world: World;
  readonly machines: Machines;
  readonly tasks: Tasks;
  /** The host on the machine has gone, or has come back. */
  readonly hostIs: (name: string, up: boolean) => void;
  /** Whoever subscribed is told. */
  readonly tell: (name: string, power: 'On' | 'Off') => void;
}

export function createPowerSwitch(needs: PowerNeeds): PowerSwitch {
  const { world, machines, tasks, hostIs, tell } = needs;

  /** @param then when it is off */
  const off = (name: string, ms: number, then: () => void): void => {
    changed(machines, name, { power: 'PoweringOff' });
    world.clock.schedule(ms, () => {
      if (machines.get(name)?.power !== 'PoweringOff') return;
      changed(machines, name, { power: 'Off' });
      hostIs(name, false);
      tell(name, 'Off');
      then();
    });
  };
  const on = (name: string, then: () => void = nothing): void => {
    const machine = machines.get(name);
    if (machine === undefined) return;
    changed(machines, name, {
      power: 'PoweringOn',
      settings: machine.pending ?? machine.settings,
      pending: undefined,
      ...afterBoot(machine),
    });
    world.clock.schedule(takes.start, () => {
      if (machines.get(name)?.power !== 'PoweringOn') return;
      changed(machines, name, { power: 'On' });
      hostIs(name, true);
      tell(name, 'On');
      then();
    });
  };

  return {
    reset(name, how) {
      const machine = machines.get(name);
      if (machine === undefined) throw noSuchResource(`/redfish/v1/Systems/${name}`);
      const from = how === 'On' ? 'Off' : 'On';
      const forced = how === 'ForceOff' || how === 'ForceRestart';
      const busy = machine.power !== 'On' && machine.power !== 'Off';
      if (busy && !(forced && machine.power === 'PoweringOn')) {
        throw refused(409, 'ResourceInUse', `${name} is ${machine.power} at present.`);
      }
      if (!busy && machine.power !== from) {
        throw refused(409, 'ResourceStateConflict', `${name} is ${machine.power} already.`);
      }
      switch (how) {
        case 'On':
          on(name);
          return undefined;
        case 'ForceOff':
          off(name, takes.off, nothing);
          return undefined;
        case 'ForceRestart':
          off(name, takes.off, () => {
            on(name);
          });
          return undefined;
        case 'GracefulShutdown':
        case 'GracefulRestart': {
          const task = tasks.begin(`${how} of ${name}`);
          off(name, takes.shutdown, () => {
            if (how === 'GracefulShutdown') task.done();
            else on(name, task.done);
          });
          return task;
        }
      }
    },
  };
}

const nothing = (): void => undefined;

/** An override for one start is used up by it. */
const afterBoot = ({ boot }: Machine): Partial<Machine> =>
  boot.override === 'Once' ? { boot: { target: 'None', override: 'Disabled' } } : {};
