/**
 * Faults of virtual computes as whoever looks after hosts reports them: `os-resetState`, Compute API 2.1
 * and later. To fail is a state there, in which it stays until somebody says otherwise.
 */
import type { Faults } from '../monitoring-port.ts';
import { mustSucceed } from '../openstack-answers.ts';
import type { Session } from '../session.ts';

export function faultsOf(session: Session): Faults {
  const put = async (id: string, state: 'active' | 'error', doing: string): Promise<void> => {
    const answer = await session.ask('compute', {
      method: 'POST',
      path: `/servers/${encodeURIComponent(id)}/action`,
      versions: { wanted: '2.1', needed: '2.1' },
      json: { 'os-resetState': { state } },
    });
    mustSucceed(answer, { doing, success: [202] });
  };
  return {
    report: (id) => put(id, 'error', 'report a fault of a virtual compute'),
    end: (id) => put(id, 'active', 'report the end of a fault of a virtual compute'),
  };
}
