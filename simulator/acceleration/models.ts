/** The models of accelerators that there are. */
import type { Setting } from '../../src/contract/acceleration/workload-values.ts';
import { type OperationName, type Subsystem, subsystem, whole, wholeNumber } from './hardware.ts';

export interface Model {
  readonly type: string;
  readonly vendor: string;
  readonly model: string;
  /** What it runs until another image is loaded; undefined: it cannot be programmed. */
  readonly factoryImage: string | undefined;
  /** All operations, or those that the factory's image brings. */
  readonly operations: readonly OperationName[];
  /** Beside the accelerator as a whole. @param operations those of the image that it runs */
  readonly parts: (operations: readonly OperationName[]) => readonly Subsystem[];
}

const batchSize: Record<string, Setting> = { batchSize: wholeNumber(1, 1, 256) };
const cipher: readonly OperationName[] = ['copy', 'sha-256', 'aes-256-gcm'];
const codec: readonly OperationName[] = ['copy', 'deflate', 'inflate'];

const crypto = subsystem('crypto-0', 'crypto', cipher, {
  ...batchSize,
  priority: wholeNumber(3, 0, 7),
});
const compression = subsystem('compression-0', 'compression', codec, {
  level: wholeNumber(6, 0, 9),
  ...batchSize,
});

export const models = {
  /** A card that several workloads share, each by a function of its own. */
  nic: {
    type: 'nic',
    vendor: 'nfvi-example',
    model: 'shared-card',
    factoryImage: undefined,
    operations: [...cipher, 'deflate', 'inflate'],
    parts: () => [crypto, compression],
  },
  fpga: {
    type: 'fpga',
    vendor: 'nfvi-example',
    model: 'programmable-card',
    factoryImage: 'factory',
    operations: ['copy', 'sha-256'],
    parts: (known) => [
      subsystem('region-0', 'fpga', known, { level: wholeNumber(6, 0, 9), ...batchSize }),
    ],
  },
  gpu: {
    type: 'gpu',
    vendor: 'nfvi-example',
    model: 'deep-card',
    factoryImage: undefined,
    operations: ['copy', 'sha-256'],
    // Deep enough for a long queue of small items.
    parts: (known) => [subsystem('compute-0', 'gpu', known, batchSize, 16_384)],
  },
  crypto: {
    type: 'crypto',
    vendor: 'nfvi-example',
    model: 'crypto-card',
    factoryImage: undefined,
    operations: cipher,
    parts: () => [crypto],
  },
  compression: {
    type: 'compression',
    vendor: 'other-example',
    model: 'compression-card',
    factoryImage: undefined,
    operations: codec,
    parts: () => [compression],
  },
} as const satisfies Record<string, Model>;

export type ModelName = keyof typeof models;

export const isModel = (name: string): name is ModelName => Object.hasOwn(models, name);

/** All subsystems of an accelerator. */
export const subsystemsOf = (
  model: ModelName,
  operations: readonly OperationName[],
): readonly Subsystem[] => [whole, ...(models[model] as Model).parts(operations)];
