/** What the image service says about itself. Source: OpenStack Zed, recorded. */
import type { Call } from '../kernel/call.ts';
import { json } from '../kernel/reply.ts';
import type { Method, Route } from '../kernel/service.ts';
import type { Release } from '../release.ts';
import { store } from './image-view.ts';

/** Newest first. Versions in between need features that a small cloud has not: 2.14 and 2.16 a cache. */
const versions = [
  'v2.17',
  'v2.15',
  'v2.13',
  ...Array.from({ length: 13 }, (_, i) => `v2.${String(12 - i)}`),
];

const choices = '/choices';

/** The path that routes are written for: the same one for all that lies below no version. */
export const routedPath = (path: string): string =>
  /^\/(?:v2(?:\/|$)|versions$|$)/.test(path) ? path : choices;

const everyMethod: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export function discoveryRoutes(release: Release): Route<undefined>[] {
  const known = versions.slice(versions.indexOf(release.image.version));
  const list = (status: number) => (call: Call) =>
    json(status, {
      versions: known.map((id, i) => ({
        id,
        status: i === 0 ? 'CURRENT' : 'SUPPORTED',
        links: [{ rel: 'self', href: `${call.base}/v2/` }],
      })),
    });
  const bare = { open: true, bare: true } as const;
  const about = (path: string, operation: string, body: object): Route<undefined> => ({
    method: 'GET',
    path,
    operation,
    handler: () => json(200, body),
  });
  return [
    { method: 'GET', path: '/', operation: 'list versions', handler: list(300), ...bare },
    { method: 'GET', path: '/versions', operation: 'list versions', handler: list(200), ...bare },
    ...everyMethod.map((method) => ({
      method,
      path: choices,
      operation: 'choose a version',
      handler: list(300),
      ...bare,
    })),
    about('/v2/info/stores', 'list stores', { stores: [{ id: store, default: 'true' }] }),
    about('/v2/info/usage', 'show usage', { usage: {} }),
    about('/v2/info/import', 'list import methods', {
      'import-methods': {
        description: 'Import methods available.',
        type: 'array',
        value: ['glance-direct', 'web-download', 'copy-image'],
      },
    }),
  ];
}
