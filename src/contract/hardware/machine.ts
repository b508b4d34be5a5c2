/** A machine and its parts. Source: DSP2046, ComputerSystem, Processor, Memory, Storage, Bios … 1.x. */
import { z } from 'zod';
import { link, resource, status } from './resource.ts';

export const resetTypes = [
  'On',
  'ForceOff',
  'GracefulShutdown',
  'GracefulRestart',
  'ForceRestart',
] as const;
export type ResetType = (typeof resetTypes)[number];

export const powerStates = ['On', 'Off', 'PoweringOn', 'PoweringOff', 'Paused'] as const;
export type PowerState = (typeof powerStates)[number];

export const bootTargets = ['None', 'Pxe', 'Hdd', 'Cd', 'BiosSetup'] as const;
export const bootOverrides = ['Disabled', 'Once', 'Continuous'] as const;

const action = z.looseObject({
  target: z.string().min(1),
  'ResetType@Redfish.AllowableValues': z.array(z.string()).optional(),
});

export const system = resource({
  UUID: z.string().nullish(),
  HostName: z.string().nullish(),
  AssetTag: z.string().nullish(),
  PowerState: z.enum(powerStates).nullish(),
  Status: status.optional(),
  ProcessorSummary: z.looseObject({ Count: z.int().min(0).nullish() }).optional(),
  MemorySummary: z.looseObject({ TotalSystemMemoryGiB: z.number().min(0).nullish() }).optional(),
  Processors: link.optional(),
  Memory: link.optional(),
  Storage: link.optional(),
  EthernetInterfaces: link.optional(),
  Bios: link.optional(),
  Boot: z
    .looseObject({
      BootSourceOverrideTarget: z.string().nullish(),
      BootSourceOverrideEnabled: z.enum(bootOverrides).nullish(),
    })
    .optional(),
  Links: z
    .looseObject({ Chassis: z.array(link).optional(), ManagedBy: z.array(link).optional() })
    .optional(),
  Actions: z.looseObject({ '#ComputerSystem.Reset': action.optional() }).optional(),
});
export type System = z.infer<typeof system>;

export const processor = resource({
  ProcessorType: z.string().nullish(),
  TotalCores: z.int().min(0).nullish(),
  TotalThreads: z.int().min(0).nullish(),
  Status: status.optional(),
});

export const memory = resource({
  CapacityMiB: z.int().min(0).nullish(),
  Status: status.optional(),
});

export const storage = resource({
  Drives: z.array(link).optional(),
  Volumes: link.optional(),
  Status: status.optional(),
});

/** A drive or a volume. */
export const disk = resource({
  CapacityBytes: z.int().min(0).nullish(),
  Status: status.optional(),
});

export const networkInterface = resource({
  MACAddress: z
    .string()
    .regex(/^(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$/, 'no MAC address')
    .nullish(),
  SpeedMbps: z.int().min(0).nullish(),
  Status: status.optional(),
});

export const attributes = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
);

export const configuration = resource({
  Attributes: attributes.optional(),
  /** Where what is to be in force after the next start is written. */
  '@Redfish.Settings': z.looseObject({ SettingsObject: link.optional() }).optional(),
});

export const resetRequest = z.strictObject({ ResetType: z.enum(resetTypes) });

/** What of a machine can be changed. */
export const systemChange = z.strictObject({
  AssetTag: z.string().max(64).optional(),
  Boot: z
    .strictObject({
      BootSourceOverrideTarget: z.enum(bootTargets).optional(),
      BootSourceOverrideEnabled: z.enum(bootOverrides).optional(),
    })
    .optional(),
});
