/** Who has what of which provider: `/allocations` and `/usages`, Placement API 1.28 and later. */
import {
  allocationsAnswer,
  providerAllocationsAnswer,
} from '../../contract/placement/allocation.ts';
import { projectUsagesAnswer } from '../../contract/placement/resource-provider.ts';
import { askPlacement, inWords, onWire } from '../ask-placement.ts';
import type { Allocations } from '../infrastructure-port.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { Keeper } from '../port.ts';
import type { Session } from '../session.ts';

const pathOf = (consumerId: string): string => `/allocations/${encodeURIComponent(consumerId)}`;

export function allocationsOf(session: Session): Allocations & Keeper {
  const ask = askPlacement(session);

  const of = async (consumerId: string) => {
    const answer = await ask('GET', pathOf(consumerId));
    const reading = { doing: 'show what somebody has', success: [200] };
    const { allocations } = mustShow(answer, allocationsAnswer, reading);
    return Object.fromEntries(
      Object.entries(allocations).map(([id, { resources }]) => [id, inWords(resources)]),
    );
  };
  const end = async (consumerId: string, success: readonly number[]) => {
    const answer = await ask('DELETE', pathOf(consumerId));
    mustSucceed(answer, { doing: 'give resources back', success });
  };

  return {
    address: 'placement/allocation',
    of,
    async from(providerId) {
      const path = `/resource_providers/${encodeURIComponent(providerId)}/allocations`;
      const reading = { doing: 'show who has something of a provider', success: [200] };
      const { allocations } = mustShow(await ask('GET', path), providerAllocationsAnswer, reading);
      return Object.fromEntries(
        Object.entries(allocations).map(([id, { resources }]) => [id, inWords(resources)]),
      );
    },
    async heldBy(tenantId) {
      const answer = await ask('GET', `/usages?project_id=${encodeURIComponent(tenantId)}`);
      const reading = { doing: 'show what a tenant has', success: [200] };
      return inWords(mustShow(answer, projectUsagesAnswer, reading).usages);
    },
    async give(consumerId, providerId, amounts) {
      const { tenantId, userId } = session.signedIn ?? {};
      const answer = await ask('PUT', pathOf(consumerId), {
        allocations: { [providerId]: { resources: onWire(amounts) } },
        project_id: tenantId,
        user_id: userId,
        consumer_generation: null,
      });
      mustSucceed(answer, { doing: 'allocate resources', success: [204] });
    },
    end: (consumerId) => end(consumerId, [204]),
    /** The id is ours to choose, so that it is known before the request. */
    named: () => Promise.resolve([]),
    exists: async (consumerId) => Object.keys(await of(consumerId)).length > 0,
    remove: (consumerId) => end(consumerId, [204, 404]),
  };
}
