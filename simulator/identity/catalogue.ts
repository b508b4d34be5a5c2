/**
 * The service catalogue: what the cloud offers and where. It is read-only here.
 * Source: Identity API reference, "Service catalog and endpoints", "Regions".
 */
import type {
  EndpointAnswer,
  EndpointsAnswer,
  RegionAnswer,
  RegionsAnswer,
  ServiceAnswer,
  ServicesAnswer,
} from '../../src/contract/identity/service-catalogue.ts';
import type { CatalogEntry } from '../../src/contract/identity/token.ts';
import type { Ids } from '../kernel/ids.ts';
import { json } from '../kernel/reply.ts';
import { notThere } from './faults.ts';
import type { IdentityCall, IdentityRoute } from './identity-call.ts';
import { collection, equals } from './list.ts';
import type { RoomNeeds } from './room.ts';

/** A service as whoever puts the cloud together announces it. */
export interface Announced {
  /** Its type in the service catalogue. */
  readonly type: string;
  readonly name: string;
  /** Below the origin; `%(project_id)s` stands for the tenant of the token. */
  readonly path: string;
}

interface Endpoint {
  readonly id: string;
  readonly interface: 'public' | 'internal' | 'admin';
}
interface Entry extends Announced {
  readonly id: string;
  readonly endpoints: readonly Endpoint[];
}

const region = 'RegionOne';
const interfaces = ['public', 'internal', 'admin'] as const;

export interface Catalogue {
  /** As a token shows it; links follow the request's own origin. */
  entries(call: IdentityCall, projectId: string | undefined): CatalogEntry[];
  readonly services: readonly Entry[];
}

export function createCatalogue(announced: readonly Announced[], ids: Ids): Catalogue {
  const services: readonly Entry[] = announced.map((service) => ({
    ...service,
    id: ids.hex32(),
    endpoints: interfaces.map((face) => ({ id: ids.hex32(), interface: face })),
  }));
  const wants = (path: string) => path.includes('%(project_id)s');
  return {
    services,
    entries: ({ origin }, projectId) =>
      services
        // An address that needs a tenant is not shown to a token that has none.
        .filter(({ path }) => projectId !== undefined || !wants(path))
        .map(({ id, type, name, path, endpoints }) => ({
          endpoints: endpoints.map((endpoint) => ({
            ...endpoint,
            region_id: region,
            url: origin + path.replaceAll('%(project_id)s', projectId ?? ''),
            region,
          })),
          id,
          type,
          name,
        })),
  };
}

export function catalogueRoutes(
  { services }: Catalogue,
  { policy, secure: paging }: RoomNeeds,
): IdentityRoute[] {
  const serviceView = (call: IdentityCall, { id, type, name }: Entry) => ({
    id,
    name,
    type,
    enabled: true,
    links: { self: `${call.base}/v3/services/${id}` },
  });
  const endpoints = services.flatMap((service) =>
    service.endpoints.map((endpoint) => ({ ...endpoint, service })),
  );
  const endpointView = (call: IdentityCall, endpoint: (typeof endpoints)[number]) => ({
    id: endpoint.id,
    interface: endpoint.interface,
    region_id: region,
    service_id: endpoint.service.id,
    url: call.origin + endpoint.service.path,
    region,
    enabled: true,
    links: { self: `${call.base}/v3/endpoints/${endpoint.id}` },
  });
  const regions = [{ id: region }];
  const regionView = (call: IdentityCall) => ({
    id: region,
    description: '',
    parent_region_id: null,
    links: { self: `${call.base}/v3/regions/${region}` },
  });

  return [
    {
      method: 'GET',
      path: '/v3/services',
      operation: 'list services',
      handler(call) {
        policy.enforce('identity:list_services', call.caller);
        const filters = { type: equals<Entry>((s) => s.type), name: equals<Entry>((s) => s.name) };
        const page = collection(call, services, { filters, paging });
        return json(200, {
          services: page.rows.map((service) => serviceView(call, service)),
          ...page.rest,
        } satisfies ServicesAnswer);
      },
    },
    {
      method: 'GET',
      path: '/v3/services/:id',
      operation: 'show service',
      handler(call) {
        policy.enforce('identity:get_service', call.caller);
        const found = services.find(({ id }) => id === call.param('id'));
        if (found === undefined) throw notThere('service', call.param('id'));
        return json(200, { service: serviceView(call, found) } satisfies ServiceAnswer);
      },
    },
    {
      method: 'GET',
      path: '/v3/endpoints',
      operation: 'list endpoints',
      handler(call) {
        policy.enforce('identity:list_endpoints', call.caller);
        type One = (typeof endpoints)[number];
        const filters = {
          interface: equals<One>((e) => e.interface),
          service_id: equals<One>((e) => e.service.id),
          region_id: equals<One>(() => region),
        };
        const page = collection(call, endpoints, { filters, paging });
        return json(200, {
          endpoints: page.rows.map((endpoint) => endpointView(call, endpoint)),
          ...page.rest,
        } satisfies EndpointsAnswer);
      },
    },
    {
      method: 'GET',
      path: '/v3/endpoints/:id',
      operation: 'show endpoint',
      handler(call) {
        policy.enforce('identity:get_endpoint', call.caller);
        const found = endpoints.find(({ id }) => id === call.param('id'));
        if (found === undefined) throw notThere('endpoint', call.param('id'));
        return json(200, { endpoint: endpointView(call, found) } satisfies EndpointAnswer);
      },
    },
    {
      method: 'GET',
      path: '/v3/regions',
      operation: 'list regions',
      handler(call) {
        policy.enforce('identity:list_regions', call.caller);
        const page = collection(call, regions, { filters: {}, paging });
        return json(200, {
          regions: page.rows.map(() => regionView(call)),
          ...page.rest,
        } satisfies RegionsAnswer);
      },
    },
    {
      method: 'GET',
      path: '/v3/regions/:id',
      operation: 'show region',
      handler(call) {
        policy.enforce('identity:get_region', call.caller);
        if (call.param('id') !== region) throw notThere('region', call.param('id'));
        return json(200, { region: regionView(call) } satisfies RegionAnswer);
      },
    },
  ];
}
