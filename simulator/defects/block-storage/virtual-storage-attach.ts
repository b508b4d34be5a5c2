/** Ways in which attaching and detaching virtual storage can be wrong. */
import { anyoneSignedIn, asMaker, forgedToken, withoutToken } from '../collection/maker.ts';
import { type Defect, type Fetch, matches, type Route } from '../defect.ts';
import { instead, type Json, withStatus } from '../wrapping.ts';
import { attach, clauses, detach, show, showing, volumes } from './virtual-storage-parts.ts';

const lie = (volumeId: string): Response =>
  Response.json({ volumeAttachment: { id: volumeId, volumeId, device: '/dev/vdb' } });

const volumeIn = async (request: Request): Promise<string> => {
  const body = (await request.clone().json()) as { volumeAttachment: { volumeId: string } };
  return body.volumeAttachment.volumeId;
};

const answers = (verb: 'attach' | 'detach', route: Route): Defect[] =>
  [500, 207].map((status) => ({
    name: `virtual-storage-${verb}-${String(status)}`,
    does: `${verb} virtual storage: it is done, and answered with the status ${String(status)}`,
    kills: [clauses[verb]],
    mayAlsoBreak: clauses.but(clauses[verb]),
    wrap: instead(route, async (request, next) => {
      const answer = await next(request);
      return answer.ok ? withStatus(answer, status) : answer;
    }),
  }));

/** Who may not attach or detach does it. */
const rights = (verb: 'attach' | 'detach', route: Route): Defect[] =>
  (
    [
      // A reader, that is: nobody has the rights to attach what is one tenant's to what is another's.
      ['by-anyone', 'whoever is signed in', anyoneSignedIn],
      ['anonymous', 'who has no token', withoutToken],
      ['forged-token', 'who shows a token that was never given', forgedToken],
    ] as const
  ).map(([name, who, when]) => ({
    name: `virtual-storage-${verb}-${name}`,
    does: `Virtual storage is ${verb}ed by ${who}.`,
    kills: [clauses[verb]],
    mayAlsoBreak: ['tenant/isolation', 'virtual-compute/detach'],
    wrap: asMaker(volumes, route, when),
  }));

export const virtualStorageAttachDefects: readonly Defect[] = [
  ...answers('attach', attach),
  ...answers('detach', detach),
  ...rights('attach', attach),
  ...rights('detach', detach),
  {
    name: 'virtual-storage-attach-lies',
    does: 'Attaching is answered as done, and nothing is attached.',
    kills: [clauses.attach],
    mayAlsoBreak: clauses.but(clauses.attach),
    wrap: instead(attach, async (request) => lie(await volumeIn(request))),
  },
  {
    name: 'virtual-storage-attach-accepts-unknown',
    does: 'Attaching to a virtual compute that does not exist is answered as done.',
    kills: [clauses.attach],
    mayAlsoBreak: ['tenant/isolation'],
    wrap: instead(attach, async (request, next) => {
      const id = await volumeIn(request);
      const answer = await next(request);
      return answer.status === 404 ? lie(id) : answer;
    }),
  },
  {
    name: 'virtual-storage-attach-not-in-use',
    does: 'Virtual storage says that it is available while it is attached.',
    kills: [clauses.attach],
    mayAlsoBreak: clauses.but(clauses.attach),
    wrap: showing((volume) =>
      volume['status'] === 'in-use' ? { ...volume, status: 'available' } : volume,
    ),
  },
  {
    name: 'virtual-storage-attach-twice',
    does: 'Virtual storage that is in use is attached to a second virtual compute, so it says.',
    kills: [clauses.attach],
    mayAlsoBreak: [],
    wrap: instead(attach, async (request, next) => {
      const id = await volumeIn(request);
      const answer = await next(request);
      return answer.status === 400 ? lie(id) : answer;
    }),
  },
  {
    name: 'virtual-storage-attach-once',
    does: 'Virtual storage can be attached once in its life.',
    kills: [clauses.attach],
    mayAlsoBreak: [clauses.detach],
    wrap: (next) => {
      const seen = new Set<string>();
      return async (request) => {
        if (!matches(attach, request)) return next(request);
        const id = await volumeIn(request);
        if (seen.has(id)) {
          return Response.json(volumes.refusal(400, 'Invalid volume: it was attached before.'), {
            status: 400,
          });
        }
        const answer = await next(request);
        if (answer.ok) seen.add(id);
        return answer;
      };
    },
  },
  {
    name: 'virtual-storage-detach-lies',
    does: 'The first detaching is answered as done, and it is still attached.',
    kills: [clauses.detach],
    mayAlsoBreak: clauses.but(clauses.detach),
    wrap: (next) => {
      const seen = new Set<string>();
      return (request) => {
        if (!matches(detach, request) || seen.has(request.url)) return next(request);
        if (withoutToken(request, new Response())) return next(request);
        seen.add(request.url);
        return Promise.resolve(new Response(null, { status: 202 }));
      };
    },
  },
  {
    name: 'virtual-storage-detach-stays-in-use',
    does: 'Virtual storage that was detached stays in use for ever.',
    kills: [clauses.detach],
    mayAlsoBreak: clauses.but(clauses.detach),
    wrap: (next) => {
      const used = new Set<string>();
      const lying: Fetch = showing((volume) =>
        used.has(String(volume['id'])) && volume['status'] === 'available'
          ? { ...volume, status: 'in-use' }
          : volume,
      )(next);
      return async (request) => {
        const answer = await lying(request);
        if (!matches(show, request) || !answer.ok) return answer;
        const { volume } = (await answer.clone().json()) as { volume: Json };
        if (volume['status'] === 'in-use') used.add(String(volume['id']));
        return answer;
      };
    },
  },
  {
    name: 'virtual-storage-detach-accepts-free',
    does: 'Detaching virtual storage that is not attached is answered as done.',
    kills: [clauses.detach],
    mayAlsoBreak: ['virtual-compute/detach', 'tenant/isolation'],
    wrap: instead(detach, async (request, next) => {
      const answer = await next(request);
      return answer.status === 404 ? new Response(null, { status: 202 }) : answer;
    }),
  },
  {
    name: 'virtual-storage-delete-attached',
    does: 'Deleting virtual storage that is attached is answered as done.',
    kills: [clauses.delete],
    mayAlsoBreak: [],
    wrap: (next) => async (request) => {
      const answer = await next(request);
      const wrongly = matches(volumes.remove, request) && answer.status === 400;
      return wrongly ? new Response(null, { status: 202 }) : answer;
    },
  },
];
