/** What the service is known to have and the simulator does not serve. */
import type { Method, Route } from '../kernel/service.ts';

const operations: readonly (readonly [Method, string, string])[] = [
  ['PUT', '/loadbalancers/:id/failover', 'fail over a load balancer'],
  ['PUT', '/pools/:parent/members', 'replace the members of a pool'],
  ['GET', '/flavors', 'list flavours of load balancers'],
  ['POST', '/flavors', 'create a flavour of load balancers'],
  ['GET', '/flavors/:id', 'show a flavour of load balancers'],
  ['PUT', '/flavors/:id', 'update a flavour of load balancers'],
  ['DELETE', '/flavors/:id', 'delete a flavour of load balancers'],
  ['GET', '/flavorprofiles', 'list profiles of flavours'],
  ['POST', '/flavorprofiles', 'create a profile of flavours'],
  ['GET', '/flavorprofiles/:id', 'show a profile of flavours'],
  ['PUT', '/flavorprofiles/:id', 'update a profile of flavours'],
  ['DELETE', '/flavorprofiles/:id', 'delete a profile of flavours'],
  ['GET', '/availabilityzones', 'list availability zones'],
  ['POST', '/availabilityzones', 'create an availability zone'],
  ['GET', '/availabilityzones/:name', 'show an availability zone'],
  ['PUT', '/availabilityzones/:name', 'update an availability zone'],
  ['DELETE', '/availabilityzones/:name', 'delete an availability zone'],
  ['GET', '/availabilityzoneprofiles', 'list profiles of availability zones'],
  ['POST', '/availabilityzoneprofiles', 'create a profile of availability zones'],
  ['GET', '/providers/:name/flavor_capabilities', 'list what flavours of a provider can hold'],
];

const amphorae: readonly (readonly [Method, string, string])[] = [
  ['GET', '/amphorae', 'list amphorae'],
  ['GET', '/amphorae/:id', 'show an amphora'],
  ['DELETE', '/amphorae/:id', 'delete an amphora'],
  ['GET', '/amphorae/:id/stats', 'show the statistics of an amphora'],
  ['PUT', '/amphorae/:id/config', 'configure an amphora'],
  ['PUT', '/amphorae/:id/failover', 'fail over an amphora'],
];

const under = (prefix: string, list: typeof operations): Route<undefined>[] =>
  list.map(([method, path, operation]) => ({ method, path: prefix + path, operation }));

export const routesNotServed: readonly Route<undefined>[] = [
  ...under('/v2/lbaas', operations),
  ...under('/v2/octavia', amphorae),
];
