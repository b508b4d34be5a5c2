/** What a machine stands in, and who manages it. Source: DSP2046, Chassis, Thermal, Power, Manager 1.x. */
import { z } from 'zod';
import { link, resource, status } from './resource.ts';

export const chassis = resource({
  ChassisType: z.string(),
  PowerState: z.string().nullish(),
  Status: status.optional(),
  Thermal: link.optional(),
  Power: link.optional(),
  Links: z
    .looseObject({
      ComputerSystems: z.array(link).optional(),
      ManagedBy: z.array(link).optional(),
    })
    .optional(),
});

/** What a sensor shows; null where nothing is measured at present. */
const reading = z.number().nullish();

export const thermal = resource({
  Temperatures: z
    .array(z.looseObject({ ReadingCelsius: reading, Status: status.optional() }))
    .optional(),
  Fans: z.array(z.looseObject({ Reading: reading, Status: status.optional() })).optional(),
});

export const power = resource({
  PowerControl: z.array(z.looseObject({ PowerConsumedWatts: reading })).optional(),
  PowerSupplies: z.array(z.looseObject({ Status: status.optional() })).optional(),
});

export const manager = resource({
  ManagerType: z.string().nullish(),
  FirmwareVersion: z.string().nullish(),
  Status: status.optional(),
});
