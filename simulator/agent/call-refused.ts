/** A call that is refused, in the words of the binding. */
import type { Fault } from '../../src/contract/acceleration/faults.ts';

export class CallRefused extends Error {
  override name = 'CallRefused';
  readonly fault: Fault;

  /** @param detail what the caller should look at */
  constructor(fault: Fault, detail: string) {
    super(`${fault}: ${detail}`);
    this.fault = fault;
  }
}
