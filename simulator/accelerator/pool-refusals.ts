/**
 * What the pool of accelerators refuses, as this service says it. A real one answers much of it with 500
 * (a driver that cannot program), and knows no workload that uses an accelerator.
 */
import { PoolRefusal, type PoolRefusalReason } from '../acceleration/pool.ts';
import { Fault } from '../kernel/fault.ts';

const statuses: Readonly<Record<PoolRefusalReason, number>> = {
  'no-such-accelerator': 404,
  'not-free': 409,
  'target-taken': 409,
  'not-given': 409,
  busy: 409,
  'not-programmable': 409,
  'wrong-image': 400,
};

/** @throws Fault */
export function asFault(thrown: unknown): never {
  if (thrown instanceof PoolRefusal) throw new Fault(statuses[thrown.reason], thrown.message);
  throw thrown;
}
