/** Joining a virtual compute to a network: `/servers/{id}/os-interface`, Compute API 2.1. */
import { interfacesAnswer } from '../contract/compute/virtual-compute-parts.ts';
import { Refusal } from '../failures.ts';
import { mustShow, mustSucceed } from './openstack-answers.ts';
import type { Session } from './session.ts';

export function interfacesOf(session: Session, computeId: string) {
  const path = `/servers/${encodeURIComponent(computeId)}/os-interface`;
  return {
    async add(networkId: string): Promise<void> {
      const json = { interfaceAttachment: { net_id: networkId } };
      const answer = await session.ask('compute', { method: 'POST', path, json });
      mustSucceed(answer, {
        doing: 'attach a virtual network to a virtual compute',
        success: [200],
      });
    },

    /** @throws Refusal `unknown` when the virtual compute has no interface there */
    async remove(networkId: string): Promise<void> {
      const listed = await session.ask('compute', { method: 'GET', path });
      const reading = { doing: 'list the interfaces of a virtual compute', success: [200] };
      const { interfaceAttachments } = mustShow(listed, interfacesAnswer, reading);
      const found = interfaceAttachments.find(({ net_id }) => net_id === networkId);
      if (found === undefined) {
        throw new Refusal('unknown', 404, `no interface of ${computeId} is on ${networkId}`);
      }
      const one = `${path}/${encodeURIComponent(found.port_id)}`;
      const answer = await session.ask('compute', { method: 'DELETE', path: one });
      mustSucceed(answer, {
        doing: 'detach a virtual network from a virtual compute',
        success: [202],
      });
    },
  };
}
