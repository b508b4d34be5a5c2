/** Measuring in this process: CPU time rather than wall time, since machines are shared. */

export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What the project promises; undefined for figures that are only told. */
  readonly budget?: string;
}

/** CPU milliseconds per call, after a warm-up; the median of several rounds. */
export async function cpuPerCall(calls: number, once: () => Promise<unknown>): Promise<number> {
  for (let i = 0; i < calls / 5; i += 1) await once();
  const rounds: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const start = process.cpuUsage();
    for (let i = 0; i < calls; i += 1) await once();
    const { user, system } = process.cpuUsage(start);
    rounds.push((user + system) / 1000 / calls);
  }
  return median(rounds);
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Requests per second over sockets, with so many in flight at a time. */
export async function requestsPerSecond(
  seconds: number,
  inFlight: number,
  once: () => Promise<unknown>,
): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let done = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      await once();
      done += 1;
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: inFlight }, client));
  return done / ((performance.now() - start) / 1000);
}
