/** Virtual networks (networks on the wire): `/networks`, with `/subnets` and `/ports`, Networking API 2.0. */
import { randomUUID } from 'node:crypto';
import { type Network, networkAnswer, networksAnswer } from '../../contract/network/network.ts';
import { type Port, portAnswer, portsAnswer } from '../../contract/network/port.ts';
import { type Subnet, subnetAnswer, subnetsAnswer } from '../../contract/network/subnet.ts';
import { canonicalAmounts } from '../attributes.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { Attributes, Keeper, Room, Thing } from '../port.ts';
import type { Session } from '../session.ts';
import { askNetwork, listNetwork } from '../ask-network.ts';
import { bandwidths } from '../network-bandwidth.ts';
import { interfacesOf } from '../interfaces.ts';
import { withdraw } from '../withdraw.ts';

const pathOf = (id: string): string => `/networks/${encodeURIComponent(id)}`;
const on = (networkId: string): string => `network_id=${encodeURIComponent(networkId)}`;

/**
 * What can be told of one: its addresses, whether instances are given theirs, who beside its tenant may use it,
 * and what protects a port of it.
 */
const words = [
  'addresses',
  'address assignment',
  'visibility',
  'port protected by',
  'description',
  'bandwidth',
];

const fromWire = (
  network: Network,
  subnets: readonly Subnet[],
  ports: readonly Port[] = [],
  bandwidth?: string,
): Thing => ({
  id: network.id,
  name: network.name,
  attributes: {
    addresses: subnets
      .map(({ cidr }) => cidr)
      .toSorted()
      .join(', '),
    visibility: network.shared ? 'public' : 'private',
    description: network.description ?? '',
    ...(bandwidth === undefined ? {} : { bandwidth }),
    ...(ports.length === 0
      ? {}
      : {
          'port protected by': ports.flatMap(({ security_groups }) => security_groups).join(', '),
        }),
  },
});

/** Ports that nobody asked for: the network's own. */
const ofTheService = ({ device_owner }: Port): boolean => device_owner.startsWith('network:');

/** The version of a block of addresses; of what is none, the more usual one. */
const versionOf = (cidr: string): 4 | 6 => (cidr.includes(':') ? 6 : 4);

/** The wire's `shared`. */
const visibilities: Readonly<Record<string, boolean>> = { public: true, private: false };

const toWire = (name: string, { visibility, description }: Attributes) => ({
  name,
  ...(description === undefined ? {} : { description }),
  ...(visibility === undefined ? {} : { shared: visibilities[visibility] ?? visibility }),
});

