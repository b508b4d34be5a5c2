/** Quotas of block storage: `/os-quota-sets`, Block Storage API v3. */
import { quotaSetAnswer, quotaUsageAnswer } from '../../contract/block-storage/quota.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { TenantQuota } from '../port.ts';
import { type LeaveRoom, leavingRoom } from '../quota.ts';
import type { Session } from '../session.ts';
import { tenantQuota } from '../tenant-quota.ts';

const pathOf = (tenantId: string): string => `/os-quota-sets/${encodeURIComponent(tenantId)}`;

async function usage(session: Session, tenantId: string) {
  const path = `${pathOf(tenantId)}?usage=True`;
  const answer = await session.ask('block storage', { method: 'GET', path });
  const reading = { doing: 'show a quota', success: [200] };
  return mustShow(answer, quotaUsageAnswer, reading).quota_set;
}

export const leaveRoomForVirtualStorage: LeaveRoom = leavingRoom((session, tenantId) => {
  const path = pathOf(tenantId);
  return {
    async read() {
      const { volumes } = await usage(session, tenantId);
      return { limit: volumes.limit, used: volumes.in_use + volumes.reserved };
    },
    async set(limit) {
      const answer = await session.ask('block storage', {
        method: 'PUT',
        path,
        json: { quota_set: { volumes: limit } },
      });
      mustShow(answer, quotaSetAnswer, { doing: 'set a quota', success: [200] });
    },
  };
});

export function storageQuota(session: Session): TenantQuota {
  const look = async (path: string) => {
    const answer = await session.ask('block storage', { method: 'GET', path });
    const reading = { doing: 'show a quota', success: [200] };
    const { volumes, gigabytes, snapshots } = mustShow(answer, quotaSetAnswer, reading).quota_set;
    return { volumes, gigabytes, snapshots };
  };
  return tenantQuota({
    quantities: {
      'virtual storages': { field: 'volumes', unit: '' },
      size: { field: 'gigabytes', unit: 'GiB' },
      snapshots: { field: 'snapshots', unit: '' },
    },
    read: (tenantId) => look(pathOf(tenantId)),
    async usage(tenantId) {
      const { volumes, gigabytes, snapshots } = await usage(session, tenantId);
      return {
        volumes: volumes.in_use,
        gigabytes: gigabytes.in_use,
        snapshots: snapshots.in_use,
      };
    },
    defaults: (tenantId) => look(`${pathOf(tenantId)}/defaults`),
    async set(tenantId, limits) {
      const answer = await session.ask('block storage', {
        method: 'PUT',
        path: pathOf(tenantId),
        json: { quota_set: limits },
      });
      mustShow(answer, quotaSetAnswer, { doing: 'set a quota', success: [200] });
    },
    async reset(tenantId) {
      const path = pathOf(tenantId);
      const answer = await session.ask('block storage', { method: 'DELETE', path });
      mustSucceed(answer, { doing: 'revert a quota to its defaults', success: [200] });
    },
  });
}
