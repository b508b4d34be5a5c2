/** What a target says that it is: for the report, and for comparing two runs. */
import { anyVersionsDocument, versionDocument, type VersionEntry } from '../contract/discovery.ts';
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
];

/**
 * The version of each service that the catalogue lists, for example `{ compute: '2.1 to 2.93' }`.
 * Never rejects: what a service does not tell is "present".
 */
export async function fingerprintOf(session: Session): Promise<Readonly<Record<string, string>>> {
  const found = await Promise.all(
    services.map(async (service) => [service, await versionOf(session, service)] as const),
  );
  return Object.fromEntries(found.filter(([, version]) => version !== undefined)) as Record<
    string,
    string
  >;
}

async function versionOf(session: Session, service: Service): Promise<string | undefined> {
  try {
    session.address(service);
  } catch {
    return undefined;
  }
  try {
    const answer = await session.ask(service, { method: 'GET', path: '/' });
    return describe(answer.json()) ?? 'present';
  } catch {
    return 'present';
  }
}

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
