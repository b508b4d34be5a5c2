/** The version documents of the block storage service. Source: OpenStack Zed, recorded. */
import type { Call } from '../kernel/call.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import type { Served } from './microversions.ts';

export function versionRoutes(max: string): Route<Served>[] {
  const versions = (call: Call) => ({
    versions: [
      {
        id: 'v3.0',
        status: 'CURRENT',
        version: max,
        min_version: '3.0',
        updated: '2022-08-31T00:00:00Z',
        links: [
          { rel: 'describedby', type: 'text/html', href: 'https://docs.openstack.org/' },
          { rel: 'self', href: `${call.base}/v3/` },
        ],
        'media-types': [
          { base: 'application/json', type: 'application/vnd.openstack.volume+json;version=3' },
        ],
      },
    ],
  });
  const operation = 'list versions';
  return [
    {
      method: 'GET',
      path: '/',
      operation,
      open: true,
      handler: (call) => json(300, versions(call)),
    },
    { method: 'GET', path: '/v3', operation, handler: (call) => json(200, versions(call)) },
    { method: 'GET', path: '/v3/', operation, handler: (call) => json(200, versions(call)) },
  ];
}
