/** The port to a host on which execution environments are made directly. It names no product. */

export interface Capacity {
  readonly vcpus: number;
  /** Bytes. */
  readonly memory: number;
}

export const environmentStates = ['running', 'suspended', 'off', 'other'] as const;
export type EnvironmentState = (typeof environmentStates)[number];

export interface Environment {
  readonly name: string;
  readonly uuid: string;
  readonly state: EnvironmentState;
  readonly has: Capacity;
}

/** What is done with an execution environment that there is. */
export const environmentActions = ['start', 'suspend', 'resume', 'stop', 'remove'] as const;
export type EnvironmentAction = (typeof environmentActions)[number];

export interface EnvironmentWish extends Capacity {
  readonly name: string;
  /** Chosen by the host without it. */
  readonly uuid?: string;
}

/** @throws Refusal, Violation, Unreachable in every call */
export interface ExecutionHost {
  /** What the host says that it has. */
  has(): Promise<Capacity>;
  /** The names of all that there are. */
  names(): Promise<readonly string[]>;
  /** @throws Refusal for an unknown one */
  show(name: string): Promise<Environment>;
  define(wish: EnvironmentWish): Promise<void>;
  act(action: EnvironmentAction, name: string): Promise<void>;
}
