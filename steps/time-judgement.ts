/** What is demanded of the answers of time servers. */
import type { TimeAnswer } from '../src/bindings/enabler-services/ntp.ts';
import type { Scenario } from './scenario.ts';

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(3)} s`;

/** What keeps clients from taking a server's time (RFC 5905 §7.3, §11.2.1); undefined: nothing. */
export function flawOf({
  leap,
  stratum,
  kiss,
  rootDistance,
  set,
  sent,
}: TimeAnswer): string | undefined {
  if (kiss !== undefined) return `not synchronised: it says ${kiss}`;
  if (leap === 3) return 'not synchronised: its leap indicator is 3';
  if (stratum < 1 || stratum > 15) return `not synchronised: its stratum is ${String(stratum)}`;
  if (rootDistance > 1_500) return `${seconds(rootDistance)} away from a reference clock`;
  if (set !== undefined && set > sent) return 'set at a time that is still to come';
  return undefined;
}
export function mustBeSynchronised(world: Scenario, answer: TimeAnswer): void {
  const flaw = flawOf(answer);
  if (flaw !== undefined) {
    world.violated(
      `${answer.server} to be synchronised, with a stratum from 1 to 15`,
      `it is ${flaw}`,
    );
  }
}

/** Of several samples the one that was quickest is the best (RFC 5905 §10). */
export const sharpest = (answers: readonly TimeAnswer[]): TimeAnswer => {
  const [best] = answers.toSorted((one, other) => one.roundTrip - other.roundTrip);
  if (best === undefined) throw new Error('no time server was asked before this step');
  return best;
};
export function mustBeRight(world: Scenario, answers: readonly TimeAnswer[]): void {
  const { server, offset, roundTrip } = sharpest(answers);
  const { clockOffset } = world.connection.enablerServices;
  if (Math.abs(offset) > clockOffset + roundTrip / 2) {
    world.violated(
      `the time of ${server} to be right within ${seconds(clockOffset)}`,
      `it is ${seconds(Math.abs(offset))} ${offset > 0 ? 'ahead' : 'behind'}`,
    );
  }
}
