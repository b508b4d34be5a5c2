/** Which microversion a call is served with. */
import type { Call } from '../kernel/call.ts';
import { badRequest, Fault } from '../kernel/fault.ts';

export interface Served {
  /** The part after `3.`. */
  readonly minor: number;
}
export type VolumeCall = Call<Served>;

const name = 'OpenStack-API-Version';

const wish = (call: Call): string => {
  for (const part of (call.header(name) ?? '').split(',')) {
    const [service, version] = part.trim().split(/\s+/);
    if (service?.toLowerCase() === 'volume' && version !== undefined) return version;
  }
  return '3.0';
};

/** @param max the newest microversion of the release, for example `3.70` */
export const createNegotiation =
  (max: string) =>
  (call: Call): Served => {
    const asked = wish(call);
    const version = asked.toLowerCase() === 'latest' ? max : asked;
    const parts = /^([1-9]\d*)\.([1-9]\d*|0)$/.exec(version);
    if (parts === null) {
      throw badRequest(
        `API Version String ${version} is of invalid format. Must be of format MajorNum.MinorNum.`,
      );
    }
    call.answerHeaders.push(['openstack-api-version', `volume ${version}`], ['vary', name]);
    const minor = Number(parts[2]);
    if (parts[1] !== '3' || minor > Number(max.slice('3.'.length))) {
      throw new Fault(
        406,
        `Version ${version} is not supported by the API. Minimum is 3.0 and maximum is ${max}.`,
      );
    }
    return { minor };
  };
