/** Which capabilities a target has: configured, listed in its catalogue, found at its network, or claimed. */
import { isNeedName, needs, type NeedName } from '../catalogue/needs.ts';
import type { Target } from '../target/target.ts';

export type Met = { readonly met: true } | { readonly met: false; readonly reason: string };

/** @param services the types that the target's service catalogue lists, and `network/<extension>` */
export function meets(target: Target, services: readonly string[], need: NeedName): Met {
  const claim = target.claims[need];
  if (claim !== undefined) {
    return claim.supported ? { met: true } : { met: false, reason: `not claimed: ${claim.reason}` };
  }
  const { metBy, sentence } = needs[need];
  if (metBy === 'claim') return { met: false, reason: `not claimed: ${sentence}` };
  if ('services' in metBy) {
    return metBy.services.some((type) => services.includes(type))
      ? { met: true }
      : { met: false, reason: `the service catalogue lists no ${metBy.services[0]}` };
  }
  if ('networkExtension' in metBy) {
    const { networkExtension: alias } = metBy;
    return services.includes(`network/${alias}`)
      ? { met: true }
      : { met: false, reason: `the network service has no extension ${alias}` };
  }
  return target.keys.includes(metBy.key)
    ? { met: true }
    : { met: false, reason: `the target file has no ${metBy.key}` };
}

/** All needs that the target meets. */
export const needsMet = (target: Target, services: readonly string[]): readonly NeedName[] =>
  Object.keys(needs)
    .filter(isNeedName)
    .filter((need) => meets(target, services, need).met);
