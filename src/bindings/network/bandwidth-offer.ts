/** Offering bandwidth: `/qos/policies` with a rule, where the extension `qos` is there. Networking API 2.0. */
import {
  bandwidthLimitAnswer,
  qosPoliciesAnswer,
  qosPolicyAnswer,
} from '../../contract/network/qos-policy.ts';
import { askNetwork } from '../ask-network.ts';
import { kilobits } from '../network-bandwidth.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { BandwidthOffers, Keeper } from '../port.ts';
import type { Session } from '../session.ts';

const pathOf = (id: string): string => `/qos/policies/${encodeURIComponent(id)}`;

export function bandwidthOffers(session: Session): BandwidthOffers & Keeper {
  const ask = askNetwork(session);
  const look = async (id: string) => {
    const answer = await ask('GET', pathOf(id));
    if (answer.status === 404) return false;
    mustShow(answer, qosPolicyAnswer, { doing: 'show a policy', success: [200] });
    return true;
  };
  return {
    address: 'network/bandwidth-offer',
    possible: () =>
      session.once('extension qos', async () => {
        const answer = await ask('GET', '/extensions/qos');
        return answer.status !== 404 && mustSucceed(answer, extension).status === 200;
      }),
    async make(name, tenantId) {
      const answer = await ask('POST', '/qos/policies', { policy: { name, project_id: tenantId } });
      const reading = { doing: 'create a policy', success: [201] };
      return mustShow(answer, qosPolicyAnswer, reading).policy.id;
    },
    async limit(id, bandwidth) {
      const rule = { max_kbps: kilobits(bandwidth) };
      const path = `${pathOf(id)}/bandwidth_limit_rules`;
      const answer = await ask('POST', path, { bandwidth_limit_rule: rule });
      mustShow(answer, bandwidthLimitAnswer, { doing: 'limit the bandwidth', success: [201] });
    },
    async named(name) {
      const answer = await ask('GET', `/qos/policies?name=${encodeURIComponent(name)}`);
      const { policies } = mustShow(answer, qosPoliciesAnswer, {
        doing: 'list policies',
        success: [200],
      });
      return policies.filter((policy) => policy.name === name).map(({ id }) => id);
    },
    exists: look,
    async remove(id) {
      const answer = await ask('DELETE', pathOf(id));
      mustSucceed(answer, { doing: 'delete a policy', success: [204, 404] });
    },
  };
}

const extension = { doing: 'show whether there are policies', success: [200] };
