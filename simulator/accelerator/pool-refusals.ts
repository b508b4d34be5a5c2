/**
 * What the pool of accelerators refuses, as this service says it. A real one answers much of it with 500
 * (a driver that cannot program), and knows no workload that uses an accelerator.
 */
import { Fault } from '../kernel/fault.ts';
import { isPoolRefusal } from './ports.ts';

const statuses: Readonly<Record<string, number>> = {
  'no-such-accelerator': 404,
  'wrong-image': 400,
};
/** It is not free, in use, being loaded, or cannot be programmed. */
const usual = 409;

/** @throws Fault */
export function asFault(thrown: unknown): never {
  if (!isPoolRefusal(thrown)) throw thrown;
  throw new Fault(statuses[thrown.reason] ?? usual, thrown.message);
}
