/** Someone signed in at an OpenStack: asks services, and signs in again once when a token expired. */
import type { CatalogEntry } from '../contract/identity/token.ts';
import { Violation } from '../failures.ts';
import type { Answer, Ask, Http } from '../transport/http.ts';
import { type EndpointChoice, endpointOf, type Service } from './catalogue-endpoints.ts';
import { negotiate, readVersionRange, type VersionRange } from './microversions.ts';

/** What signing in gives. */
export interface SignedIn {
  readonly token: string;
  readonly userId: string;
  readonly tenantId?: string;
  readonly roles: readonly string[];
  readonly catalogue: readonly CatalogEntry[];
}

export interface ServiceAsk {
  readonly method: Ask['method'];
  /** Below the service's endpoint, beginning with a slash. */
  readonly path: string;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The microversions that this call can speak: the newest that it reads, the oldest that it needs. */
  readonly versions?: { readonly wanted: string; readonly needed: string };
}

/** What sessions of one target share, so that discovery is done once. */
export interface Cloud {
  readonly http: Http;
  readonly endpoints: EndpointChoice;
  readonly versions: Map<string, Promise<VersionRange>>;
}

export interface Session {
  readonly actor: string;
  /** Undefined for an anonymous caller. */
  readonly signedIn: SignedIn | undefined;
  ask(service: Service, ask: ServiceAsk): Promise<Answer>;
  /** The address of a service, as this session sees it. */
  address(service: Service): string;
}

/** Header of a microversion, by service; a service that is not here has none. */
const versionHeader: Partial<Record<Service, string>> = {
  compute: 'compute',
  'block storage': 'volume',
  placement: 'placement',
};

/**
 * @param first what signing in gave, or for an anonymous caller whose catalogue to use
 * @param renew signs in again; absent for tokens that were handed in and for anonymous callers
 */
export function createSession(
  cloud: Cloud,
  actor: string,
  first: SignedIn | { readonly anonymous: true; readonly catalogue: readonly CatalogEntry[] },
  renew?: () => Promise<SignedIn>,
): Session {
  let current: SignedIn | undefined = 'anonymous' in first ? undefined : first;
  let catalogue = first.catalogue;
  let renewing: Promise<SignedIn> | undefined;

  const address = (service: Service): string => {
    const found = endpointOf(catalogue, service, cloud.endpoints);
    if (found !== undefined) return withVersion(service, found);
    const { region, interface: face } = cloud.endpoints;
    throw new Violation({
      expected: `the service catalogue to list ${service} (interface ${face}${region === undefined ? '' : `, region ${region}`})`,
      observed: `it lists ${catalogue.map((entry) => entry.type).join(', ') || 'nothing'}`,
    });
  };

  const send = (
    service: Service,
    ask: ServiceAsk,
    version: string | undefined,
  ): Promise<Answer> => {
    const headers: Record<string, string> = { Accept: 'application/json', ...ask.headers };
    if (current !== undefined) headers['X-Auth-Token'] = current.token;
    const name = versionHeader[service];
    if (version !== undefined && name !== undefined) {
      headers['OpenStack-API-Version'] = `${name} ${version}`;
    }
    return cloud.http.send({
      method: ask.method,
      url: address(service) + ask.path,
      actor,
      headers,
      ...(ask.json === undefined ? {} : { json: ask.json }),
    });
  };

  return {
    actor,
    get signedIn() {
      return current;
    },
    address,
    async ask(service, ask) {
      const version =
        ask.versions === undefined
          ? undefined
          : negotiate(
              await offeredVersions(cloud, address(service), actor),
              ask.versions.wanted,
              ask.versions.needed,
            );
      const used = current;
      const answer = await send(service, ask, version);
      if (answer.status !== 401 || renew === undefined || used === undefined) return answer;
      // A token may expire in mid-run. One new sign-in tells an expired token from a refusal.
      if (current === used) {
        renewing ??= renew().finally(() => (renewing = undefined));
        current = await renewing;
        catalogue = current.catalogue;
      }
      return send(service, ask, version);
    },
  };
}

/** Some catalogues list these without the version below which their calls are. */
const versions: Partial<Record<Service, { readonly named: RegExp; readonly path: string }>> = {
  identity: { named: /\/v3$/, path: '/v3' },
  compute: { named: /\/v2(?:\.\d+)?(?:\/|$)/, path: '/v2.1' },
};

const withVersion = (service: Service, url: string): string => {
  const version = versions[service];
  return version === undefined || version.named.test(url) ? url : url + version.path;
};

/** What a service offers; asked once for each address of the target. */
function offeredVersions(cloud: Cloud, endpoint: string, actor: string): Promise<VersionRange> {
  // Some catalogues put the tenant's id behind the version: `…/v2.1/<id>`.
  const root = endpoint.replace(/(\/v\d+(?:\.\d+)?)\/[^/]+$/, '$1');
  const known = cloud.versions.get(root);
  if (known !== undefined) return known;
  const asked = cloud.http
    .send({ method: 'GET', url: `${root}/`, actor, headers: { Accept: 'application/json' } })
    .then(readVersionRange);
  cloud.versions.set(root, asked);
  // A failure is not remembered: the next call asks again and fails with its own transcript.
  asked.catch(() => cloud.versions.delete(root));
  return asked;
}
