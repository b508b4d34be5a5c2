/** Quotas of the network service: `/quotas/{project}`, with its extension `quota_details`. */
import {
  type LimitedResource,
  quotaAnswer,
  quotaDetailsAnswer,
} from '../../contract/network/quota.ts';
import { Violation } from '../../failures.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { TenantQuota } from '../port.ts';
import { type LeaveRoom, leavingRoom } from '../quota.ts';
import { askNetwork } from '../ask-network.ts';
import type { Session } from '../session.ts';
import { tenantQuota } from '../tenant-quota.ts';

const pathOf = (tenantId: string): string => `/quotas/${encodeURIComponent(tenantId)}`;

/** @throws Violation when a quota does not say how much of this a tenant may have */
function mustSay<T>(
  quota: Partial<Record<LimitedResource, T | undefined>>,
  resource: LimitedResource,
): T {
  const found = quota[resource];
  if (found !== undefined) return found;
  throw new Violation({
    expected: `the quota of a tenant to say how much of ${resource} it may have`,
    observed: `it speaks of ${Object.keys(quota).join(', ')}`,
  });
}

async function details(session: Session, tenantId: string) {
  const answer = await askNetwork(session)('GET', `${pathOf(tenantId)}/details`);
  const reading = { doing: 'show the quota of a tenant', success: [200] };
  return mustShow(answer, quotaDetailsAnswer, reading).quota;
}

export const networkQuota = (resource: LimitedResource): LeaveRoom =>
  leavingRoom((session, tenantId) => {
    const ask = askNetwork(session);
    const path = pathOf(tenantId);
    return {
      read: async () => mustSay(await details(session, tenantId), resource),
      async set(limit) {
        const answer = await ask('PUT', path, { quota: { [resource]: limit } });
        mustShow(answer, quotaAnswer, { doing: 'set the quota of a tenant', success: [200] });
      },
    };
  });

/** By the words of features. */
const limited = {
  'virtual networks': 'network',
  subnets: 'subnet',
  ports: 'port',
  'public addresses': 'floatingip',
} as const satisfies Readonly<Record<string, LimitedResource>>;

export function quotaOfNetworks(session: Session): TenantQuota {
  const ask = askNetwork(session);
  const look = async (path: string) => {
    const reading = { doing: 'show the quota of a tenant', success: [200] };
    const { quota } = mustShow(await ask('GET', path), quotaAnswer, reading);
    return Object.fromEntries(Object.values(limited).map((name) => [name, mustSay(quota, name)]));
  };
  return tenantQuota({
    quantities: Object.fromEntries(
      Object.entries(limited).map(([word, field]) => [word, { field, unit: '' }]),
    ),
    read: (tenantId) => look(pathOf(tenantId)),
    async usage(tenantId) {
      const quota = await details(session, tenantId);
      return Object.fromEntries(
        Object.values(limited).map((name) => [name, mustSay(quota, name).used]),
      );
    },
    defaults: (tenantId) => look(`${pathOf(tenantId)}/default`),
    async set(tenantId, limits) {
      const answer = await ask('PUT', pathOf(tenantId), { quota: limits });
      mustShow(answer, quotaAnswer, { doing: 'set the quota of a tenant', success: [200] });
    },
    async reset(tenantId) {
      const answer = await ask('DELETE', pathOf(tenantId));
      const doing = 'revert the quota of a tenant to its defaults';
      mustSucceed(answer, { doing, success: [204] });
    },
  });
}
