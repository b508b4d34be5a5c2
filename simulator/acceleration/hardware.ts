/** What accelerators are made of: subsystems, and what each can do and can be set to. */
import { type Setting, wholeAccelerator } from '../../src/contract/acceleration/workload-values.ts';

/** What a subsystem can do with an item; `copy` gives it back as it is. */
export const operations = ['copy', 'sha-256', 'aes-256-gcm', 'deflate', 'inflate'] as const;
export type OperationName = (typeof operations)[number];

export interface Subsystem {
  readonly name: string;
  readonly type: string;
  readonly operations: readonly OperationName[];
  readonly channels: readonly { readonly accChannel: string; readonly depth: number }[];
  readonly events: readonly string[];
  readonly configuration: Readonly<Record<string, Setting>>;
}

export interface Accelerator {
  /** The accelerator as a whole is the first of them. */
  readonly subsystems: readonly Subsystem[];
}

/** What workloads are told when a fault comes and goes. */
export const faultEvents = { raised: 'fault', cleared: 'fault-cleared' } as const;

export const wholeNumber = (usual: number, minimum: number, maximum: number): Setting => ({
  type: 'integer',
  default: usual,
  minimum,
  maximum,
});

const oneOf = (known: readonly OperationName[]): Setting => ({
  type: 'string',
  default: 'copy',
  values: [...known],
});

/** What can be set of every accelerator as a whole. */
export const whole: Subsystem = {
  name: wholeAccelerator,
  type: wholeAccelerator,
  operations: [],
  channels: [],
  events: [],
  configuration: { powerLimit: wholeNumber(75, 50, 150), fanSpeed: wholeNumber(40, 0, 100) },
};

/** A subsystem with two channels. */
export const subsystem = (
  name: string,
  type: string,
  known: readonly OperationName[],
  settings: Readonly<Record<string, Setting>>,
  depth = 64,
): Subsystem => ({
  name,
  type,
  operations: known,
  channels: [
    { accChannel: `${name}/0`, depth },
    { accChannel: `${name}/1`, depth },
  ],
  events: ['overheated', 'throttled', faultEvents.raised, faultEvents.cleared],
  configuration: { operation: oneOf(known), ...settings },
});
