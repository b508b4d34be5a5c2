/** Joining a virtual compute to a network: `/servers/{id}/os-interface`, Compute API 2.1. */
import {
  interfaceAnswer,
  interfacesAnswer,
} from '../contract/compute/virtual-compute-interface.ts';
import { Violation } from '../failures.ts';
import { mustShow, mustSucceed } from './openstack-answers.ts';
import type { Session } from './session.ts';

export function interfacesOf(session: Session, computeId: string) {
  const path = `/servers/${encodeURIComponent(computeId)}/os-interface`;
  /**
   * Whoever may not look uses the one that was seen last on the network, and so does who looks at a
   * virtual compute that does not exist: what they try must be to detach, with a real interface.
   */
  const portOn = (networkId: string, find: () => Promise<string>) =>
    session.orAsKnown(`interface on ${networkId}`, find);

  return {
    async add(networkId: string): Promise<void> {
      const json = { interfaceAttachment: { net_id: networkId } };
      const answer = await session.ask('compute', { method: 'POST', path, json });
      const { interfaceAttachment } = mustShow(answer, interfaceAnswer, {
        doing: 'attach a virtual network to a virtual compute',
        success: [200],
      });
      await portOn(networkId, () => Promise.resolve(interfaceAttachment.port_id));
    },

    async remove(networkId: string): Promise<void> {
      const port = await portOn(networkId, async () => {
        const answer = await session.ask('compute', { method: 'GET', path });
        const reading = { doing: 'list the interfaces of a virtual compute', success: [200] };
        const { interfaceAttachments } = mustShow(answer, interfacesAnswer, reading);
        const found = interfaceAttachments.find(({ net_id }) => net_id === networkId);
        if (found !== undefined) return found.port_id;
        // No refusal: the target was not asked to detach anything.
        throw new Violation({
          expected: `the virtual compute ${computeId} to have an interface on ${networkId}`,
          observed: 'it lists none there',
        });
      });
      const one = `${path}/${encodeURIComponent(port)}`;
      const answer = await session.ask('compute', { method: 'DELETE', path: one });
      mustSucceed(answer, {
        doing: 'detach a virtual network from a virtual compute',
        success: [202],
      });
    },
  };
}
