/** Someone signed in at an OpenStack: asks services, and signs in again once when a token expired. */
import type { CatalogEntry } from '../contract/identity/token.ts';
import { Refusal, Violation } from '../failures.ts';
import type { Answer, Ask, Http } from '../transport/http.ts';
import { type EndpointChoice, endpointOf, type Service } from './catalogue-endpoints.ts';
import { negotiate, readVersionRange, type VersionRange } from './microversions.ts';
import type { People } from './people.ts';

/** What signing in gives. */
export interface SignedIn {
  readonly token: string;
  readonly userId: string;
  readonly tenantId?: string;
  /** The domain that it is for, or else the user's own. */
  readonly domainId?: string;
  readonly roles: readonly string[];
  readonly catalogue: readonly CatalogEntry[];
}

export interface ServiceAsk {
  readonly method: Ask['method'];
  /** Below the service's endpoint, beginning with a slash. */
  readonly path: string;
  readonly json?: unknown;
  /** Bytes that are sent as they are, not together with `json`; `headers` say what they are. */
  readonly body?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** The microversions that this call can speak: the newest that it reads, the oldest that it needs. */
  readonly versions?: { readonly wanted: string; readonly needed: string };
}

/** What the target description says to use; where it says nothing, a binding finds something out. */
export interface Choices {
  /** Names or ids. */
  readonly image?: string;
  readonly flavour?: string;
  readonly externalNetwork?: string;
  readonly volumeType?: string;
}

/** What sessions of one target share, so that discovery is done once. */
export interface Cloud {
  readonly http: Http;
  readonly endpoints: EndpointChoice;
  readonly choices: Choices;
  readonly versions: Map<string, Promise<VersionRange>>;
  readonly people: People;
  /** What was found out where {@link Choices} say nothing, by what it is for. */
  readonly found: Map<string, Promise<unknown>>;
}

export interface Session {
  readonly actor: string;
  /** Undefined for an anonymous caller. */
  readonly signedIn: SignedIn | undefined;
  readonly choices: Choices;
  readonly people: People;
  /** Finds something out once for the whole target, whoever asks first. A failure is not remembered. */
  once<T>(what: string, find: () => Promise<T>): Promise<T>;
  /** Finds something out; who may not learn what anybody has found out before. */
  orAsKnown<T>(what: string, find: () => Promise<T>): Promise<T>;
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
 * @param renew signs in again; absent for forged tokens and for anonymous callers
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

  const sendOnce = (ask: Omit<Ask, 'actor'>): Promise<Answer> =>
    cloud.http.send({
      ...ask,
      actor,
      headers: {
        Accept: 'application/json',
        ...ask.headers,
        ...(current === undefined ? {} : { 'X-Auth-Token': current.token }),
      },
    });

  const send = async (ask: Omit<Ask, 'actor'>): Promise<Answer> => {
    const used = current;
    const answer = await sendOnce(ask);
    if (answer.status !== 401 || renew === undefined || used === undefined) return answer;
    // A token may expire in mid-run. One new sign-in tells an expired token from a refusal.
    if (current === used) {
      renewing ??= renew().finally(() => (renewing = undefined));
      current = await renewing;
      catalogue = current.catalogue;
    }
    return sendOnce(ask);
  };

  /** The header that asks for a microversion; none for a call that does not say which it reads. */
  const versionHeaders = async (service: Service, { versions }: ServiceAsk) => {
    const name = versionHeader[service];
    if (versions === undefined || name === undefined) return {};
    const offered = await offeredVersions(cloud, address(service), send);
    const version = negotiate(offered, versions.wanted, versions.needed);
    return { 'OpenStack-API-Version': `${name} ${version}` };
  };

  return {
    actor,
    choices: cloud.choices,
    people: cloud.people,
    once<T>(what: string, find: () => Promise<T>) {
      const known = cloud.found.get(what) as Promise<T> | undefined;
      if (known !== undefined) return known;
      const fresh = find();
      cloud.found.set(what, fresh);
      fresh.catch(() => cloud.found.delete(what));
      return fresh;
    },
    async orAsKnown<T>(what: string, find: () => Promise<T>) {
      try {
        const found = await find();
        cloud.found.set(what, Promise.resolve(found));
        return found;
      } catch (error) {
        const known = cloud.found.get(what) as Promise<T> | undefined;
        if (!(error instanceof Refusal) || known === undefined) throw error;
        return known;
      }
    },
    get signedIn() {
      return current;
    },
    address,
    async ask(service, ask) {
      const headers = { ...(await versionHeaders(service, ask)), ...ask.headers };
      return send({
        method: ask.method,
        url: address(service) + ask.path,
        headers,
        ...(ask.json === undefined ? {} : { json: ask.json }),
        ...(ask.body === undefined ? {} : { body: ask.body }),
      });
    },
  };
}

/** Someone with two tokens: asks identity with the one, and every other service with the other. */
export function divide(rest: Session, identity: Session): Session {
  const of = (service: Service): Session => (service === 'identity' ? identity : rest);
  return {
    actor: rest.actor,
    choices: rest.choices,
    people: rest.people,
    once: (what, find) => rest.once(what, find),
    orAsKnown: (what, find) => rest.orAsKnown(what, find),
    get signedIn() {
      return rest.signedIn;
    },
    address: (service) => of(service).address(service),
    ask: (service, ask) => of(service).ask(service, ask),
  };
}

/**
 * The version below which the calls of a service are. Catalogues list some services with it and some
 * without; identity also with one that is long gone, block storage with the tenant behind it.
 */
const versions: Partial<Record<Service, { readonly named: RegExp; readonly path: string }>> = {
  identity: { named: /\/v3$/, path: '/v3' },
  compute: { named: /\/v2(?:\.\d+)?(?:\/|$)/, path: '/v2.1' },
  image: { named: /\/v2(?:\.\d+)?$/, path: '/v2' },
  network: { named: /\/v2\.0$/, path: '/v2.0' },
  'block storage': { named: /\/v3(?:\/|$)/, path: '/v3' },
  accelerator: { named: /\/v2$/, path: '/v2' },
  'load balancer': { named: /\/v2(?:\.\d+)?$/, path: '/v2' },
  alarming: { named: /\/v2$/, path: '/v2' },
  metrics: { named: /\/v1$/, path: '/v1' },
  reservation: { named: /\/v1$/, path: '/v1' },
};

const withVersion = (service: Service, url: string): string => {
  const version = versions[service];
  if (version === undefined || version.named.test(url)) return url;
  return (service === 'identity' ? url.replace(/\/v2\.0$/, '') : url) + version.path;
};

/**
 * What a service offers; asked once for each address of the target, with the caller's token: some
 * proxies let nobody through without one.
 */
function offeredVersions(
  cloud: Cloud,
  endpoint: string,
  send: (ask: Omit<Ask, 'actor'>) => Promise<Answer>,
): Promise<VersionRange> {
  // Some catalogues put the tenant's id behind the version: `…/v2.1/<id>`.
  const root = endpoint.replace(/(\/v\d+(?:\.\d+)?)\/[^/]+$/, '$1');
  const known = cloud.versions.get(root);
  if (known !== undefined) return known;
  const asked = send({ method: 'GET', url: `${root}/` }).then(readVersionRange);
  cloud.versions.set(root, asked);
  // A failure is not remembered: the next call asks again and fails with its own transcript.
  asked.catch(() => cloud.versions.delete(root));
  return asked;
}
