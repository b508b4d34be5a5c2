/**
 * What the compute service has and the simulator does not serve: each answers 501 with its name, so
 * that nobody takes an empty list for an answer. Source: Compute API reference.
 */
import { Fault } from '../kernel/fault.ts';
import type { Method, Route } from '../kernel/service.ts';
import { onlyBefore, type Served } from './microversions.ts';

type Operations = Readonly<Record<string, string>>;

/** Path below `/v2.1` → method → the operation's name, without the noun where it is plain. */
const operations: Readonly<Record<string, Operations>> = {
  '/servers/:id/diagnostics': { GET: 'show diagnostics of a server' },
  '/servers/:id/migrations': { GET: 'list migrations of a server' },
  '/servers/:id/migrations/:migration': {
    GET: 'show a migration of a server',
    DELETE: 'abort a migration of a server',
  },
  '/servers/:id/migrations/:migration/action': { POST: 'force a migration of a server' },
  '/servers/:id/os-server-password': {
    GET: 'show the password of a server',
    DELETE: 'clear the password of a server',
  },
  '/servers/:id/os-volume_attachments/:volume': {
    PUT: 'update a volume of a server',
  },
  '/servers/:id/remote-consoles': { POST: 'create a console of a server' },
  '/servers/:id/shares': { GET: 'list shares of a server', POST: 'attach a share to a server' },
  '/servers/:id/shares/:share': {
    GET: 'show a share of a server',
    DELETE: 'detach a share from a server',
  },
  '/servers/:id/tags': {
    GET: 'list tags of a server',
    PUT: 'replace tags of a server',
    DELETE: 'delete tags of a server',
  },
  '/servers/:id/tags/:tag': {
    GET: 'check a tag of a server',
    PUT: 'add a tag to a server',
    DELETE: 'delete a tag of a server',
  },
  '/servers/:id/topology': { GET: 'show the topology of a server' },
  '/extensions': { GET: 'list extensions' },
  '/extensions/:alias': { GET: 'show extension' },
  '/os-aggregates/:id/images': { POST: 'cache images on an aggregate' },
  '/os-assisted-volume-snapshots': { POST: 'create assisted volume snapshot' },
  '/os-assisted-volume-snapshots/:id': { DELETE: 'delete assisted volume snapshot' },
  '/os-console-auth-tokens/:token': { GET: 'show console connection' },
  '/os-instance_usage_audit_log': { GET: 'list usage audits' },
  '/os-instance_usage_audit_log/:before': { GET: 'list usage audits before an instant' },
  '/os-migrations': { GET: 'list migrations' },
  '/os-quota-class-sets/:id': { GET: 'show quota class', PUT: 'update quota class' },
  '/os-server-external-events': { POST: 'receive external events' },
  '/os-services/:id': { DELETE: 'delete service' },
  '/os-simple-tenant-usage': { GET: 'list usage of tenants' },
  '/os-simple-tenant-usage/:project': { GET: 'show usage of a tenant' },
};

/** Proxies to other services, which end before this microversion. */
const proxiesEnd = 36;
const proxies: Readonly<Record<string, Operations>> = {
  '/images': { GET: 'list images (proxy)' },
  '/images/detail': { GET: 'list images with details (proxy)' },
  '/images/:id': { GET: 'show image (proxy)', DELETE: 'delete image (proxy)' },
  '/os-floating-ip-pools': { GET: 'list pools of floating addresses (proxy)' },
  '/os-floating-ips': {
    GET: 'list floating addresses (proxy)',
    POST: 'create floating address (proxy)',
  },
  '/os-floating-ips/:id': {
    GET: 'show floating address (proxy)',
    DELETE: 'delete floating address (proxy)',
  },
  '/os-networks': { GET: 'list networks (proxy)' },
  '/os-networks/:id': { GET: 'show network (proxy)' },
  '/os-security-group-rules': { POST: 'create security group rule (proxy)' },
  '/os-security-group-rules/:id': { DELETE: 'delete security group rule (proxy)' },
  '/os-security-groups': {
    GET: 'list security groups (proxy)',
    POST: 'create security group (proxy)',
  },
  '/os-security-groups/:id': {
    GET: 'show security group (proxy)',
    PUT: 'update security group (proxy)',
    DELETE: 'delete security group (proxy)',
  },
  '/os-tenant-networks': { GET: 'list networks of the tenant (proxy)' },
  '/os-volumes': { GET: 'list volumes (proxy)', POST: 'create volume (proxy)' },
  '/os-volumes/detail': { GET: 'list volumes with details (proxy)' },
  '/os-volumes/:id': { GET: 'show volume (proxy)', DELETE: 'delete volume (proxy)' },
};

/** What the service once had: 410, in every release that the simulator can be. */
const gone = ['/os-agents', '/os-cells', '/os-cloudpipe', '/os-fixed-ips/:id', '/os-fping'];

const routesOf = (table: Readonly<Record<string, Operations>>): Route<Served>[] =>
  Object.entries(table).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method as Method,
      path: `/v2.1${path}`,
      operation,
    })),
  );

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'DELETE'];

export const routesNotServed: readonly Route<Served>[] = [
  ...routesOf(operations),
  ...routesOf(proxies).map((route) => ({ ...route, guard: onlyBefore(proxiesEnd) })),
  ...gone.map((path) => ({
    method: 'GET' as const,
    path: `/v2.1${path}`,
    operation: `${path.split('/')[1] ?? ''} (gone)`,
    handler: () => {
      throw new Fault(410, 'This resource is no longer available. No forwarding address is given.');
    },
  })),
  // The version list announces it, as every release's does.
  ...methods.map((method) => ({ method, path: '/v2/*', operation: 'any call of version 2.0' })),
];
