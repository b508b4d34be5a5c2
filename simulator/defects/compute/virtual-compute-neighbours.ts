/** Ways in which a virtual compute can be wrong about what it is launched from and attached to. */
import {
  anyoneSignedIn,
  asMaker as asMakerOn,
  forgedToken,
  withoutToken,
} from '../collection/maker.ts';
import { withEntries } from '../collection/collection.ts';
import { type Defect, type Fetch, matches, type Route } from '../defect.ts';
import { changingAnswer, changingRequest, instead, type Json, withJson } from '../wrapping.ts';
import { accepted, clauses, servers, show } from './virtual-compute-parts.ts';

const detachInterface: Route = { method: 'DELETE', path: /\/os-interface\/[^/]+$/ };
const detachVolume: Route = { method: 'DELETE', path: /\/os-volume_attachments\/[^/]+$/ };
const volumes: Route = { method: 'GET', path: /\/os-volume_attachments$/ };
const images: Route = { method: 'GET', path: /\/v2\/images$/ };

const detachClause = 'virtual-compute/detach';
const detaching = { kills: [detachClause], mayAlsoBreak: clauses.but(detachClause) };

const without = (body: Json, field: string): Json => {
  const server = body['server'] as Json;
  return { server: Object.fromEntries(Object.entries(server).filter(([key]) => key !== field)) };
};

/** Everything that leads to a server by another service's things also uses these routes. */
const alsoAttached = [
  'virtual-network/attach',
  'virtual-network/detach',
  'virtual-network/delete',
  'virtual-storage/attach',
  'virtual-storage/detach',
  'virtual-storage/delete',
];

/** Boots what cannot be booted from an image that was listed, and is not one of the run's. */
const bootingAnything = (next: Fetch): Fetch => {
  let image: unknown;
  return async (request) => {
    if (matches(images, request)) {
      const answer = await next(request);
      if (answer.ok) {
        const body = (await answer.clone().json()) as { images: Json[] };
        const lasting = body.images.find(({ name }) => !String(name).startsWith('cft-'));
        image = lasting?.['id'] ?? image;
      }
      return answer;
    }
    if (!matches(servers.create, request)) return next(request);
    const again = request.clone();
    const answer = await next(request);
    if (answer.status !== 400) return answer;
    return next(
      await withJson(again, (body) => {
        const rest = without(body, 'block_device_mapping_v2')['server'] as Json;
        return { server: { ...rest, imageRef: rest['imageRef'] ?? image } };
      }),
    );
  };
};

