/** What no request brings about: a part of a machine fails, and is repaired; a machine fails with its host. */
import { z } from 'zod';
import { badRequest, notFound } from '../kernel/fault.ts';
import type { Route } from '../kernel/service.ts';
import type { Events } from './events.ts';
import {
  changed,
  type Health,
  type Machine,
  type Machines,
  partNames,
  type PartName,
} from './machine-table.ts';

export interface StimuliNeeds {
  readonly machines: Machines;
  readonly events: Events;
  readonly hostIs: (name: string, up: boolean) => void;
  readonly hostFails: (name: string) => void;
}

const partFact = z.strictObject({
  machine: z.string(),
  part: z.enum(partNames).default('memory'),
  severity: z.enum(['Warning', 'Critical']).default('Critical'),
});
const hostFact = z.strictObject({ host: z.string() });

/** Where a part is, below `/redfish/v1`; within a document where several share one. */
const places: Readonly<Record<PartName, (machine: string) => string>> = {
  processor: (machine) => `Systems/${machine}/Processors/CPU1`,
  memory: (machine) => `Systems/${machine}/Memory/DIMM1`,
  drive: (machine) => `Systems/${machine}/Storage/1/Drives/0`,
  network: (machine) => `Systems/${machine}/EthernetInterfaces/NIC1`,
  fan: (machine) => `Chassis/${machine}/Thermal#/Fans/0`,
  'power-supply': (machine) => `Chassis/${machine}/Power#/PowerSupplies/0`,
};

/** What of a machine fails when its host fails with it. */
const vital = 'processor';

export function stimuliRoutes(needs: StimuliNeeds): Route<undefined>[] {
  const { machines, events, hostIs, hostFails } = needs;

  const stimulus = <Facts>(
    name: string,
    facts: z.ZodType<Facts>,
    happen: (facts: Facts) => void,
  ): Route<undefined> => ({
    method: 'POST',
    path: `/stimuli/${name}`,
    operation: `Stimulus ${name}`,
    open: true,
    handler: async (call) => {
      const read = facts.safeParse(await call.json());
      if (!read.success) throw badRequest(z.prettifyError(read.error));
      happen(read.data);
      return { status: 204 };
    },
  });
  const machineNamed = (name: string): Machine => {
    const machine = machines.get(name);
    if (machine === undefined) throw notFound('There is no such machine.');
    return machine;
  };
  const become = ({ name, broken }: Machine, part: PartName, health: Health): void => {
    changed(machines, name, { broken: { ...broken, [part]: health } });
    events.tell({
      word: `ResourceStatusChanged${health}`,
      message: `The health of a part of ${name} (${part}) has changed to ${health}.`,
      severity: health,
      origin: `/redfish/v1/${places[part](name)}`,
    });
  };

  return [
    stimulus('machine-fault', partFact, ({ machine, part, severity }) => {
      become(machineNamed(machine), part, severity);
    }),
    stimulus('machine-fault-clear', partFact, ({ machine, part }) => {
      become(machineNamed(machine), part, 'OK');
    }),
    stimulus('host-fail', hostFact, ({ host }) => {
      become(machineNamed(host), vital, 'Critical');
      hostFails(host);
    }),
    stimulus('host-recover', hostFact, ({ host }) => {
      const machine = machineNamed(host);
      become(machine, vital, 'OK');
      if (machine.power === 'On') hostIs(host, true);
    }),
  ];
}
