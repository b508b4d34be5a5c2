/** Waiting on a clock that need not know how to be interrupted. */
import { Unreachable } from '../failures.ts';
import type { Clock } from './clock.ts';

/**
 * @param title names the request, for the sentence
 * @throws Unreachable once `signal` is aborted
 */
export async function pause(
  clock: Clock,
  ms: number,
  signal: AbortSignal | undefined,
  title: string,
): Promise<void> {
  if (signal === undefined) return clock.sleep(ms);
  const interrupted = () => new Unreachable(`${title}: the run was interrupted`);
  let stop: (() => void) | undefined;
  try {
    await Promise.race([
      clock.sleep(ms, signal),
      new Promise<never>((_, reject) => {
        stop = () => {
          reject(interrupted());
        };
        signal.addEventListener('abort', stop, { once: true });
      }),
    ]);
  } catch (error) {
    throw signal.aborted ? interrupted() : error;
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
}
