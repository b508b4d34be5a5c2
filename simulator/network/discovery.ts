/** Where the service begins: its versions, and the first of its resources. */
import { json } from '../kernel/reply.ts';
import type { NetworkCall, NetworkRoute } from './resource.ts';

const firstResources = {
  network: 'networks',
  subnet: 'subnets',
  subnetpool: 'subnetpools',
  port: 'ports',
};

export const discoveryRoutes: readonly NetworkRoute[] = [
  {
    method: 'GET',
    path: '/',
    operation: 'list versions',
    bare: true,
    handler: (call: NetworkCall) =>
      json(200, {
        versions: [
          {
            id: 'v2.0',
            status: 'CURRENT',
            links: [{ rel: 'self', href: `${call.base}/v2.0/` }],
          },
        ],
      }),
  },
  {
    method: 'GET',
    path: '/v2.0/',
    operation: 'list resources',
    handler: (call: NetworkCall) =>
      json(200, {
        resources: Object.entries(firstResources).map(([name, collection]) => ({
          name,
          collection,
          links: [{ rel: 'self', href: `${call.base}/v2.0/${collection}` }],
        })),
      }),
  },
];
