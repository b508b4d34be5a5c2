/** Ways in which deleting can be wrong, whatever the resource. */
import { type Defect, type Fetch, matches } from '../defect.ts';
import { instead, type Json } from '../wrapping.ts';
import { askedName, clausesOf, type Collection, idOf, shownIn } from './collection.ts';
import {
  anyoneSignedIn,
  asMaker,
  forgedToken,
  refusedYetDone,
  watchMaker,
  withoutToken,
} from './maker.ts';

export function deleteDefects(collection: Collection): Defect[] {
  const { resource, remove, deleted } = collection;
  const clauses = clausesOf(collection);
  const done = () => new Response(null, { status: deleted });
  const authorization = { kills: [clauses.mayDelete], mayAlsoBreak: ['tenant/isolation'] };
  return [
    {
      name: `${resource}-delete-does-nothing`,
      does: `Deleting a ${resource} is answered as done, and it is still there.`,
      kills: [clauses.delete],
      mayAlsoBreak: clauses.but(clauses.delete),
      wrap: (next) => {
        const { fetch, isMaker } = watchMaker(collection, next);
        const ignored = new Set<string>();
        return (request) => {
          // The first time only, so that clean-up is not what fails.
          const first = matches(remove, request) && isMaker(request) && !ignored.has(request.url);
          if (!first) return fetch(request);
          ignored.add(request.url);
          return Promise.resolve(done());
        };
      },
    },
    {
      name: `${resource}-delete-takes-the-neighbour`,
      does: `Deleting a ${resource} deletes the one that was made before it, too.`,
      kills: [clauses.delete],
      mayAlsoBreak: clauses.but(clauses.delete),
      wrap: takingTheNeighbour(collection),
    },
    {
      name: `${resource}-delete-accepts-unknown`,
      does: `Deleting a ${resource} that does not exist is answered as done.`,
      kills: [clauses.delete],
      mayAlsoBreak: [clauses.mayDelete, 'tenant/isolation'],
      wrap: instead(remove, async (request, next) => {
        const answer = await next(request);
        return answer.status === 404 ? done() : answer;
      }),
    },
    {
      name: `${resource}-delete-by-anyone`,
      does: `Whoever is signed in may delete a ${resource}.`,
      ...authorization,
      wrap: asMaker(collection, remove, anyoneSignedIn),
    },
    {
      name: `${resource}-delete-anonymous`,
      does: `A ${resource} is deleted without a token.`,
      ...authorization,
      wrap: asMaker(collection, remove, withoutToken),
    },
    {
      name: `${resource}-delete-forged-token`,
      does: `A ${resource} is deleted for a token that was never given.`,
      ...authorization,
      wrap: asMaker(collection, remove, forgedToken),
    },
    {
      name: `${resource}-delete-refused-yet-done`,
      does: `A deletion of a ${resource} that is refused is done all the same.`,
      ...authorization,
      mayAlsoBreak: clauses.but(clauses.mayDelete),
      wrap: refusedYetDone(collection, remove),
    },
    ...(collection.uniqueNames ? [keepingTheName(collection)] : []),
  ];
}

const takingTheNeighbour =
  (collection: Collection) =>
  (next: Fetch): Fetch => {
    const made: string[] = [];
    return async (request) => {
      if (matches(collection.remove, request)) {
        const id = decodeURIComponent(request.url.split('/').at(-1) ?? '');
        const before = made[made.indexOf(id) - 1];
        const answer = await next(request.clone());
        if (answer.ok && before !== undefined) {
          const url = request.url.replace(/[^/]+$/, encodeURIComponent(before));
          await next(new Request(url, request));
        }
        return answer;
      }
      const answer = await next(request);
      if (matches(collection.create, request) && answer.ok) {
        const body = (await answer.clone().json()) as Json;
        made.push(idOf(collection, shownIn(collection, body)));
      }
      return answer;
    };
  };

const keepingTheName = (collection: Collection): Defect => ({
  name: `${collection.resource}-delete-keeps-the-name`,
  does: `The name of a deleted ${collection.resource} stays taken.`,
  kills: [clausesOf(collection).delete],
  mayAlsoBreak: [clausesOf(collection).create],
  wrap: (next) => {
    const names = new Set<string>();
    return async (request) => {
      if (!matches(collection.create, request)) return next(request);
      const name = askedName(collection, (await request.clone().json()) as Json);
      if (names.has(name)) {
        return Response.json(collection.refusal(409, `${name} exists already.`), { status: 409 });
      }
      const answer = await next(request);
      if (answer.ok) names.add(name);
      return answer;
    };
  },
});