export const virtualNetworkRoom = (session: Session): Room<'virtual network'> & Keeper => {
  const ask = askNetwork(session);

  const subnetsOf = (query: string): Promise<Subnet[]> =>
    listNetwork(session, `/subnets${query}`, {
      doing: 'list the addresses of virtual networks',
      schema: subnetsAnswer,
      page: (page) => ({ entries: page.subnets, links: page.subnets_links }),
    });
  const portsOf = (networkId: string): Promise<Port[]> =>
    listNetwork(session, `/ports?${on(networkId)}`, {
      doing: 'list the ports of a virtual network',
      schema: portsAnswer,
      page: (page) => ({ entries: page.ports, links: page.ports_links }),
    });

  const list = async (query: string, pageSize?: number): Promise<Thing[]> => {
    const networks = await listNetwork(
      session,
      `/networks${query}`,
      {
        doing: 'list virtual networks',
        schema: networksAnswer,
        page: (page) => ({ entries: page.networks, links: page.networks_links }),
      },
      pageSize,
    );
    const subnets = await subnetsOf('');
    const limited = networks.some(({ qos_policy_id: policy }) => typeof policy === 'string');
    const offered = limited ? await bandwidths(session) : new Map<string, string>();
    return networks.map((network) =>
      fromWire(
        network,
        subnets.filter(({ network_id }) => network_id === network.id),
        [],
        offered.get(network.qos_policy_id ?? ''),
      ),
    );
  };

  const show = async (id: string): Promise<Thing | undefined> => {
    const answer = await ask('GET', pathOf(id));
    if (answer.status === 404) return undefined;
    const reading = { doing: 'show a virtual network', success: [200] };
    const { network } = mustShow(answer, networkAnswer, reading);
    return fromWire(network, await subnetsOf(`?${on(id)}`));
  };

  /** @param assignment `none`: no server gives instances their addresses */
  const addAddresses = async (
    networkId: string,
    cidr: string,
    assignment: string | undefined,
  ): Promise<void> => {
    const dhcp = assignment === 'none' ? { enable_dhcp: false } : {};
    const subnet = { network_id: networkId, cidr, ip_version: versionOf(cidr), ...dhcp };
    const answer = await ask('POST', '/subnets', { subnet });
    mustShow(answer, subnetAnswer, {
      doing: 'give addresses to a virtual network',
      success: [201],
    });
  };
  /** @param groupId the security group that protects it */
  const addPort = async (networkId: string, groupId: string): Promise<void> => {
    const port = { network_id: networkId, security_groups: [groupId] };
    const answer = await ask('POST', '/ports', { port });
    mustShow(answer, portAnswer, { doing: 'add a port to a virtual network', success: [201] });
  };

  /** What a network has beyond so many blocks of addresses, in words. */
  const beyond = async (networkId: string, given: number): Promise<string | undefined> => {
    const subnets = await subnetsOf(`?${on(networkId)}`);
    if (subnets.length > given) {
      return `the virtual network has the addresses ${subnets.map(({ cidr }) => cidr).join(', ')}`;
    }
    const ports = (await portsOf(networkId)).filter((port) => !ofTheService(port));
    return ports.length === 0
      ? undefined
      : `the virtual network has the port ${ports.map(({ id }) => id).join(', ')}`;
  };

  /** Ports that nothing has any more; what a server or router has goes with it. */
  const removePorts = async (networkId: string): Promise<void> => {
    for (const port of await portsOf(networkId)) {
      if (ofTheService(port)) continue;
      const answer = await ask('DELETE', `/ports/${encodeURIComponent(port.id)}`);
      mustSucceed(answer, { doing: 'delete a port', success: [204, 404] });
    }
  };

  return {
    address: 'network/virtual-network',
    belongsTo: 'tenant',
    smallest: {},
    show,
    canonical: (attributes) => canonicalAmounts(attributes, {}, words),
    unknownId: () => randomUUID(),
    /** It is made empty, and then gets addresses and a port; one that is refused them does not stay. */
    async create(name, wish) {
      const answer = await ask('POST', '/networks', { network: toWire(name, wish) });
      const reading = { doing: 'create a virtual network', success: [201] };
      const { network } = mustShow(answer, networkAnswer, reading);
      const { addresses, 'port protected by': group } = wish;
      if (addresses === undefined && group === undefined) return fromWire(network, []);
      let given = 0;
      try {
        for (const cidr of addresses?.split(', ') ?? []) {
          await addAddresses(network.id, cidr, wish['address assignment']);
          given += 1;
        }
        if (group !== undefined) await addPort(network.id, group);
      } catch (error) {
        await withdraw(error, {
          left: () => beyond(network.id, given),
          remove: () => ask('DELETE', pathOf(network.id)),
        });
      }
      const ports = group === undefined ? [] : await portsOf(network.id);
      return fromWire(network, await subnetsOf(`?${on(network.id)}`), ports);
    },
    list: (options) => list('', options?.pageSize),
    async attach(id, to) {
      await interfacesOf(session, to.id).add(id);
    },
    async detach(id, from) {
      await interfacesOf(session, from.id).remove(id);
    },
    attachedTo: async (id) =>
      (await portsOf(id))
        .filter(({ device_owner }) => device_owner.startsWith('compute:'))
        .map(({ device_id }) => device_id),
    async delete(id) {
      const answer = await ask('DELETE', pathOf(id));
      mustSucceed(answer, { doing: 'delete a virtual network', success: [204] });
    },
    named: async (name) =>
      (await list(`?name=${encodeURIComponent(name)}`))
        .filter((network) => network.name === name)
        .map(({ id }) => id),
    exists: async (id) => (await show(id)) !== undefined,
    async remove(id) {
      await removePorts(id);
      const answer = await ask('DELETE', pathOf(id));
      mustSucceed(answer, { doing: 'delete a virtual network', success: [204, 404] });
    },
  };
};
