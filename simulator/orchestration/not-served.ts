/**
 * What the orchestration service has and the simulator does not serve: each answers 501 with its name.
 * Source: Orchestration API reference.
 */
import type { Method } from '../kernel/service.ts';
import { below, type OrchestrationRoute } from './orchestration-call.ts';

const one = '/stacks/:name/:id';

/** Path below the tenant → method → the operation's name. */
const operations: Readonly<Record<string, Readonly<Partial<Record<Method, string>>>>> = {
  [`${one}/abandon`]: { DELETE: 'abandon stack' },
  [`${one}/export`]: { GET: 'export stack' },
  [`${one}/preview`]: { PUT: 'preview stack update', PATCH: 'preview stack change' },
  [`${one}/snapshots`]: { GET: 'list snapshots', POST: 'create snapshot' },
  [`${one}/snapshots/:snapshot`]: { GET: 'show snapshot', DELETE: 'delete snapshot' },
  [`${one}/snapshots/:snapshot/restore`]: { POST: 'restore snapshot' },
  [`${one}/resources/:resource`]: { PATCH: 'mark resource unhealthy' },
  [`${one}/resources/:resource/metadata`]: { GET: 'show metadata of a resource' },
  [`${one}/resources/:resource/signal`]: { POST: 'signal a resource' },
  [`${one}/resources/:resource/events`]: { GET: 'list events of a resource' },
  [`${one}/resources/:resource/events/:event`]: { GET: 'show event' },
  '/resource_types/:type/template': { GET: 'make a template of a resource type' },
  '/services': { GET: 'list services' },
  '/software_configs': { GET: 'list software configs', POST: 'create software config' },
  '/software_configs/:config': { GET: 'show software config', DELETE: 'delete software config' },
  '/software_deployments': {
    GET: 'list software deployments',
    POST: 'create software deployment',
  },
  '/software_deployments/metadata/:server': { GET: 'show metadata of a server' },
  '/software_deployments/:deployment': {
    GET: 'show software deployment',
    PUT: 'update software deployment',
    DELETE: 'delete software deployment',
  },
};

export const routesNotServed: readonly OrchestrationRoute[] = Object.entries(operations).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method as Method,
      path: below(path),
      operation,
    })),
);
