/** How limits are judged, which every cloud tells; limits themselves are not served. Source: OpenStack Zed, recorded. */
import { json } from '../kernel/reply.ts';
import type { IdentityRoute } from './identity-call.ts';

export const limitModelRoutes: readonly IdentityRoute[] = [
  {
    method: 'GET',
    path: '/v3/limits/model',
    operation: 'show the limit model',
    handler: () =>
      json(200, {
        model: {
          name: 'flat',
          description:
            'Limit enforcement and validation does not take project hierarchy into consideration.',
        },
      }),
  },
];
