/**
 * Ways to the outside: a router between a network of the tenant and one that leads outside, and
 * addresses from there (floating IPs on the wire). Networking API v2.0.
 */
import {
  floatingAddressAnswer,
  floatingAddressesAnswer,
  outsideNetworksAnswer,
  portIdsAnswer,
  routerAnswer,
  routerInterfaceAnswer,
  routersAnswer,
  subnetsOfNetworkAnswer,
} from '../../contract/network/outside.ts';
import { NotPrepared, Violation } from '../../failures.ts';
import { mustShow, mustSucceed, type Reading } from '../openstack-answers.ts';
import type { Keeper, Outside } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';

const asking = (session: Session) => (method: ServiceAsk['method'], path: string, json?: unknown) =>
  session.ask('network', { method, path, ...(json === undefined ? {} : { json }) });

const reading = (doing: string, status: number): Reading => ({ doing, success: [status] });
const part = encodeURIComponent;

/** The network that the target description names, else any that leads outside. */
async function outsideNetwork(session: Session): Promise<string> {
  const { externalNetwork: wish } = session.choices;
  const path = '/networks?router:external=true&fields=id&fields=name';
  const answer = await asking(session)('GET', path);
  const { networks } = mustShow(
    answer,
    outsideNetworksAnswer,
    reading('find a network outside', 200),
  );
  const found = networks.find(({ id, name }) => wish === undefined || [id, name].includes(wish));
  if (found !== undefined) return found.id;
  throw new NotPrepared(
    wish === undefined
      ? 'the target has no network that leads outside (name one: parameters.external-network)'
      : `no network that leads outside is called "${wish}" (parameters.external-network)`,
  );
}

export function outsideOf(session: Session): Outside {
  const ask = asking(session);
  const network = () => session.once('network outside', () => outsideNetwork(session));
  return {
    wayAddress: 'network/router',
    addressAddress: 'network/floating-address',
    async makeWay(name) {
      const router = { name, external_gateway_info: { network_id: await network() } };
      const answer = await ask('POST', '/routers', { router });
      return mustShow(answer, routerAnswer, reading('create a router', 201)).router.id;
    },
    async connect(wayId, networkId) {
      const shown = await ask('GET', `/networks/${part(networkId)}?fields=subnets`);
      const { subnets } = mustShow(
        shown,
        subnetsOfNetworkAnswer,
        reading('show a virtual network', 200),
      ).network;
      for (const subnet of subnets) {
        const path = `/routers/${part(wayId)}/add_router_interface`;
        const answer = await ask('PUT', path, { subnet_id: subnet });
        mustShow(answer, routerInterfaceAnswer, reading('connect a network to a router', 200));
      }
    },
    async attachAddress(name, computeId) {
      const floating = { floating_network_id: await network(), description: name };
      const found = await ask('GET', `/ports?device_id=${part(computeId)}&fields=id`);
      const { ports } = mustShow(found, portIdsAnswer, reading('list ports', 200));
      if (ports[0] === undefined) {
        throw new Violation({
          expected: `the virtual compute ${computeId} to have a port`,
          observed: 'its network shows none of it',
        });
      }
      const floatingip = { ...floating, port_id: ports[0].id };
      const answer = await ask('POST', '/floatingips', { floatingip });
      const made = mustShow(answer, floatingAddressAnswer, reading('attach an address', 201));
      return { id: made.floatingip.id, address: made.floatingip.floating_ip_address };
    },
  };
}

/** Looks at one thing. @returns whether it is there */
const isThere = (session: Session, path: (id: string) => string) => async (id: string) => {
  const answer = await asking(session)('GET', path(id));
  if (answer.status === 404) return false;
  mustSucceed(answer, reading('look whether it is still there', 200));
  return true;
};

const routerPath = (id: string): string => `/routers/${part(id)}`;

export const routerKeeper = (session: Session): Keeper => {
  const ask = asking(session);
  return {
    async named(name) {
      const answer = await ask('GET', `/routers?name=${part(name)}&fields=id&fields=name`);
      const { routers } = mustShow(answer, routersAnswer, reading('list routers', 200));
      return routers.map(({ id }) => id);
    },
    exists: isThere(session, routerPath),
    /** What it connects is let go first, or it could not be deleted. */
    async remove(id) {
      const of = `device_id=${part(id)}&device_owner=network:router_interface`;
      const found = await ask('GET', `/ports?${of}&fields=id`);
      const { ports } = mustShow(found, portIdsAnswer, reading('list ports of a router', 200));
      for (const { id: port } of ports) {
        const path = `${routerPath(id)}/remove_router_interface`;
        const answer = await ask('PUT', path, { port_id: port });
        mustSucceed(answer, { doing: 'disconnect a router', success: [200, 404] });
      }
      const answer = await ask('DELETE', routerPath(id));
      mustSucceed(answer, { doing: 'delete a router', success: [204, 404] });
    },
  };
};

const addressPath = (id: string): string => `/floatingips/${part(id)}`;

export const floatingAddressKeeper = (session: Session): Keeper => {
  const ask = asking(session);
  return {
    async named(name) {
      const path = `/floatingips?description=${part(name)}&fields=id&fields=description`;
      const answer = await ask('GET', path);
      return mustShow(answer, floatingAddressesAnswer, reading('list addresses', 200))
        .floatingips.filter(({ description }) => description === name)
        .map(({ id }) => id);
    },
    exists: isThere(session, addressPath),
    async remove(id) {
      const answer = await ask('DELETE', addressPath(id));
      mustSucceed(answer, { doing: 'delete an address', success: [204, 404] });
    },
  };
};
