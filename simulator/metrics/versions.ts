/** What the metrics service says of itself. Source: Gnocchi 4.7, rest/api. */
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { aggregationMethods } from './aggregation.ts';

const parts = [
  'aggregates',
  'archive_policy',
  'archive_policy_rule',
  'batch',
  'capabilities',
  'metric',
  'resource',
  'resource_type',
  'search',
];

export const versionRoutes: readonly Route<undefined>[] = [
  {
    method: 'GET',
    path: '/',
    operation: 'list versions',
    open: true,
    handler: ({ base }) =>
      json(200, {
        build: '4.7.0',
        versions: [
          {
            status: 'CURRENT',
            links: [{ rel: 'self', href: `${base}/v1/` }],
            id: 'v1.0',
            updated: '2015-03-19',
          },
        ],
      }),
  },
  {
    method: 'GET',
    path: '/v1',
    operation: 'show version',
    handler: ({ base }) =>
      json(200, {
        version: '1.0',
        links: [
          { rel: 'self', href: `${base}/v1` },
          ...parts.map((rel) => ({ rel, href: `${base}/v1/${rel}` })),
        ],
      }),
  },
  {
    method: 'GET',
    path: '/v1/capabilities',
    operation: 'show capabilities',
    handler: () => json(200, { aggregation_methods: aggregationMethods }),
  },
];

const known: readonly (readonly [Route<undefined>['method'], string, string])[] = [
  ['PATCH', '/v1/archive_policy/:name', 'update archive policy'],
  ['POST', '/v1/archive_policy_rule', 'create archive policy rule'],
  ['DELETE', '/v1/archive_policy_rule/:name', 'delete archive policy rule'],
  ['PATCH', '/v1/resource_type/:name', 'update resource type'],
  ['DELETE', '/v1/resource/:type', 'delete resources'],
  ['GET', '/v1/resource/:type/:id/history', 'list revisions of a resource'],
  ['POST', '/v1/search/metric', 'search measures'],
  ['POST', '/v1/batch/resources/metrics/measures', 'add measures of several resources'],
  ['GET', '/v1/aggregation/metric', 'aggregate across metrics'],
  ['POST', '/v1/aggregation/resource/:type/metric/:name', 'aggregate across resources'],
  ['GET', '/v1/status', 'show status'],
];
export const routesNotServed: readonly Route<undefined>[] = known.map(
  ([method, path, operation]) => ({ method, path, operation }),
);
