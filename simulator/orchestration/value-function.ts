/** A function of templates that works on values alone. */
import { Misuse } from './expression.ts';

export interface ValueFunction {
  /** The first version of templates that has it. */
  readonly since: string;
  /** Judges the arguments as they are written. @throws Misuse */
  readonly check?: (written: unknown) => void;
  /** @throws Misuse */
  readonly result: (given: unknown) => unknown;
}

/** @throws Misuse unless it holds */
export const need = (holds: boolean, message: string): void => {
  if (!holds) throw new Misuse(message);
};
