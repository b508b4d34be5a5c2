/** Quotas of the network service: `/quotas/{project}`, with its extension `quota_details`. */
import {
  type LimitedResource,
  quotaAnswer,
  quotaDetailsAnswer,
} from '../../contract/network/quota.ts';
import { Violation } from '../../failures.ts';
import { mustShow } from '../openstack-answers.ts';
import { type LeaveRoom, leavingRoom } from '../quota.ts';
import { askNetwork } from '../ask-network.ts';

export const networkQuota = (resource: LimitedResource): LeaveRoom =>
  leavingRoom((session, tenantId) => {
    const ask = askNetwork(session);
    const path = `/quotas/${encodeURIComponent(tenantId)}`;
    return {
      async read() {
        const reading = { doing: 'show the quota of a tenant', success: [200] };
        const { quota } = mustShow(
          await ask('GET', `${path}/details`),
          quotaDetailsAnswer,
          reading,
        );
        const found = quota[resource];
        if (found !== undefined) return found;
        throw new Violation({
          expected: `the quota of a tenant to say how much of ${resource} it may have`,
          observed: `it speaks of ${Object.keys(quota).join(', ')}`,
        });
      },
      async set(limit) {
        const answer = await ask('PUT', path, { quota: { [resource]: limit } });
        mustShow(answer, quotaAnswer, { doing: 'set the quota of a tenant', success: [200] });
      },
    };
  });
