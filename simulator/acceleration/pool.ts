/**
 * The accelerators of the infrastructure as a whole, for every interface that gives them away: what is
 * given by one is taken for all. Every method is synchronous: a world has one thread and one clock.
 */
import type { OperationName } from './hardware.ts';

/** What an accelerator is given to. */
export interface Holder {
  /** The virtual compute, or the workload that has had it from the start. */
  readonly id: string;
  /** How the workload names itself in the address of its connection; no two have the same. */
  readonly attachTarget: string;
}

export type AcceleratorState = 'free' | 'allocated' | 'loading' | 'faulty';

/** One accelerator. Several may be functions of one device. */
export interface PooledAccelerator {
  /** A UUID, the same for as long as the accelerator is there. */
  readonly id: string;
  /** The UUID of the device that it is a function of. */
  readonly deviceId: string;
  /** A host of the compute service, by its name. */
  readonly host: string;
  readonly type: string;
  readonly vendor: string;
  readonly model: string;
  readonly programmable: boolean;
  /** The name of the image that it runs; undefined when it is not programmable. */
  readonly image: string | undefined;
  /** What it can do at present. */
  readonly operations: readonly OperationName[];
  readonly holder: Holder | undefined;
  /** The first that applies: it is being loaded, it has a fault, it is given away, none of them. */
  readonly state: AcceleratorState;
  /** False: it stays with whom it has been given to, and is given to nobody else. */
  readonly enabled: boolean;
}

/** What an accelerator is programmed with. */
export interface AcceleratorImage {
  readonly name: string;
  /** The type of accelerator that it is for. */
  readonly type: string;
  /** Names of operations as text are what it brings, beside `copy`; the rest is not looked at. */
  readonly bytes: Uint8Array;
}

export type PoolRefusalReason =
  | 'no-such-accelerator'
  /** It is given away, has a fault, is being loaded or is disabled. */
  | 'not-free'
  /** Another workload is reached under this `attachTarget`. */
  | 'target-taken'
  /** Nobody has it. */
  | 'not-given'
  /** A workload works with it now, or it is being loaded. */
  | 'busy'
  | 'not-programmable'
  /** The image is for another type. */
  | 'wrong-image';

export class PoolRefusal extends Error {
  override name = 'PoolRefusal';
  readonly reason: PoolRefusalReason;

  constructor(reason: PoolRefusalReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

export interface AcceleratorPool {
  readonly hosts: readonly string[];
  /** Those of one host, or of all, in an order that stays; what no discovery has found yet is left out. */
  accelerators(host?: string): readonly PooledAccelerator[];
  accelerator(id: string): PooledAccelerator | undefined;
  /** The one whose workload is reached under this name. */
  attachedAs(attachTarget: string): PooledAccelerator | undefined;
  /**
   * Gives a free accelerator away.
   * @param attachTarget made when it is absent
   * @throws PoolRefusal no-such-accelerator, not-free, target-taken
   */
  allocate(id: string, holderId: string, attachTarget?: string): PooledAccelerator;
  /**
   * Takes it back, and ends the connection of its workload.
   * @throws PoolRefusal no-such-accelerator, not-given, busy
   */
  release(id: string): void;
  /**
   * Loads an image; it takes a moment of the clock, in which the accelerator is of no use to others.
   * @throws PoolRefusal no-such-accelerator, not-programmable, wrong-image, busy; nothing has changed
   */
  program(id: string, image: AcceleratorImage): Promise<void>;
  /** Of all accelerators of a device. */
  setEnabled(deviceId: string, enabled: boolean): void;
  /** Looks at a host again. @returns what is there, that which nobody knew of included */
  discover(host: string): readonly PooledAccelerator[];
  /** All that it had is free again, even what is in use. */
  virtualComputeGone(id: string): void;
  /** Tells whenever an accelerator is taken back, for whatever reason. */
  onReleased(tell: (accelerator: PooledAccelerator, from: Holder) => void): void;
}
