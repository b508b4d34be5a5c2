/**
 * What the network service has and the simulator does not serve: each answers 501 with its name, so that
 * nobody takes an empty list for an answer. Source: Networking API reference.
 */
import type { Method } from '../kernel/service.ts';
import type { NetworkRoute } from './resource.ts';

/** Collections whose whole life is not served, and what one of them is called. */
const collections: Readonly<Record<string, string>> = {
  address_groups: 'address group',
  address_scopes: 'address scope',
  flavors: 'network flavour',
  local_ips: 'local address',
  'metering/metering_labels': 'metering label',
  'metering/metering_label_rules': 'metering rule',
  network_segment_ranges: 'segment range',
  rbac_policies: 'sharing policy',
  segments: 'segment',
  'sfc/service_graphs': 'graph of chains',
  service_profiles: 'service profile',
  subnetpools: 'subnet pool',
  trunks: 'trunk',
};

/** Path → method → the operation's name. */
const operations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/agents/:id': { PUT: 'update agent', DELETE: 'delete agent' },
  '/auto_allocated_topology/:id': {
    GET: 'show the automatic network of a tenant',
    DELETE: 'delete the automatic network of a tenant',
  },
  '/floatingip_pools': { GET: 'list pools of floating addresses' },
  '/network_ip_availabilities': { GET: 'list how many addresses are free' },
  '/network_ip_availabilities/:id': { GET: 'show how many addresses are free' },
  '/qos/rule_types': { GET: 'list types of quality of service rules' },
  '/routers/:id/add_extraroutes': { PUT: 'add routes to a router' },
  '/routers/:id/remove_extraroutes': { PUT: 'remove routes from a router' },
  '/service_providers': { GET: 'list service providers' },
};

const known = [
  'networks',
  'subnets',
  'ports',
  'security_groups',
  'security_group_rules',
  'routers',
  'floatingips',
];

const lifeOf = (
  path: string,
  what: string,
): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  [`/${path}`]: { GET: `list of each ${what}`, POST: `create ${what}` },
  [`/${path}/:id`]: { GET: `show ${what}`, PUT: `update ${what}`, DELETE: `delete ${what}` },
});
const tagsOf = (
  collection: string,
): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  [`/${collection}/:id/tags`]: {
    GET: `list tags of ${collection}`,
    PUT: `replace tags of ${collection}`,
    DELETE: `delete tags of ${collection}`,
  },
  [`/${collection}/:id/tags/:tag`]: {
    GET: `show a tag of ${collection}`,
    PUT: `add a tag of ${collection}`,
    DELETE: `delete a tag of ${collection}`,
  },
});

const all = Object.assign(
  {},
  operations,
  ...Object.entries(collections).map(([path, what]) => lifeOf(path, what)),
  ...known.map(tagsOf),
) as typeof operations;

export const routesNotServed: readonly NetworkRoute[] = Object.entries(all).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method as Method,
      path: `/v2.0${path}`,
      operation,
    })),
);
