/** Which microversion a call is served with, and what the answer says about it. */
import type { Call } from '../kernel/call.ts';
import { badRequest, Fault, notFound } from '../kernel/fault.ts';

/** The microversion that a call is served with. */
export interface Served {
  /** The part after `2.`: 2.55 is 55. */
  readonly minor: number;
}

export type ComputeCall = Call<Served>;

const minMinor = 1;
const name = 'OpenStack-API-Version';
const legacyName = 'X-OpenStack-Nova-API-Version';

/** The version asked for: the header of today first, in a list of services; then the older one. */
const wish = (call: Call): string | undefined => {
  for (const part of (call.header(name) ?? '').split(',')) {
    const [service, version] = part.trim().split(/\s+/);
    if (service?.toLowerCase() === 'compute' && version !== undefined) return version;
  }
  return call.header(legacyName)?.trim();
};

/**
 * @param max the newest microversion of the release, for example `2.93`
 * @returns a function that judges a call's wish and adds the version headers to its answer
 */
export function createNegotiation(max: string): (call: Call) => Served {
  const maxMinor = Number(max.slice('2.'.length));
  return (call) => {
    const asked = wish(call) ?? `2.${String(minMinor)}`;
    const version = asked.toLowerCase() === 'latest' ? max : asked;
    const parts = /^([1-9]\d*)\.([1-9]\d*|0)$/.exec(version);
    if (parts === null) {
      throw badRequest(
        `API Version String ${version} is of invalid format. Must be of format MajorNum.MinorNum.`,
      );
    }
    call.answerHeaders.push(
      ['openstack-api-version', `compute ${version}`],
      ['x-openstack-nova-api-version', version],
      ['vary', name],
      ['vary', legacyName],
    );
    const minor = Number(parts[2]);
    if (parts[1] !== '2' || minor < minMinor || minor > maxMinor) {
      throw new Fault(
        406,
        `Version ${version} is not supported by the API. Minimum is 2.${String(minMinor)} and maximum is ${max}.`,
      );
    }
    return { minor };
  };
}

export const notAtThisVersion = () => notFound('The resource could not be found.');

/** For operations that exist from a microversion on: refuses calls at an older one. */
export const onlyFrom = (minor: number) => (call: ComputeCall) => {
  if (call.state.minor < minor) throw notAtThisVersion();
};

/** For operations that end before a microversion: refuses calls at it or a newer one. */
export const onlyBefore = (minor: number) => (call: ComputeCall) => {
  if (call.state.minor >= minor) throw notAtThisVersion();
};
