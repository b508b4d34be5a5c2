/** Ways in which what was deleted can live on. */
import {
  askedName,
  clausesOf,
  type Collection,
  idOf,
  shownIn,
  withEntries,
} from '../collection/collection.ts';
import { type Defect, matches } from '../defect.ts';
import { type Json, withBody } from '../wrapping.ts';
import { type Assigned, assignedIn, but, give, meddling, pathOf } from './identity-parts.ts';

/** @param part where the thing stands in an assignment of a role */
export const afterlifeDefects = (collection: Collection, part: keyof Assigned): Defect[] => [
  ghost(collection),
  successor(collection, part),
];

/** It is hidden, and goes on working. */
function ghost(collection: Collection): Defect {
  const { resource, list, remove, refusal } = collection;
  const { delete: clause } = clausesOf(collection);
  return {
    name: `${resource}-delete-hides-only`,
    does: `A deleted ${resource} is no longer shown, and works as before.`,
    kills: [clause],
    mayAlsoBreak: but(clause),
    wrap: (next) => {
      const hidden = new Set<string>();
      const idIn = (request: Request) => request.url.split('/').at(-1) ?? '';
      const shows = { method: 'GET', path: remove.path };
      return async (request) => {
        const about = matches(remove, request) || matches(shows, request);
        if (about && hidden.has(idIn(request))) {
          return Response.json(refusal(404, `Could not find ${resource}.`), { status: 404 });
        }
        if (matches(remove, request)) {
          // Only what could be deleted.
          const there = await next(new Request(request.url, { headers: request.headers }));
          if (!there.ok) return next(request);
          hidden.add(idIn(request));
          return new Response(null, { status: 204 });
        }
        const answer = await next(request);
        if (!matches(list, request) || !answer.ok) return answer;
        const body = (await answer.json()) as Json;
        const rest = withEntries(collection, body, (entries) =>
          entries.filter((entry) => !hidden.has(idOf(collection, entry))),
        );
        return withBody(answer, JSON.stringify(rest));
      };
    },
  };
}

/** It comes back with its name. */
function successor(collection: Collection, part: keyof Assigned): Defect {
  const { resource, create } = collection;
  const { delete: clause } = clausesOf(collection);
  return {
    name: `${resource}-create-inherits`,
    does: `A ${resource} with the name of a deleted one takes over the roles that were given.`,
    kills: [clause],
    mayAlsoBreak: [`${resource}/create`, 'tenant/isolation'],
    wrap: (next) => {
      const { fetch, also } = meddling(next);
      const last = new Map<string, string>();
      const given: Assigned[] = [];
      return async (request) => {
        if (matches(give, request)) {
          const answer = await fetch(request);
          if (answer.ok) given.push(assignedIn(request));
          return answer;
        }
        if (!matches(create, request)) return fetch(request);
        const name = askedName(collection, (await request.clone().json()) as Json);
        const answer = await fetch(request);
        if (!answer.ok) return answer;
        const id = idOf(collection, shownIn(collection, (await answer.clone().json()) as Json));
        for (const before of given.filter((one) => one[part] === last.get(name))) {
          await also(request, 'PUT', pathOf({ ...before, [part]: id }));
        }
        last.set(name, id);
        return answer;
      };
    },
  };
}
