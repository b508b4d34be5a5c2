/** Quotas of block storage: `/os-quota-sets`, Block Storage API v3. */
import { quotaSetAnswer, quotaUsageAnswer } from '../../contract/block-storage/quota.ts';
import { mustShow } from '../openstack-answers.ts';
import { type LeaveRoom, leavingRoom } from '../quota.ts';

export const leaveRoomForVirtualStorage: LeaveRoom = leavingRoom((session, tenantId) => {
  const path = `/os-quota-sets/${encodeURIComponent(tenantId)}`;
  return {
    async read() {
      const answer = await session.ask('block storage', {
        method: 'GET',
        path: `${path}?usage=True`,
      });
      const reading = { doing: 'show a quota', success: [200] };
      const { volumes } = mustShow(answer, quotaUsageAnswer, reading).quota_set;
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
