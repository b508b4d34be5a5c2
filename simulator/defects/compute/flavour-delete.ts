/** Ways in which deleting a flavour can be wrong. */
import { type Defect, matches } from '../defect.ts';
import {
  asAdministrator,
  instead,
  refusedYetDone,
  takingForgedTokens,
  type Json,
} from '../wrapping.ts';
import {
  create,
  remove,
  createClause,
  listClause,
  deleteClause,
  mayDelete,
} from './flavour-parts.ts';

/** The request that makes a flavour of the same id, name and capacity. */
function makeAgain(url: string, from: Headers, flavor: Json): Request {
  const { id, name, ram, vcpus, disk } = flavor;
  const headers = new Headers(from);
  headers.set('content-type', 'application/json');
  const body = JSON.stringify({ flavor: { id, name, ram, vcpus, disk } });
  return new Request(url.slice(0, url.lastIndexOf('/')), { method: 'POST', headers, body });
}

export const flavourDeleteDefects: readonly Defect[] = [
  {
    name: 'flavour-delete-does-nothing',
    does: 'The first deletion of a flavour is answered as done, and the flavour is still there.',
    kills: [deleteClause],
    mayAlsoBreak: [listClause, createClause],
    wrap: (next) => {
      const deleted = new Set<string>();
      return async (request) => {
        if (!matches(remove, request) || deleted.has(request.url)) return next(request);
        const { url, headers } = request;
        const before = await next(new Request(url, { headers }));
        const answer = await next(request);
        if (answer.ok) {
          deleted.add(url);
          const { flavor } = (await before.json()) as { flavor: Json };
          await next(makeAgain(url, headers, flavor));
        }
        return answer;
      };
    },
  },
  {
    name: 'flavour-delete-takes-the-neighbour',
    does: 'Deleting a flavour deletes the one that was made before it, too.',
    kills: [deleteClause],
    mayAlsoBreak: [listClause],
    wrap: (next) => {
      const made: string[] = [];
      return async (request) => {
        if (matches(remove, request)) {
          const id = request.url.split('/').at(-1) ?? '';
          const before = made[made.indexOf(id) - 1];
          const answer = await next(request.clone());
          if (answer.ok && before !== undefined) {
            await next(new Request(request.url.replace(id, before), request));
          }
          return answer;
        }
        const answer = await next(request);
        if (matches(create, request) && answer.ok) {
          const body = (await answer.clone().json()) as { flavor: { id: string } };
          made.push(body.flavor.id);
        }
        return answer;
      };
    },
  },
  {
    name: 'flavour-delete-keeps-the-name',
    does: 'The name of a deleted flavour stays taken.',
    kills: [deleteClause],
    mayAlsoBreak: [createClause],
    wrap: (next) => {
      const names = new Set<string>();
      return async (request) => {
        if (!matches(create, request)) return next(request);
        const { flavor } = (await request.clone().json()) as { flavor: { name: string } };
        if (names.has(flavor.name)) {
          const message = `Flavor with name ${flavor.name} already exists.`;
          return Response.json({ conflictingRequest: { code: 409, message } }, { status: 409 });
        }
        const answer = await next(request);
        if (answer.ok) names.add(flavor.name);
        return answer;
      };
    },
  },
  {
    name: 'flavour-delete-accepts-unknown',
    does: 'Deleting a flavour that does not exist is answered as done.',
    kills: [deleteClause],
    mayAlsoBreak: [],
    wrap: instead(remove, async (request, next) => {
      const answer = await next(request);
      return answer.status === 404 ? new Response(null, { status: 202 }) : answer;
    }),
  },
  {
    name: 'flavour-delete-by-anyone',
    does: 'Whoever is signed in may delete a flavour.',
    kills: [mayDelete],
    mayAlsoBreak: [],
    wrap: asAdministrator(remove, (request) => request.headers.has('x-auth-token')),
  },
  {
    name: 'flavour-delete-anonymous',
    does: 'A flavour is deleted without a token.',
    kills: [mayDelete],
    mayAlsoBreak: [],
    wrap: asAdministrator(remove, (request) => !request.headers.has('x-auth-token')),
  },
  {
    name: 'flavour-delete-refused-yet-done',
    does: 'A deletion that is refused is done all the same.',
    kills: [mayDelete],
    mayAlsoBreak: [],
    wrap: refusedYetDone(remove),
  },
  {
    name: 'flavour-delete-forged-token',
    does: 'A flavour is deleted for a token that was never given.',
    kills: [mayDelete],
    mayAlsoBreak: [],
    wrap: takingForgedTokens(remove),
  },
];
