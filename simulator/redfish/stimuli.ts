/** What no request brings about: a part of a machine fails, and is repaired. */
import { z } from 'zod';
import { badRequest, notFound } from '../kernel/fault.ts';
import type { Route } from '../kernel/service.ts';
import type { Events } from './events.ts';
import { changed, type Health, type Machines, partNames, type PartName } from './machine-table.ts';

const fact = z.strictObject({
  machine: z.string(),
  part: z.enum(partNames).default('memory'),
  severity: z.enum(['Warning', 'Critical']).default('Critical'),
});

/** Where a part is, below `/redfish/v1`; within a document where several share one. */
const places: Readonly<Record<PartName, (machine: string) => string>> = {
  processor: (machine) => `Systems/${machine}/Processors/CPU1`,
  memory: (machine) => `Systems/${machine}/Memory/DIMM1`,
  drive: (machine) => `Systems/${machine}/Storage/1/Drives/0`,
  network: (machine) => `Systems/${machine}/EthernetInterfaces/NIC1`,
  fan: (machine) => `Chassis/${machine}/Thermal#/Fans/0`,
  'power-supply': (machine) => `Chassis/${machine}/Power#/PowerSupplies/0`,
};

export function stimuliRoutes(machines: Machines, events: Events): Route<undefined>[] {
  const stimulus = (
    name: string,
    healthFor: (severity: Exclude<Health, 'OK'>) => Health,
  ): Route<undefined> => ({
    method: 'POST',
    path: `/stimuli/${name}`,
    operation: `Stimulus ${name}`,
    open: true,
    handler: async (call) => {
      const read = fact.safeParse(await call.json());
      if (!read.success) throw badRequest(z.prettifyError(read.error));
      const { machine: id, part, severity } = read.data;
      const machine = machines.get(id);
      if (machine === undefined) throw notFound('There is no such machine.');
      const health = healthFor(severity);
      changed(machines, id, { broken: { ...machine.broken, [part]: health } });
      events.tell({
        word: `ResourceStatusChanged${health}`,
        message: `The health of a part of ${id} (${part}) has changed to ${health}.`,
        severity: health,
        origin: `/redfish/v1/${places[part](id)}`,
      });
      return { status: 204 };
    },
  });
  return [
    stimulus('machine-fault', (severity) => severity),
    stimulus('machine-fault-clear', () => 'OK'),
  ];
}
