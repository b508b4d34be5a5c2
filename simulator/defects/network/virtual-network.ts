/** The defects of virtual networks. */
import type { Collection } from '../collection/collection.ts';
import { sharedDefects } from '../collection/shared.ts';
import { type Defect, matches } from '../defect.ts';
import { changingAnswer, changingRequest, type Json, watchAdministrator } from '../wrapping.ts';
import { attachmentDefects } from './attachment.ts';
import {
  acceptingRefused,
  mending,
  networkRefusal,
  networks,
  ports,
  refusingYetMaking,
  subnets,
  takingNamesOnce,
  uncounted,
} from './parts.ts';

const remove = { method: 'DELETE', path: /\/networks\/[^/]+$/ };

export const virtualNetworks: Collection = {
  resource: 'virtual-network',
  operations: ['create', 'list', 'attach', 'detach', 'delete'],
  belongsTo: 'tenant',
  alsoUsedBy: [
    'security-group/create',
    'security-group/delete',
    'virtual-compute/create',
    'virtual-compute/detach',
    'virtual-compute/attach-address',
  ],
  create: networks,
  // A list is read together with the addresses of what it holds.
  list: { method: 'GET', path: /\/(?:networks|subnets)$/ },
  remove,
  many: 'networks',
  asked: 'network',
  shown: 'network',
  required: 'shared',
  refusal: networkRefusal,
  deleted: 204,
  uniqueNames: false,
  paged: true,
};

const inSubnet = (body: Json, change: (subnet: Json) => Json): Json => ({
  subnet: change(body['subnet'] as Json),
});

/** Other addresses, until there are some that the service takes. */
const otherAddresses = () => {
  let n = 0;
  return (body: Json): Json =>
    inSubnet(body, (subnet) => {
      n += 1;
      return { ...subnet, cidr: `10.99.${String(n)}.0/24`, ip_version: 4 };
    });
};

