/** Updating virtual networks: `/networks/{id}`, and `/subnets` for their addresses, Networking API 2.0. */
import { type Network, networkAnswer } from '../../contract/network/network.ts';
import { subnetAnswer, subnetsAnswer } from '../../contract/network/subnet.ts';
import { askNetwork, listNetwork } from '../ask-network.ts';
import { policyOf } from '../network-bandwidth.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { ManagingVerbs } from '../port.ts';
import type { Session } from '../session.ts';

const pathOf = (id: string): string => `/networks/${encodeURIComponent(id)}`;

export function manageVirtualNetworks(session: Session): Pick<ManagingVerbs, 'update'> {
  const ask = askNetwork(session);

  const look = async (id: string): Promise<Network> => {
    const reading = { doing: 'show a virtual network', success: [200] };
    return mustShow(await ask('GET', pathOf(id)), networkAnswer, reading).network;
  };
  const subnetsOf = (id: string) =>
    listNetwork(session, `/subnets?network_id=${encodeURIComponent(id)}`, {
      doing: 'list the addresses of a virtual network',
      schema: subnetsAnswer,
      page: (page) => ({ entries: page.subnets, links: page.subnets_links }),
    });

  /** For the tenant that the network is of, whoever does it. */
  const add = async ({ id, project_id }: Network, cidr: string): Promise<void> => {
    const ip_version = cidr.includes(':') ? 6 : 4;
    const subnet = { network_id: id, project_id, cidr, ip_version };
    const answer = await ask('POST', '/subnets', { subnet });
    mustShow(answer, subnetAnswer, { doing: 'add addresses', success: [201] });
  };
  const remove = async (subnetId: string): Promise<void> => {
    const answer = await ask('DELETE', `/subnets/${encodeURIComponent(subnetId)}`);
    mustSucceed(answer, { doing: 'take addresses away', success: [204] });
  };

  return {
    async update(id, { addresses, bandwidth, ...rest }) {
      const network = {
        ...rest,
        ...(bandwidth === undefined ? {} : { qos_policy_id: await policyOf(session, bandwidth) }),
      };
      if (Object.keys(network).length > 0) {
        const answer = await ask('PUT', pathOf(id), { network });
        mustShow(answer, networkAnswer, { doing: 'update a virtual network', success: [200] });
      }
      if (addresses === undefined) return;
      const changed = await look(id);
      const wanted = addresses.split(', ');
      const there = await subnetsOf(id);
      for (const { id: subnet, cidr } of there) if (!wanted.includes(cidr)) await remove(subnet);
      for (const cidr of wanted) {
        if (!there.some((subnet) => subnet.cidr === cidr)) await add(changed, cidr);
      }
    },
  };
}
