/** On which host a virtual compute is, for administrators: `GET /servers/{id}`, Compute API 2.47 and later. */
import { serverAnswer } from '../../contract/compute/virtual-compute.ts';
import { usableHosts } from '../hosts.ts';
import { mustShow } from '../openstack-answers.ts';
import type { Places } from '../port.ts';
import type { Session } from '../session.ts';

const versions = { wanted: '2.93', needed: '2.47' } as const;

export const computePlaces = (session: Session): Places => ({
  all: () => usableHosts(session),
  async now(id) {
    const path = `/servers/${encodeURIComponent(id)}`;
    const answer = await session.ask('compute', { method: 'GET', path, versions });
    if (answer.status === 404) return undefined;
    const reading = { doing: 'show a virtual compute', success: [200] };
    return mustShow(answer, serverAnswer, reading).server['OS-EXT-SRV-ATTR:host'] ?? undefined;
  },
});
