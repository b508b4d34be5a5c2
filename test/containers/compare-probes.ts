/** The same probes to two clouds. */
import { differences } from './compare-answers.ts';
import type { openProbedCloud } from './probed-cloud.ts';
import type { Probe } from './probe-file.ts';

type Ask = ReturnType<typeof openProbedCloud>;

/** An exemption whose reason begins so is of what differs in some runs only. */
const atTimes = 'at times, ';

/** @returns what differs and is not exempt, and the exemptions that nothing needs */
export async function compareProbes(
  probes: readonly Probe[],
  askReal: Ask,
  askSimulator: Ask,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const probe of probes) {
    const exemptions = probe.exempt ?? {};
    const exempt = Object.keys(exemptions);
    const [real, seen] = [await askReal(probe), await askSimulator(probe)];
    const found = differences(real, seen, probe.exactly === true);
    const left = found.filter((one) => !exempt.some((key) => one.startsWith(key)));
    const idle = exempt.filter(
      (key) =>
        exemptions[key]?.startsWith(atTimes) !== true && !found.some((one) => one.startsWith(key)),
    );
    wrong.push(...left.map((one) => `${probe.name}: ${one}`));
    wrong.push(...idle.map((key) => `${probe.name}: nothing needs the exemption "${key}"`));
  }
  return wrong;
}
