/** From resources of Redfish to machines, their parts and enclosures. */
import type { z } from 'zod';
import { chassis, power, thermal } from '../contract/hardware/enclosure.ts';
import {
  configuration,
  disk,
  memory,
  networkInterface,
  processor,
  storage,
  type System,
  system,
} from '../contract/hardware/machine.ts';
import type { Link, Status } from '../contract/hardware/resource.ts';
import type {
  Configuration,
  Enclosure,
  Health,
  Machine,
  Part,
  PartKind,
  WholeMachine,
} from './hardware-manager.ts';
import type { Asking } from './redfish-asking.ts';

const words: Readonly<Record<string, Health>> = {
  OK: 'good',
  Warning: 'warning',
  Critical: 'critical',
};

/** @param word of Redfish; undefined for one that is none of health */
export const healthFrom = (word: string | null | undefined): Health | undefined =>
  words[word ?? ''];

/** Of the whole, where the resource tells it. */
const healthIn = (status: Status | undefined): Health | undefined =>
  healthFrom(status?.HealthRollup ?? status?.Health);

const at = (link: Link | undefined): string | undefined => link?.['@odata.id'];
const addresses = (links: readonly Link[] | undefined): readonly string[] =>
  (links ?? []).map((link) => link['@odata.id']);

const powerOf = (state: System['PowerState']): Machine['power'] => {
  if (state == null) return undefined;
  return state === 'On' ? 'on' : state === 'Off' ? 'off' : 'between';
};

/** The words of the port for where a machine starts from. */
export const startSources: Readonly<Record<string, string>> = { network: 'Pxe', disk: 'Hdd' };

function nextStartOf({ Boot: boot }: System): string | undefined {
  const { BootSourceOverrideEnabled: how, BootSourceOverrideTarget: from } = boot ?? {};
  if (how == null || how === 'Disabled' || from == null || from === 'None') return undefined;
  return Object.keys(startSources).find((word) => startSources[word] === from) ?? from;
}

/** A machine, and how it can be switched. */
export interface Seen {
  readonly machine: Machine;
  readonly system: System;
}

export async function readMachine(asking: Asking, address: string): Promise<Seen> {
  const { value, tag } = await asking.read(address, system, 'show a machine');
  return {
    system: value,
    machine: {
      address,
      id: value.Id,
      name: value.Name,
      uuid: value.UUID ?? undefined,
      host: value.HostName ?? undefined,
      label: value.AssetTag ?? undefined,
      power: powerOf(value.PowerState),
      health: healthIn(value.Status),
      processors: value.ProcessorSummary?.Count ?? undefined,
      memory: value.MemorySummary?.TotalSystemMemoryGiB ?? undefined,
      enclosures: addresses(value.Links?.Chassis),
      managers: addresses(value.Links?.ManagedBy),
      nextStart: nextStartOf(value),
      tag,
    },
  };
}

/** Asks for all that a machine is made of. */
export async function readWhole(asking: Asking, address: string): Promise<WholeMachine> {
  const { machine, system: told } = await readMachine(asking, address);
  const parts = [
    ...(await partsIn(asking, told.Processors, 'processor', processor, (cpu) =>
      isOther(cpu.ProcessorType) ? undefined : (cpu.TotalThreads ?? cpu.TotalCores ?? undefined),
    )),
    ...(await partsIn(asking, told.Memory, 'memory module', memory, (module) =>
      module.CapacityMiB == null ? undefined : module.CapacityMiB * 1024 ** 2,
    )),
    ...(await disksIn(asking, told.Storage)),
    ...(await partsIn(
      asking,
      told.EthernetInterfaces,
      'network interface',
      networkInterface,
      (port) => port.MACAddress ?? undefined,
    )),
  ];
  return { ...machine, parts, configuration: await readConfiguration(asking, told.Bios) };
}

/** Accelerators stand among the processors, too. */
const isOther = (type: string | null | undefined): boolean => type != null && type !== 'CPU';

interface Described {
  readonly '@odata.id': string;
  readonly Status?: Status | undefined;
}

async function partsIn<S extends z.ZodType<Described>>(
  asking: Asking,
  link: Link | undefined,
  kind: PartKind,
  schema: S,
  measure: (value: z.infer<S>) => Part['measure'],
): Promise<readonly Part[]> {
  const list = at(link);
  if (list === undefined) return [];
  return partsAt(asking, await asking.members(list, `list each ${kind}`), kind, schema, measure);
}

async function partsAt<S extends z.ZodType<Described>>(
  asking: Asking,
  found: readonly string[],
  kind: PartKind,
  schema: S,
  measure: (value: z.infer<S>) => Part['measure'],
): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const address of found) {
    const { value } = await asking.read(address, schema, `show a ${kind}`);
    // An empty slot is listed as a part that is not there.
    if (value.Status?.State === 'Absent') continue;
    const own = value['@odata.id'];
    parts.push({ kind, address: own, health: healthIn(value.Status), measure: measure(value) });
  }
  return parts;
}

async function disksIn(asking: Asking, link: Link | undefined): Promise<readonly Part[]> {
  const list = at(link);
  if (list === undefined) return [];
  const parts: Part[] = [];
  for (const address of await asking.members(list, 'list the storage')) {
    const { value } = await asking.read(address, storage, 'show the storage');
    const size = (found: z.infer<typeof disk>) => found.CapacityBytes ?? undefined;
    parts.push(...(await partsAt(asking, addresses(value.Drives), 'drive', disk, size)));
    parts.push(...(await partsIn(asking, value.Volumes, 'volume', disk, size)));
  }
  return parts;
}

/** How a machine is configured; undefined where it tells nothing of it. */
export async function readConfiguration(
  asking: Asking,
  link: Link | undefined,
): Promise<Configuration | undefined> {
  const now = at(link);
  if (now === undefined) return undefined;
  const { value } = await asking.read(now, configuration, 'show the configuration');
  const next = at(value['@Redfish.Settings']?.SettingsObject);
  const pending =
    next === undefined
      ? undefined
      : (await asking.read(next, configuration, 'show the configuration to come')).value.Attributes;
  return { inForce: value.Attributes ?? {}, pending };
}

const numbers = (values: readonly (number | null | undefined)[] = []): readonly number[] =>
  values.filter((value) => value != null);

export async function readEnclosure(asking: Asking, address: string): Promise<Enclosure> {
  const { value } = await asking.read(address, chassis, 'show an enclosure');
  const [heat, current] = [at(value.Thermal), at(value.Power)];
  const cooling =
    heat === undefined ? undefined : (await asking.read(heat, thermal, 'show temperatures')).value;
  const supply =
    current === undefined ? undefined : (await asking.read(current, power, 'show power')).value;
  const parts = [
    ...(cooling?.Temperatures ?? []),
    ...(cooling?.Fans ?? []),
    ...(supply?.PowerSupplies ?? []),
  ];
  return {
    address,
    health: healthIn(value.Status),
    temperatures: numbers(cooling?.Temperatures?.map(({ ReadingCelsius }) => ReadingCelsius)),
    fans: numbers(cooling?.Fans?.map(({ Reading }) => Reading)),
    watts: numbers(supply?.PowerControl?.map(({ PowerConsumedWatts }) => PowerConsumedWatts)),
    machines: addresses(value.Links?.ComputerSystems),
    partHealths: parts.flatMap(({ Status }) => healthIn(Status) ?? []),
  };
}
