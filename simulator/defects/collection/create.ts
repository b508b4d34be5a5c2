/** Ways in which creating can be wrong, whatever the resource. */
import { type Defect, matches } from '../defect.ts';
import {
  afterwards,
  changingRequest,
  instead,
  type Json,
  withBody,
  withJson,
} from '../wrapping.ts';
import {
  askedName,
  askingFor,
  clausesOf,
  type Collection,
  idOf,
  inShown,
  renamed,
  shownIn,
  withEntries,
} from './collection.ts';
import { anyoneSignedIn, asMaker, forgedToken, refusedYetDone, withoutToken } from './maker.ts';

export function createDefects(collection: Collection): Defect[] {
  const { resource, create } = collection;
  const clauses = clausesOf(collection);
  const authorization = {
    kills: [clauses.mayCreate],
    mayAlsoBreak: [clauses.create],
  };
  return [
    {
      name: `${resource}-create-phantom`,
      does: `Creating a ${resource} is answered as done, and nothing is made.`,
      kills: [clauses.create],
      mayAlsoBreak: clauses.but(clauses.create),
      wrap: (next) =>
        afterwards(create, async (response, request) => {
          const body = (await response.clone().json()) as Json;
          const id = encodeURIComponent(idOf(collection, shownIn(collection, body)));
          const headers = new Headers(request.headers);
          headers.delete('content-type');
          await next(new Request(`${request.url}/${id}`, { method: 'DELETE', headers }));
          return response;
        })(next),
    },
    {
      name: `${resource}-create-renames`,
      does: `A ${resource} gets another name than was asked for, and is shown under it.`,
      kills: [clauses.create],
      mayAlsoBreak: clauses.but(clauses.create),
      wrap: changingRequest(create, (body) =>
        askingFor(collection, body, `${askedName(collection, body)}-x`),
      ),
    },
    {
      name: `${resource}-create-by-anyone`,
      does: `Whoever is signed in may create a ${resource}.`,
      ...authorization,
      wrap: asMaker(collection, create, anyoneSignedIn),
    },
    {
      name: `${resource}-create-anonymous`,
      does: `A ${resource} is created without a token.`,
      ...authorization,
      wrap: asMaker(collection, create, withoutToken),
    },
    {
      name: `${resource}-create-forged-token`,
      does: `A ${resource} is created for a token that was never given.`,
      ...authorization,
      wrap: asMaker(collection, create, forgedToken),
    },
    {
      name: `${resource}-create-refused-yet-done`,
      does: `A creation of a ${resource} that is refused is done all the same.`,
      ...authorization,
      wrap: refusedYetDone(collection, create),
    },
    {
      name: `${resource}-create-refused-as-unknown`,
      does: `Who may not create a ${resource} is told that there is nothing there.`,
      ...authorization,
      wrap: instead(create, async (request, next) => {
        const answer = await next(request);
        if (answer.status !== 403 && answer.status !== 401) return answer;
        return Response.json(collection.refusal(404, 'There is nothing here.'), { status: 404 });
      }),
    },
    ...(collection.uniqueNames ? [acceptingDuplicates(collection)] : []),
  ];
}

/** The service refuses the second one; the defect makes it under another name and hides that. */
const acceptingDuplicates = (collection: Collection): Defect => ({
  name: `${collection.resource}-create-duplicate-accepted`,
  does: `A second ${collection.resource} of the same name is made.`,
  kills: [clausesOf(collection).create],
  mayAlsoBreak: [],
  wrap: (next) => {
    const hidden = new Map<string, string>();
    return async (request) => {
      if (matches(collection.list, request)) {
        const answer = await next(request);
        if (!answer.ok) return answer;
        const body = (await answer.json()) as Json;
        const shown = withEntries(collection, body, (entries) =>
          entries.map((entry) => {
            const name = hidden.get(idOf(collection, entry));
            return name === undefined ? entry : renamed(collection, entry, name);
          }),
        );
        return withBody(answer, JSON.stringify(shown));
      }
      if (!matches(collection.create, request)) return next(request);
      const retry = request.clone();
      const answer = await next(request);
      if (answer.status !== 409) return answer;
      const name = askedName(collection, (await retry.clone().json()) as Json);
      const other = `${name}-again-${String(hidden.size + 1)}`;
      const second = await next(
        await withJson(retry, (body) => askingFor(collection, body, other)),
      );
      if (!second.ok) return second;
      const body = (await second.json()) as Json;
      hidden.set(idOf(collection, shownIn(collection, body)), name);
      return withBody(
        second,
        JSON.stringify(inShown(collection, body, (thing) => renamed(collection, thing, name))),
      );
    };
  },
});
