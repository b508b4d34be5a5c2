/** Microversions: what a service offers, and the one that a call asks for. */
import { anyVersionsDocument, versionDocument, type VersionEntry } from '../contract/discovery.ts';
import { Refusal, Violation } from '../failures.ts';
import type { Answer } from '../transport/http.ts';
import { mustShow } from './openstack-answers.ts';

/** An inclusive range, for example 2.1 to 2.93. */
export interface VersionRange {
  readonly min: string;
  readonly max: string;
}

const parts = (version: string): readonly [number, number] => {
  const [major = '0', minor = '0'] = version.split('.');
  return [Number(major), Number(minor)];
};

/** Negative when `a` is older than `b`, 0 when equal. 2.9 is older than 2.10. */
export function compareVersions(a: string, b: string): number {
  const [aMajor, aMinor] = parts(a);
  const [bMajor, bMinor] = parts(b);
  return aMajor - bMajor || aMinor - bMinor;
}

/**
 * Reads a service's version document (`GET` of its versioned root).
 * @throws Violation also when it is refused: that must not pass for a refusal of what was to be asked
 */
export function readVersionRange(answer: Answer): VersionRange {
  const { min_version: min, version, max_version: max = version } = shown(answer);
  if (min === undefined || max === undefined || min === '' || max === '') {
    return { min: '', max: '' };
  }
  return { min, max };
}

/** Block storage lists its versions there, of which it has one. */
const oneOrSeveral = versionDocument
  .transform(({ version }) => version)
  .or(
    anyVersionsDocument.transform(
      (all): VersionEntry =>
        all.find(({ status }) => status === 'CURRENT') ??
        all[0] ?? { id: '', status: '', links: [] },
    ),
  );

function shown(answer: Answer): Pick<VersionEntry, 'min_version' | 'max_version' | 'version'> {
  try {
    return mustShow(answer, oneOrSeveral, {
      doing: 'show the version document',
      success: [200],
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Violation(
      { expected: 'the service to show its version document', observed: error.message },
      { cause: error },
    );
  }
}

/**
 * The newest version that both sides know.
 * @param wanted the newest version whose answers the binding reads
 * @param needed the oldest version that has what the call needs
 * @throws Violation when the target's range does not reach `needed`
 */
export function negotiate(offered: VersionRange, wanted: string, needed: string): string {
  if (compareVersions(offered.max, needed) < 0 || compareVersions(offered.min, wanted) > 0) {
    throw new Violation({
      expected: `microversion ${needed} to ${wanted} to be within what the service offers`,
      observed:
        offered.max === ''
          ? 'the service says that it has none'
          : `the service offers ${offered.min} to ${offered.max}`,
    });
  }
  return compareVersions(offered.max, wanted) < 0 ? offered.max : wanted;
}
