/**
 * What the image service has and the simulator does not serve: each answers 501 with its name.
 * Source: Image service API reference v2.
 */
import type { Method, Route } from '../kernel/service.ts';

const operations: Readonly<Record<string, Partial<Record<Method, string>>>> = {
  '/v2/images/:id/import': { POST: 'import an image' },
  '/v2/images/:id/stage': { PUT: 'stage image data' },
  '/v2/images/:id/locations': { GET: 'list locations', POST: 'add a location' },
  '/v2/images/:id/tasks': { GET: 'list tasks of an image' },
  '/v2/info/stores/detail': { GET: 'list stores with details' },
  '/v2/stores/:store/:id': { DELETE: 'delete an image from a store' },
  '/v2/tasks': { GET: 'list tasks', POST: 'create task' },
  '/v2/tasks/:id': { GET: 'show task' },
  '/v2/cache': { GET: 'list cached images', DELETE: 'clear the cache' },
  '/v2/cache/:id': { PUT: 'cache an image', DELETE: 'remove an image from the cache' },
  '/v2/metadefs/namespaces': { GET: 'list namespaces', POST: 'create namespace' },
  '/v2/metadefs/namespaces/:namespace': {
    GET: 'show namespace',
    PUT: 'update namespace',
    DELETE: 'delete namespace',
  },
  '/v2/metadefs/resource_types': { GET: 'list resource types' },
  '/v2/schemas/:name': { GET: 'show schema' },
};

export const routesNotServed: readonly Route<undefined>[] = Object.entries(operations).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method as Method,
      path,
      operation,
    })),
);
