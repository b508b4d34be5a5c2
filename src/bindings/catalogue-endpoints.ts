/** Where a service is, by the token's service catalogue. */
import type { CatalogEntry } from '../contract/identity/token.ts';
import { Violation } from '../failures.ts';

/** The services that this binding calls, by what they serve. */
export type Service =
  | 'identity'
  | 'compute'
  | 'image'
  | 'network'
  | 'block storage'
  | 'orchestration'
  | 'placement'
  | 'accelerator'
  | 'load balancer'
  | 'alarming'
  | 'metrics'
  | 'reservation';

/**
 * The names under which catalogues list a service, best first (OpenStack service types authority;
 * `volumev3` and the like are the older names that clouds still publish).
 */
export const catalogueTypes: Readonly<Record<Service, readonly string[]>> = {
  identity: ['identity', 'identityv3'],
  compute: ['compute'],
  image: ['image'],
  network: ['network'],
  'block storage': ['block-storage', 'volumev3', 'block-store', 'volume'],
  orchestration: ['orchestration'],
  placement: ['placement'],
  accelerator: ['accelerator'],
  'load balancer': ['load-balancer'],
  alarming: ['alarm', 'alarming'],
  metrics: ['metric'],
  reservation: ['reservation'],
};

/** What the target description says about endpoints. */
export interface EndpointChoice {
  readonly region?: string;
  readonly interface: 'public' | 'internal' | 'admin';
  /** Addresses that take precedence over the catalogue, by service type with underscores. */
  readonly overrides: Readonly<Record<string, string>>;
}

/**
 * The address of a service, without a trailing slash; undefined when the catalogue has none.
 * @throws Violation when the catalogue gives something that is no http(s) URL
 */
export function endpointOf(
  catalogue: readonly CatalogEntry[],
  service: Service,
  choice: EndpointChoice,
): string | undefined {
  const types = catalogueTypes[service];
  const override = types
    .map((type) => choice.overrides[type.replaceAll('-', '_')])
    .find((address) => address !== undefined);
  if (override !== undefined) return httpUrl(override, service);
  for (const type of types) {
    const endpoint = catalogue
      .filter((entry) => entry.type === type)
      .flatMap((entry) => entry.endpoints)
      .find(
        (e) =>
          e.interface === choice.interface &&
          (choice.region === undefined ||
            e.region_id === choice.region ||
            e.region === choice.region),
      );
    if (endpoint !== undefined) return httpUrl(endpoint.url, service);
  }
  return undefined;
}

const httpUrl = (text: string, service: Service): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new Violation({
      expected: `the service catalogue to give an http or https address for ${service}`,
      observed: JSON.stringify(text.slice(0, 200)),
    });
  }
  return text.replace(/\/+$/, '');
};