export const virtualComputeNeighbourDefects: readonly Defect[] = [
  {
    name: 'virtual-compute-create-other-image',
    does: 'A virtual compute is listed as launched from another image.',
    kills: ['virtual-compute/boot-from-image'],
    mayAlsoBreak: [clauses.create],
    wrap: changingAnswer(servers.list, (body) =>
      withEntries(servers, body, (entries) =>
        entries.map((server) => ({
          ...server,
          image: { ...(server['image'] as Json), id: 'another' },
        })),
      ),
    ),
  },
  {
    name: 'virtual-compute-create-forgets-boot-volume',
    does: 'A virtual compute does not have the storage that it was launched from.',
    kills: ['virtual-compute/boot-from-volume'],
    mayAlsoBreak: [clauses.create],
    wrap: changingAnswer(volumes, (body) => ({
      volumeAttachments: (body['volumeAttachments'] as Json[]).filter(
        (one) => !/^\/dev\/[a-z]*da$/.test(String(one['device'])),
      ),
    })),
  },
  {
    name: 'virtual-compute-create-boots-anything',
    does: 'What cannot be booted from is replaced by an image.',
    kills: ['virtual-compute/boot-from-volume'],
    mayAlsoBreak: [clauses.create],
    wrap: bootingAnything,
  },
  {
    name: 'virtual-compute-create-ignores-security-group',
    does: 'A virtual compute is launched with another security group than was asked for.',
    kills: [clauses.create],
    mayAlsoBreak: ['security-group/create', 'security-group/delete'],
    wrap: changingRequest(servers.create, (body) => without(body, 'security_groups')),
  },
  {
    name: 'virtual-compute-create-ignores-network',
    does: 'A virtual compute is launched without the network that was asked for.',
    kills: [clauses.create],
    mayAlsoBreak: [...clauses.but(clauses.create), ...alsoAttached, 'security-group/delete'],
    wrap: changingRequest(servers.create, (body) => ({
      server: { ...(body['server'] as Json), networks: 'none' },
    })),
  },
  ...[
    { word: 'interface', route: detachInterface },
    { word: 'storage', route: detachVolume },
  ].flatMap(({ word, route }): Defect[] => [
    {
      name: `virtual-compute-detach-${word}-lies`,
      does: `A detached ${word} is still there.`,
      ...detaching,
      mayAlsoBreak: [...detaching.mayAlsoBreak, ...alsoAttached],
      wrap: instead(route, accepted),
    },
    {
      name: `virtual-compute-detach-${word}-500`,
      does: `Detaching a ${word} is answered with an internal error.`,
      ...detaching,
      mayAlsoBreak: [...detaching.mayAlsoBreak, ...alsoAttached],
      wrap: instead(route, async (request, next) => {
        await next(request);
        return new Response('{}', { status: 500 });
      }),
    },
  ]),
  {
    name: 'virtual-compute-detach-accepts-unknown',
    does: 'What is not attached is detached with success.',
    kills: [detachClause],
    mayAlsoBreak: alsoAttached,
    wrap: instead(detachVolume, async (request, next) => {
      const answer = await next(request);
      return answer.status === 404 ? accepted() : answer;
    }),
  },
  ...(
    [
      ['by-anyone', 'Whoever is signed in may detach a virtual compute.', anyoneSignedIn],
      ['anonymous', 'Detaching a virtual compute takes no token.', withoutToken],
      ['forged-token', 'Detaching a virtual compute takes no token that was given.', forgedToken],
    ] as const
  ).map(([name, does, when]): Defect => ({
    name: `virtual-compute-detach-${name}`,
    does,
    kills: [detachClause],
    mayAlsoBreak: ['tenant/isolation', ...alsoAttached],
    wrap: asMakerOn(servers, detachInterface, when),
  })),
  {
    name: 'virtual-compute-address-given-twice',
    does: 'The virtual computes of one network have one address there.',
    kills: ['virtual-network/attach'],
    mayAlsoBreak: [clauses.create],
    wrap: (next) => {
      const given = new Map<string, unknown>();
      return changingAnswer(show, (body) => {
        const server = body['server'] as Json;
        const networks = Object.entries(server['addresses'] as Record<string, Json[]>);
        const repeated = networks.map(([network, all]) => {
          const addr = given.get(network) ?? all[0]?.['addr'];
          given.set(network, addr);
          return [network, all.map((one, n) => (n === 0 ? { ...one, addr } : one))];
        });
        return { server: { ...server, addresses: Object.fromEntries(repeated) as Json } };
      })(next);
    },
  },
  {
    name: 'virtual-compute-attach-address-hides-it',
    does: 'An address from outside is not shown by the virtual compute that it leads to.',
    kills: ['virtual-compute/attach-address'],
    mayAlsoBreak: [],
    wrap: changingAnswer(show, (body) => {
      const server = body['server'] as Json;
      const addresses = Object.entries(server['addresses'] as Record<string, Json[]>);
      const fixed = addresses.map(([network, all]) => [
        network,
        all.filter((one) => one['OS-EXT-IPS:type'] !== 'floating'),
      ]);
      return { server: { ...server, addresses: Object.fromEntries(fixed) as Json } };
    }),
  },
  {
    name: 'virtual-compute-attach-address-lies',
    does: 'An address from outside is given, and leads nowhere.',
    kills: ['virtual-compute/attach-address'],
    mayAlsoBreak: [],
    wrap: changingRequest({ method: 'POST', path: /\/floatingips$/ }, (body) => ({
      floatingip: { ...(body['floatingip'] as Json), port_id: null },
    })),
  },
];
