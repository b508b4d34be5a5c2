/** Ports of networks, and what whoever is at one must be told: `/ports`, Networking API v2.0. */
import { networkAnswer, networksAnswer } from '../../contract/network/network.ts';
import { portAnswer, portsAnswer } from '../../contract/network/port.ts';
import { subnetAnswer } from '../../contract/network/subnet.ts';
import { NotPrepared, Violation } from '../../failures.ts';
import { askNetwork, listNetwork } from '../ask-network.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import type { Keeper, NetworkPorts } from '../port.ts';
import type { Session } from '../session.ts';

const pathOf = (id: string): string => `/ports/${encodeURIComponent(id)}`;

export const portsOf = (session: Session): NetworkPorts => {
  const ask = askNetwork(session);
  const show = async <S extends Parameters<typeof mustShow>[1]>(
    path: string,
    schema: S,
    what: string,
  ) => mustShow(await ask('GET', path), schema, { doing: `show a ${what}`, success: [200] });

  return {
    address: 'network/port',
    async network(nameOrId) {
      const found = await listNetwork(session, '/networks', {
        doing: 'list virtual networks',
        schema: networksAnswer,
        page: (page) => ({ entries: page.networks, links: page.networks_links }),
      });
      const network = found.find(({ id, name }) => [id, name].includes(nameOrId));
      if (network !== undefined) return network.id;
      throw new NotPrepared(`the target has no virtual network "${nameOrId}"`);
    },
    async make(name, networkId) {
      const answer = await ask('POST', '/ports', { port: { name, network_id: networkId } });
      const { port } = mustShow(answer, portAnswer, { doing: 'create a port', success: [201] });
      const { network } = await show(
        `/networks/${encodeURIComponent(networkId)}`,
        networkAnswer,
        'virtual network',
      );
      for (const { subnet_id: id, ip_address: address } of port.fixed_ips) {
        const { subnet } = await show(
          `/subnets/${encodeURIComponent(id)}`,
          subnetAnswer,
          'range of addresses',
        );
        if (subnet.ip_version !== 4 || !subnet.enable_dhcp) continue;
        const { gateway_ip: gateway, dns_nameservers: nameServers, host_routes: routes } = subnet;
        return {
          id: port.id,
          mac: port.mac_address.toLowerCase(),
          address,
          mask: maskOf(subnet.cidr),
          gateway: gateway ?? undefined,
          nameServers,
          routes: routes.map(({ destination, nexthop }) => ({ destination, via: nexthop })),
          mtu: network.mtu,
        };
      }
      throw new Violation({
        expected: `the port ${port.id} to have an IPv4 address that is assigned`,
        observed: port.fixed_ips.map(({ ip_address }) => ip_address).join(', ') || 'it has none',
      });
    },
  };
};

/** As four numbers. */
function maskOf(cidr: string): string {
  const prefix = Number(cidr.split('/')[1]);
  const bits = 2 ** 32 - 2 ** (32 - prefix);
  return [24, 16, 8, 0].map((shift) => String(Math.floor(bits / 2 ** shift) % 256)).join('.');
}

export const portKeeper = (session: Session): Keeper => {
  const ask = askNetwork(session);
  return {
    async named(name) {
      const ports = await listNetwork(session, `/ports?name=${encodeURIComponent(name)}`, {
        doing: 'list ports',
        schema: portsAnswer,
        page: (page) => ({ entries: page.ports, links: page.ports_links }),
      });
      return ports.filter((port) => port.name === name).map(({ id }) => id);
    },
    async exists(id) {
      const answer = await ask('GET', pathOf(id));
      if (answer.status === 404) return false;
      mustSucceed(answer, { doing: 'look whether a port is still there', success: [200] });
      return true;
    },
    async remove(id) {
      mustSucceed(await ask('DELETE', pathOf(id)), { doing: 'delete a port', success: [204, 404] });
    },
  };
};