export const virtualNetworkDefects: readonly Defect[] = [
  ...attachmentDefects(virtualNetworks),
  // Whoever has a role in a tenant may create one there, which needs defects of its own.
  ...sharedDefects(virtualNetworks),
  takingNamesOnce(virtualNetworks),
  {
    name: 'virtual-network-other-addresses',
    does: 'A virtual network gets other addresses than were asked for.',
    kills: ['virtual-network/create'],
    mayAlsoBreak: virtualNetworks.alsoUsedBy ?? [],
    wrap: (next) => changingRequest(subnets, otherAddresses())(next),
  },
  {
    name: 'virtual-network-list-without-addresses',
    does: 'The list does not show the addresses of virtual networks.',
    kills: ['virtual-network/list'],
    mayAlsoBreak: ['virtual-network/create', 'tenant/isolation'],
    wrap: changingAnswer({ method: 'GET', path: /\/subnets$/ }, (body) => ({
      ...body,
      subnets: [],
    })),
  },
  {
    name: 'virtual-network-addresses-taken-once',
    does: 'Addresses that a virtual network has, no other may have.',
    kills: ['tenant/isolation'],
    mayAlsoBreak: [
      'virtual-network/create',
      'virtual-network/attach',
      'virtual-network/detach',
      ...(virtualNetworks.alsoUsedBy ?? []),
    ],
    wrap: (next) => {
      const taken = new Set<unknown>();
      return async (request) => {
        if (!matches(subnets, request)) return next(request);
        const { subnet } = (await request.clone().json()) as { subnet: Json };
        if (taken.has(subnet['cidr'])) {
          const refusal = networkRefusal(409, 'These addresses are taken.');
          return Response.json(refusal, { status: 409 });
        }
        const answer = await next(request);
        if (answer.ok) taken.add(subnet['cidr']);
        return answer;
      };
    },
  },
  {
    name: 'virtual-network-accepts-any-addresses',
    does: 'What are no addresses, or overlap, is taken for others.',
    kills: ['virtual-network/create'],
    mayAlsoBreak: [],
    wrap: (next) => mending(subnets, [400], otherAddresses())(next),
  },
  {
    name: 'virtual-network-refused-addresses-given',
    does: 'Addresses are refused, and the virtual network gets some all the same.',
    kills: ['virtual-network/create'],
    mayAlsoBreak: [],
    wrap: (next) => refusingYetMaking(subnets, otherAddresses())(next),
  },
  {
    name: 'virtual-network-refused-port-made',
    does: 'A port is refused, and is there all the same.',
    kills: ['tenant/isolation', 'security-group/delete'],
    mayAlsoBreak: [],
    wrap: refusingYetMaking(ports, (body) => ({
      port: { ...(body['port'] as Json), security_groups: [] },
    })),
  },
  {
    name: 'virtual-network-public-by-anyone',
    does: 'Whoever is signed in may create a virtual network for all tenants.',
    kills: ['virtual-network/create/authorization'],
    mayAlsoBreak: [],
    wrap: (next) => {
      const { fetch, promoted } = watchAdministrator(next);
      return async (request) => {
        const again = promoted(request.clone());
        const answer = await fetch(request);
        const refused = matches(networks, request) && answer.status === 403;
        return refused && again !== undefined ? next(again) : answer;
      };
    },
  },
  {
    name: 'virtual-network-public-is-private',
    does: 'A virtual network for all tenants is one of its creator’s alone.',
    kills: ['virtual-network/list'],
    mayAlsoBreak: ['virtual-network/create/authorization', 'virtual-network/delete/authorization'],
    wrap: changingRequest(networks, (body) => {
      const { shared: _ignored, ...network } = body['network'] as Json;
      return { network };
    }),
  },
  {
    name: 'virtual-network-used-is-deleted',
    does: 'Deleting a virtual network that has a port is answered as done.',
    kills: ['virtual-network/delete'],
    mayAlsoBreak: [],
    wrap: acceptingRefused(remove, 409, 204),
  },
  {
    name: 'virtual-network-with-addresses-stays',
    does: 'A virtual network that has addresses cannot be deleted.',
    kills: ['virtual-network/delete'],
    mayAlsoBreak: ['virtual-network/create', 'security-group/delete', 'tenant/isolation'],
    wrap: (next) => {
      const withAddresses = new Map<string, number>();
      return async (request) => {
        const { pathname } = new URL(request.url);
        const id = pathname.split('/').at(-1) ?? '';
        const times = withAddresses.get(id);
        // Once, so that clean-up is not what fails.
        if (request.method === 'DELETE' && times === 0) {
          withAddresses.set(id, 1);
          return Response.json(networkRefusal(409, 'There are addresses.'), { status: 409 });
        }
        if (!matches(subnets, request)) return next(request);
        const { subnet } = (await request.clone().json()) as { subnet: Json };
        const answer = await next(request);
        if (answer.ok) withAddresses.set(String(subnet['network_id']), 0);
        return answer;
      };
    },
  },
  {
    name: 'virtual-network-ports-forgotten',
    does: 'A port is answered as made, and is not there.',
    kills: ['virtual-network/create'],
    mayAlsoBreak: virtualNetworks.alsoUsedBy ?? [],
    wrap: (next) => async (request) => {
      if (!matches(ports, request)) return next(request);
      const headers = { 'x-auth-token': request.headers.get('x-auth-token') ?? '' };
      const answer = await next(request);
      if (!answer.ok) return answer;
      const { port } = (await answer.clone().json()) as { port: { id: string } };
      await next(new Request(`${request.url}/${port.id}`, { method: 'DELETE', headers }));
      return answer;
    },
  },
  {
    name: 'virtual-network-quota-not-counted',
    does: 'A tenant gets more virtual networks than its quota allows.',
    kills: ['tenant/quota'],
    mayAlsoBreak: ['virtual-network/create'],
    wrap: uncounted(virtualNetworks, 'network'),
  },
];
