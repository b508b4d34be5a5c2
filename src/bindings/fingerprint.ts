/** What a target says that it is: for the report, and for comparing two runs. */
import { anyVersionsDocument, versionDocument, type VersionEntry } from '../contract/discovery.ts';
import { Unreachable } from '../failures.ts';
import type { Answer } from '../transport/http.ts';
import type { Service } from './catalogue-endpoints.ts';
import type { Session } from './session.ts';

const services: readonly Service[] = [
  'identity',
  'compute',
  'image',
  'network',
  'block storage',
  'orchestration',
  'placement',
  'reservation',
];

export interface Fingerprint {
  /** Service → version, for example `{ compute: '2.1 to 2.93' }`; "present" where it tells none. */
  readonly versions: Readonly<Record<string, string>>;
  /** Service → why no answer came, of those that the catalogue lists. */
  readonly silent: Readonly<Record<string, string>>;
}

/** Asks each service that the catalogue lists; never rejects. */
export async function fingerprintOf(session: Session): Promise<Fingerprint> {
  const versions: Record<string, string> = {};
  const silent: Record<string, string> = {};
  const listed = services.filter((service) => isListed(session, service));
  const found = await Promise.all(listed.map((service) => versionOf(session, service)));
  listed.forEach((service, i) => {
    const version = found[i];
    if (version instanceof Unreachable) silent[service] = version.message;
    else versions[service] = version ?? 'present';
  });
  return { versions, silent };
}

function isListed(session: Session, service: Service): boolean {
  try {
    session.address(service);
    return true;
  } catch {
    return false;
  }
}

/** Endpoints may end with the tenant; the version document is then one or two levels above it. */
const withTenant = /\/v\d+(?:\.\d+)?\/[^/]+$/;

async function versionOf(
  session: Session,
  service: Service,
): Promise<string | Unreachable | undefined> {
  const paths = withTenant.test(session.address(service)) ? ['/../', '/../../'] : ['/', '/../'];
  try {
    for (const path of paths) {
      const answer = await session.ask(service, { method: 'GET', path });
      const version = describe(jsonOf(answer));
      if (version !== undefined) return version;
    }
    return undefined;
  } catch (error) {
    return error instanceof Unreachable ? error : undefined;
  }
}

/** @returns undefined for what is no JSON */
const jsonOf = (answer: Answer): unknown => {
  try {
    return answer.json();
  } catch {
    return undefined;
  }
};

const describe = (document: unknown): string | undefined => {
  const one = versionDocument.safeParse(document);
  if (one.success) return ofEntry(one.data.version);
  const several = anyVersionsDocument.safeParse(document);
  if (!several.success) return undefined;
  const current = several.data.find((entry) => /^(current|stable)$/i.test(entry.status));
  return current === undefined ? undefined : ofEntry(current);
};

const ofEntry = ({ id, version, max_version: max, min_version: min }: VersionEntry): string => {
  const newest = version ?? max;
  return min === undefined || min === '' || newest === undefined ? id : `${min} to ${newest}`;
};
