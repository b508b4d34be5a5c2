/** The defects of networks as Or-Vi and Vi-Vnfm manage them. */
import { type Defect, matches } from '../defect.ts';
import { networkRefusal } from '../network/parts.ts';
import { virtualNetworks } from '../network/virtual-network.ts';
import { asAdministrator, type Json } from '../wrapping.ts';
import { atBoth } from './clauses.ts';
import { lifecycleDefects } from './lifecycle.ts';

const limit = { method: 'PUT', path: /\/quotas\/[^/]+$/ };

export const managedNetworkDefects: readonly Defect[] = [
  ...lifecycleDefects({
    kind: 'network',
    collection: virtualNetworks,
    update: { method: 'PUT', path: /\/networks\/[^/]+$/ },
  }),
  {
    name: 'managed-network-terminate-keeps-the-room',
    does: 'A network that was terminated counts on.',
    kills: atBoth('resource-management', 'terminate-network'),
    mayAlsoBreak: [],
    wrap: (next) => {
      /** How many may still be made; without a limit that was set, any number. */
      let room = Infinity;
      return async (request) => {
        if (matches(limit, request)) {
          const { quota } = (await request.clone().json()) as { quota: Json };
          const most = Number(quota['network']);
          // What is large is the limit as it was before.
          room = most < 5 ? most : Infinity;
        }
        if (!matches(virtualNetworks.create, request)) return next(request);
        if (room <= 0) {
          const refusal = networkRefusal(409, "Quota exceeded for resources: ['network'].");
          return Response.json(refusal, { status: 409 });
        }
        const answer = await next(request);
        if (answer.ok) room -= 1;
        return answer;
      };
    },
  },
  {
    name: 'managed-network-bandwidth-by-anyone',
    does: 'Whoever is signed in may offer bandwidth to a tenant.',
    kills: ['vi-vnfm/resource-management/update-network'],
    mayAlsoBreak: [],
    wrap: (next) =>
      asAdministrator({ method: 'POST', path: /\/qos\/policies$/ })(
        asAdministrator({ method: 'POST', path: /\/bandwidth_limit_rules$/ })(next),
      ),
  },
];
