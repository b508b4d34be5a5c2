/** How long every answer takes: nothing, so many milliseconds, or a seeded draw between two bounds. */
import type { World } from './world.ts';

export type Latency = number | { readonly min: number; readonly max: number };

/** @throws RangeError naming the bound that makes no sense */
export function createLatency(world: World, latency: Latency): () => Promise<void> {
  const { min, max } = typeof latency === 'number' ? { min: latency, max: latency } : latency;
  if (!(min >= 0) || !Number.isFinite(min)) {
    throw new RangeError(`latency must be 0 ms or more, not ${String(min)}`);
  }
  if (!(max >= min) || !Number.isFinite(max)) {
    throw new RangeError(
      `latency.max must be at least latency.min (${String(min)} ms), not ${String(max)}`,
    );
  }
  return () => world.clock.sleep(world.ids.between(min, max));
}
