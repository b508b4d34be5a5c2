/** Ways in which listing can be wrong, whatever the resource. */
import { type Defect, matches } from '../defect.ts';
import { changingAnswer, type Json, withBody } from '../wrapping.ts';
import {
  clausesOf,
  type Collection,
  entriesOf,
  idOf,
  nameOf,
  ours,
  renamed,
  shownIn,
  withEntries,
} from './collection.ts';
import { asMaker, forgedToken, watchMaker, withoutToken } from './maker.ts';
import { pageDefects } from './pages.ts';

export function listDefects(collection: Collection): Defect[] {
  const { resource, list } = collection;
  const clauses = clausesOf(collection);
  const wrongList = { kills: [clauses.list], mayAlsoBreak: clauses.but(clauses.list) };
  const changing = (change: (entries: Json[]) => Json[]) =>
    changingAnswer(list, (body) => withEntries(collection, body, change));
  const each = (change: (entry: Json) => Json) =>
    changing((entries) =>
      entries.map((entry) => (ours(collection, entry) ? change(entry) : entry)),
    );
  const { required } = collection;
  return [
    {
      name: `${resource}-list-forgets`,
      does: `The list leaves out the ${resource} that comes last.`,
      ...wrongList,
      wrap: changing((entries) => {
        const last = entries.findLast((entry) => ours(collection, entry));
        return entries.filter((entry) => entry !== last);
      }),
    },
    {
      name: `${resource}-list-empty`,
      does: `No ${resource} of the run is listed.`,
      ...wrongList,
      wrap: changing((entries) => entries.filter((entry) => !ours(collection, entry))),
    },
    {
      name: `${resource}-list-anonymous`,
      does: 'The list is shown without a token.',
      kills: [clauses.list],
      mayAlsoBreak: [],
      wrap: asMaker(collection, list, withoutToken),
    },
    {
      name: `${resource}-list-forged-token`,
      does: 'The list is shown for a token that was never given.',
      kills: [clauses.list],
      mayAlsoBreak: [],
      wrap: asMaker(collection, list, forgedToken),
    },
    {
      name: `${resource}-list-other-name`,
      does: 'The list shows things under other names.',
      ...wrongList,
      wrap: each((entry) => renamed(collection, entry, `${nameOf(collection, entry)}-x`)),
    },
    {
      name: `${resource}-list-missing-field`,
      does: `The list leaves out the field ${required}.`,
      ...wrongList,
      wrap: each((entry) =>
        Object.fromEntries(Object.entries(entry).filter(([key]) => key !== required)),
      ),
    },
    {
      name: `${resource}-list-mistyped-field`,
      does: `The list shows the field ${required} as something else than it is.`,
      ...wrongList,
      wrap: each((entry) => ({ ...entry, [required]: { odd: entry[required] } })),
    },
    stale(collection),
    ...(collection.belongsTo === 'cloud' ? [] : [showingForeign(collection)]),
    ...(collection.paged ? pageDefects(collection) : []),
  ];
}

const stale = (collection: Collection): Defect => {
  const clauses = clausesOf(collection);
  return {
    name: `${collection.resource}-list-stale`,
    does: 'The list goes on showing what was deleted.',
    kills: [clauses.delete],
    mayAlsoBreak: clauses.but(clauses.delete),
    wrap: (next) => {
      const { fetch, isMaker } = watchMaker(collection, next);
      const seen = new Map<string, Json>();
      return async (request) => {
        const answer = await fetch(request);
        if (!answer.ok) return answer;
        if (matches(collection.create, request)) {
          const thing = shownIn(collection, (await answer.clone().json()) as Json);
          seen.set(idOf(collection, thing), thing);
        }
        if (!matches(collection.list, request)) return answer;
        if (collection.belongsTo !== 'cloud' && !isMaker(request)) return answer;
        const body = (await answer.json()) as Json;
        for (const entry of entriesOf(collection, body)) {
          if (ours(collection, entry)) seen.set(idOf(collection, entry), entry);
        }
        const more = withEntries(collection, body, (entries) => [
          ...entries.filter((entry) => !ours(collection, entry)),
          ...seen.values(),
        ]);
        return withBody(answer, JSON.stringify(more));
      };
    },
  };
};

const showingForeign = (collection: Collection): Defect => ({
  name: `${collection.resource}-list-shows-foreign`,
  does: `A ${collection.resource} is listed to who has nothing to do with it.`,
  kills: [collection.belongsTo === 'tenant' ? 'tenant/isolation' : `${collection.resource}/list`],
  mayAlsoBreak: [`${collection.resource}/list`, 'tenant/isolation'],
  wrap: (next) => {
    const { fetch, promoted, isMaker } = watchMaker(collection, next);
    return async (request) => {
      if (!matches(collection.list, request) || isMaker(request)) return fetch(request);
      const again = promoted(request.clone());
      const answer = await fetch(request);
      if (!answer.ok || again === undefined) return answer;
      const wrong = await next(again);
      return wrong.ok ? wrong : answer;
    };
  },
});
