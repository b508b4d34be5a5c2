/** Which microversion a call is served with. Source: OpenStack Zed, recorded. */
import type { Call } from '../kernel/call.ts';
import { badRequest, Fault, notFound } from '../kernel/fault.ts';

/** The microversion that a call is served with. */
export interface Served {
  /** The part after `1.`. */
  readonly minor: number;
}
export type PlacementCall = Call<Served>;

export const minVersion = '1.0';
export const maxVersion = '1.39';
const maxMinor = 39;
const name = 'openstack-api-version';

/** Of a list of services, the version asked of placement. */
const wish = (call: Call): string => {
  for (const part of (call.header(name) ?? '').split(',')) {
    const [service, version] = part.trim().split(/\s+/);
    if (service?.toLowerCase() === 'placement' && version !== undefined) return version;
  }
  return minVersion;
};

const tooNew = (call: Call, version: string) => {
  const detail = `The resource could not be generated that was acceptable to your browser (content of type application/json. \n\n Invalid microversion: Unacceptable version header: ${version}`;
  const versions = { max_version: maxVersion, min_version: minVersion };
  const error = { status: 406, title: 'Not Acceptable', detail, request_id: call.requestId };
  return new Fault(406, detail, {
    verbatim: { status: 406, body: { errors: [{ ...error, ...versions }] } },
  });
};

/** Judges a call's wish and adds the version headers to its answer. @throws Fault 400, 406 */
export function negotiate(call: Call): Served {
  const asked = wish(call);
  const version = asked === 'latest' ? maxVersion : asked;
  const parts = /^(\d+)\.(\d+)$/.exec(version);
  if (parts === null) {
    throw badRequest(
      `Invalid microversion: invalid version string: ${version}; invalid literal for int() with base 10: '${version}'`,
    );
  }
  const minor = Number(parts[2]);
  if (parts[1] !== '1' || minor > maxMinor) throw tooNew(call, version);
  call.answerHeaders.push([name, `placement ${version}`], ['vary', name]);
  return { minor };
}

/** The microversion that an answer says it is of; 0 where none was found. */
export const servedMinor = ({ answerHeaders }: Call): number => {
  const said = answerHeaders.find(([each]) => each === name)?.[1] ?? '';
  return Number(/\.(\d+)$/.exec(said)?.[1] ?? 0);
};

/** Some refusals do not say that they depend on the version. */
export const doesNotVary = ({ answerHeaders }: Call): void => {
  const at = answerHeaders.findIndex(([each]) => each === 'vary');
  if (at !== -1) answerHeaders.splice(at, 1);
};

/** For operations that exist from a microversion on: refuses calls at an older one. */
export const onlyFrom = (minor: number) => (call: PlacementCall) => {
  if (call.state.minor < minor) throw notFound('');
};
