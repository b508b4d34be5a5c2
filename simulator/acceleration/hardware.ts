/** The accelerators that a fresh world has, and which workloads they are given to. */
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

const wholeNumber = (usual: number, minimum: number, maximum: number): Setting => ({
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

const subsystem = (
  name: string,
  type: string,
  known: readonly OperationName[],
  settings: Readonly<Record<string, Setting>>,
): Subsystem => ({
  name,
  type,
  operations: known,
  channels: [
    { accChannel: `${name}/0`, depth: 64 },
    { accChannel: `${name}/1`, depth: 64 },
  ],
  events: ['overheated', 'throttled'],
  configuration: { operation: oneOf(known), ...settings },
});

/** A board that several workloads share, each as if it were alone. */
export const board: Accelerator = {
  subsystems: [
    {
      name: wholeAccelerator,
      type: wholeAccelerator,
      operations: [],
      channels: [],
      events: [],
      configuration: { powerLimit: wholeNumber(75, 50, 150), fanSpeed: wholeNumber(40, 0, 100) },
    },
    subsystem('crypto-0', 'crypto', ['copy', 'sha-256', 'aes-256-gcm'], {
      batchSize: wholeNumber(1, 1, 256),
      priority: wholeNumber(3, 0, 7),
    }),
    subsystem('compression-0', 'compression', ['copy', 'deflate', 'inflate'], {
      level: wholeNumber(6, 0, 9),
      batchSize: wholeNumber(1, 1, 256),
    }),
  ],
};

/** The workloads that have an accelerator from the start, by the `attachTarget` of their address. */
export const attachedTargets: ReadonlyMap<string, Accelerator> = new Map([
  ['workload-1', board],
  ['workload-2', board],
]);
