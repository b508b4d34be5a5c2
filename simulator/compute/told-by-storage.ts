/** What block storage refuses is passed on in the words of the client that compute asks it with. */
import { badRequest, Fault } from '../kernel/fault.ts';
import type { ComputeCall } from './microversions.ts';

/** @param before what compute says before it. @throws Fault */
export function asToldByStorage<T>(call: ComputeCall, before: string, run: () => T): T {
  try {
    return run();
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.status !== 400) throw thrown;
    throw badRequest(
      `${before}Invalid input received: ${thrown.message} (HTTP 400) (Request-ID: ${call.requestId})`,
    );
  }
}
