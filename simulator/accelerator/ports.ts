/**
 * What the accelerator service needs of others, in its own terms. They implement it, and meet the service
 * in `create-simulator.ts` only.
 */
import type { Caller } from '../kernel/caller.ts';

/** One accelerator. Several may be functions of one device. */
export interface PooledAccelerator {
  readonly id: string;
  readonly deviceId: string;
  readonly host: string;
  readonly type: string;
  readonly vendor: string;
  readonly model: string;
  readonly state: string;
  /** Undefined while nobody has it. */
  readonly holder: object | undefined;
  /** False: it is given to nobody. */
  readonly enabled: boolean;
}

/**
 * The accelerators of the infrastructure; what others give away of them is taken here too. A refusal is a
 * {@link PoolRefusal}.
 */
export interface Pool {
  /** All, in an order that stays. */
  accelerators(): readonly PooledAccelerator[];
  allocate(id: string, serverId: string): unknown;
  release(id: string): void;
  /** Takes a moment of the clock. */
  program(
    id: string,
    image: { readonly name: string; readonly type: string; readonly bytes: Uint8Array },
  ): Promise<void>;
  /** Of all accelerators of a device. */
  setEnabled(deviceId: string, enabled: boolean): void;
  /** Tells whenever an accelerator is taken back, for whatever reason. */
  onReleased(tell: (accelerator: PooledAccelerator) => void): void;
}

/** The accelerator is not there, not free, in use, cannot be programmed, or not with this image. */
export interface PoolRefusal extends Error {
  readonly reason: string;
}
export const isPoolRefusal = (thrown: unknown): thrown is PoolRefusal =>
  thrown instanceof Error && thrown.name === 'PoolRefusal' && 'reason' in thrown;

/** An image with its data. */
export interface ProgramImage {
  readonly id: string;
  readonly name: string | null;
  readonly bytes: Uint8Array;
}

/** Undefined also when the caller may not see it, or when it has no data; without a caller, any. */
export type ImageLookup = (caller: Caller | undefined, imageId: string) => ProgramImage | undefined;
