/**
 * Which microversion a call is served with. Only a bare version counts, or `latest`; whatever else is not
 * one number is taken for 2.0, also the form that is documented (`accelerator 2.3`).
 *
 * Source: Cyborg 16.0.1 (2026.1), recorded.
 */
import type { Call } from '../kernel/call.ts';
import { frameworkFault } from './faults.ts';

export interface Version {
  /** The part after `2.`. */
  readonly minor: number;
}
export interface Served extends Version {
  /** A service vouches for the call, with a token of its own. */
  readonly byService: boolean;
}
export type AcceleratorCall = Call<Served>;

export const minVersion = '2.0';
export const maxVersion = '2.3';
const maxMinor = 3;
const name = 'OpenStack-API-Version';

const range = `The supported version range is: [${minVersion}, ${maxVersion}].`;

/** Judges a call's wish and adds the version headers to its answer. @throws Fault 406 */
export function negotiate(call: Call): Version {
  const asked = (call.header(name) ?? minVersion).trim();
  const version = asked === 'latest' ? maxVersion : asked;
  if (/^\d+$/.test(version)) {
    throw frameworkFault(406, 'Invalid value for OpenStack-API-Version header');
  }
  const [, major = '2', minor = '0'] = /^(\d+)\.(\d+)$/.exec(version) ?? [];
  call.answerHeaders.push(
    ['vary', name],
    ['openstack-api-minimum-version', minVersion],
    ['openstack-api-maximum-version', maxVersion],
  );
  if (major !== '2') {
    throw frameworkFault(
      406,
      `Mutually exclusive versions requested. Version ${version} requested but not supported by this service. ${range}`,
    );
  }
  if (Number(minor) > maxMinor) {
    throw frameworkFault(
      406,
      `Version ${version} was requested but the minor version is not supported by this service. ${range}`,
    );
  }
  call.answerHeaders.push(['openstack-api-version', `2.${minor}`]);
  return { minor: Number(minor) };
}
