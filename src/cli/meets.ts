/** Which capabilities a target has: configured, listed in its catalogue, or claimed. */
import { isNeedName, needs } from '../catalogue/needs.ts';
import type { Target } from '../target/target.ts';

export type Meets = (
  need: string,
) => { readonly met: true } | { readonly met: false; readonly reason: string };

/**
 * @param services the types that the target's service catalogue lists
 */
export function meetsOf(target: Target, services: readonly string[]): Meets {
  return (need) => {
    if (!isNeedName(need)) throw new Error(`there is no need "${need}" in the catalogue`);
    const claim = target.claims[need];
    if (claim !== undefined) {
      return claim.supported
        ? { met: true }
        : { met: false, reason: `not claimed: ${claim.reason}` };
    }
    const { metBy, sentence } = needs[need];
    if (metBy === 'claim') return { met: false, reason: `not claimed: ${sentence}` };
    if ('service' in metBy) {
      return services.includes(metBy.service)
        ? { met: true }
        : { met: false, reason: `the service catalogue lists no ${metBy.service}` };
    }
    return target.configured.includes(metBy.key)
      ? { met: true }
      : { met: false, reason: `the target file has no ${metBy.key}` };
  };
}
