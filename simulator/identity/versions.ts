/** The version documents of the identity service. Source: OpenStack Zed, recorded. */
import type { IdentityVersionsDocument, VersionDocument } from '../../src/contract/discovery.ts';
import { json } from '../kernel/reply.ts';
import type { IdentityCall, IdentityRoute } from './identity-call.ts';

export function versionRoutes(version: string): IdentityRoute[] {
  const current = (call: IdentityCall) => ({
    id: version,
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: `${call.base}/v3/` }],
    'media-types': [
      { base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' },
    ],
  });
  const show = (call: IdentityCall) =>
    json(200, { version: current(call) } satisfies VersionDocument);

  return [
    {
      method: 'GET',
      path: '/',
      operation: 'list versions',
      open: true,
      handler: (call) =>
        json(300, { versions: { values: [current(call)] } } satisfies IdentityVersionsDocument, [
          ['location', `${call.base}/v3/`],
        ]),
    },
    { method: 'GET', path: '/v3', operation: 'show version', open: true, handler: show },
  ];
}
