/** The machines: those on which the hypervisors of compute run. */
import type { PowerState } from '../../src/contract/hardware/machine.ts';
import { healths } from '../../src/contract/hardware/resource.ts';
import type { Table } from '../kernel/table.ts';
import type { World } from '../kernel/world.ts';

export type Health = (typeof healths)[number];

/** What of a machine can be broken. */
export const partNames = [
  'processor',
  'memory',
  'drive',
  'network',
  'fan',
  'power-supply',
] as const;
export type PartName = (typeof partNames)[number];

export type Setting = string | number | boolean;
export type Settings = Readonly<Record<string, Setting>>;

/** What a machine is made of; compute gives away the same. */
export interface Capacity {
  readonly vcpus: number;
  /** MiB */
  readonly ram: number;
  /** GiB */
  readonly disk: number;
}

export interface Machine {
  /** Also the name of the host that runs on it. */
  readonly name: string;
  readonly number: number;
  readonly uuid: string;
  readonly has: Capacity;
  readonly power: PowerState;
  readonly assetTag: string;
  readonly settings: Settings;
  /** In force after the next start; undefined: the same. */
  readonly pending: Settings | undefined;
  readonly boot: { readonly target: string; readonly override: string };
  readonly broken: Readonly<Partial<Record<PartName, Health>>>;
  readonly revision: number;
}
export type Machines = Table<Machine>;

export const defaultSettings: Settings = {
  BootMode: 'Uefi',
  ProcessorHyperThreading: 'Enabled',
  ProcessorVirtualization: 'Enabled',
  NumaGroupSize: 'Clustered',
  SriovGlobalEnable: true,
};

export function createMachines(
  { store }: World,
  hosts: readonly { readonly name: string; readonly has: Capacity }[],
): Machines {
  const machines: Machines = store.table<Machine>('redfish/machine', { key: ({ name }) => name });
  for (const [index, { name, has }] of hosts.entries()) {
    machines.insert({
      name,
      number: index + 1,
      uuid: `4e465649-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
      has,
      power: 'On',
      assetTag: '',
      settings: defaultSettings,
      pending: undefined,
      boot: { target: 'None', override: 'Disabled' },
      broken: {},
      revision: 0,
    });
  }
  return machines;
}

/** Changes a machine, so that its tags change too. */
export function changed(machines: Machines, name: string, change: Partial<Machine>): void {
  const machine = machines.get(name);
  if (machine !== undefined) machines.update(name, { ...change, revision: machine.revision + 1 });
}

export const healthOf = ({ broken }: Machine, part: PartName): Health => broken[part] ?? 'OK';

/** What belongs to the machine itself; the rest belongs to its enclosure. */
const inMachine: readonly PartName[] = ['processor', 'memory', 'drive', 'network'];

export function rollup(machine: Machine, of: 'machine' | 'enclosure'): Health {
  const parts = of === 'machine' ? inMachine : partNames;
  const worst = Math.max(...parts.map((part) => healths.indexOf(healthOf(machine, part))));
  return healths[worst] ?? 'OK';
}
