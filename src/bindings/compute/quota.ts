/** Quotas of compute: `/os-quota-sets`, Compute API 2.57 and later. */
import { keyPairsAnswer } from '../../contract/compute/key-pair.ts';
import { quotaAnswer, quotaDetailsAnswer } from '../../contract/compute/quota.ts';
import { launchChoices } from '../launch-choices.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { TenantQuota } from '../port.ts';
import { type LeaveRoom, leavingRoom } from '../quota.ts';
import type { ServiceAsk, Session } from '../session.ts';
import { type Limits, tenantQuota } from '../tenant-quota.ts';

const versions = { wanted: '2.93', needed: '2.57' } as const;

const asking = (session: Session) => (method: ServiceAsk['method'], path: string, json?: unknown) =>
  session.ask('compute', { method, path, versions, ...(json === undefined ? {} : { json }) });

const pathOf = (tenantId: string): string => `/os-quota-sets/${encodeURIComponent(tenantId)}`;

async function details(session: Session, tenantId: string) {
  const answer = await asking(session)('GET', `${pathOf(tenantId)}/detail`);
  const reading = { doing: 'show a quota', success: [200] };
  return mustShow(answer, quotaDetailsAnswer, reading).quota_set;
}

async function change(session: Session, tenantId: string, limits: Limits): Promise<void> {
  const answer = await asking(session)('PUT', pathOf(tenantId), { quota_set: limits });
  mustShow(answer, quotaAnswer, { doing: 'set a quota', success: [200] });
}

/** Room for so many of the smallest: none of them may be refused, and a bigger one may. */
export const leaveRoomForVirtualComputes: LeaveRoom = async (session, tenantId, more) => {
  const { instances, cores } = await details(session, tenantId);
  const { vcpus } = await launchChoices(session).flavour();
  await change(session, tenantId, {
    instances: instances.in_use + more,
    cores: cores.in_use + more * vcpus,
  });
  return () => change(session, tenantId, { instances: instances.limit, cores: cores.limit });
};

/** A tenant's quota says how many each of its users may have, and only they know how many they have. */
export const leaveRoomForKeyPairs: LeaveRoom = leavingRoom((session, tenantId, userId = '') => ({
  async read() {
    const path = `/os-keypairs?user_id=${encodeURIComponent(userId)}`;
    const reading = { doing: 'list the key pairs of a user', success: [200] };
    const { keypairs } = mustShow(await asking(session)('GET', path), keyPairsAnswer, reading);
    const { key_pairs: keyPairs } = await details(session, tenantId);
    return { limit: keyPairs.limit, used: keypairs.length };
  },
  set: (limit) => change(session, tenantId, { key_pairs: limit }),
}));

export function computeQuota(session: Session): TenantQuota {
  const look = async (path: string) => {
    const reading = { doing: 'show a quota', success: [200] };
    const answer = await asking(session)('GET', path);
    const { instances, cores, ram } = mustShow(answer, quotaAnswer, reading).quota_set;
    return { instances, cores, ram };
  };
  return tenantQuota({
    quantities: {
      'virtual computes': { field: 'instances', unit: '' },
      vCPUs: { field: 'cores', unit: '' },
      memory: { field: 'ram', unit: 'MiB' },
    },
    read: (tenantId) => look(pathOf(tenantId)),
    async usage(tenantId) {
      const { instances, cores, ram } = await details(session, tenantId);
      return { instances: instances.in_use, cores: cores.in_use, ram: ram.in_use };
    },
    defaults: (tenantId) => look(`${pathOf(tenantId)}/defaults`),
    set: (tenantId, limits) => change(session, tenantId, limits),
    async reset(tenantId) {
      const answer = await asking(session)('DELETE', pathOf(tenantId));
      mustSucceed(answer, { doing: 'revert a quota to its defaults', success: [202] });
    },
  });
}

/** What of a tenant's quota is in use; memory in MiB. */
export async function computeInUse(session: Session, tenantId: string) {
  const { cores, ram } = await details(session, tenantId);
  return { vCPUs: cores.in_use, memory: ram.in_use };
}
