/** What the alarming service says of itself. Source: Aodh 22, api/controllers/root and v2/capabilities. */
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';

const media = 'application/vnd.openstack.telemetry-v2';

export const versionRoutes: readonly Route<undefined>[] = [
  {
    method: 'GET',
    path: '/',
    operation: 'list versions',
    open: true,
    handler: ({ base }) =>
      json(200, {
        versions: {
          values: [
            {
              id: 'v2',
              links: [
                { href: `${base}/v2`, rel: 'self' },
                { href: 'https://docs.openstack.org/', rel: 'describedby', type: 'text/html' },
              ],
              'media-types': [{ base: 'application/json', type: `${media}+json` }],
              status: 'stable',
              updated: '2013-02-13T00:00:00Z',
            },
          ],
        },
      }),
  },
  {
    method: 'GET',
    path: '/v2/capabilities',
    operation: 'show capabilities',
    handler: () =>
      json(200, {
        api: {
          'alarms:query:simple': true,
          'alarms:query:complex': true,
          'alarms:history:query:simple': true,
          'alarms:history:query:complex': false,
        },
        alarm_storage: { 'storage:production_ready': false },
      }),
  },
];

export const routesNotServed: readonly Route<undefined>[] = [
  { method: 'POST', path: '/v2/query/alarms/history', operation: 'query the history of alarms' },
  { method: 'GET', path: '/v2/metrics', operation: 'list metrics of the evaluator' },
];
