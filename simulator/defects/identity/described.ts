/** Ways in which what identity keeps can differ from what was asked for. */
import {
  clausesOf,
  type Collection,
  idOf,
  inAsked,
  inShown,
  ours,
  shownIn,
  withEntries,
} from '../collection/collection.ts';
import { type Defect, matches } from '../defect.ts';
import { changingAnswer, changingRequest, type Json, withBody, withJson } from '../wrapping.ts';
import { despite, forAnyone, meddling } from './identity-parts.ts';

/** Defects of names and descriptions, which all three rows have. */
export function describedDefects(collection: Collection, longestName: number): Defect[] {
  const { resource, create, list } = collection;
  const clauses = clausesOf(collection);
  const accepting = (name: string, what: string, wrong: (name: string) => boolean): Defect => ({
    name: `${resource}-create-accepts-${name}`,
    does: `A ${resource} ${what} is made, under another one.`,
    kills: [clauses.create],
    mayAlsoBreak: [],
    wrap: (next) => {
      let n = 0;
      return changingRequest(create, (body) =>
        inAsked(collection, body, (wish) => {
          if (!wrong(String(wish['name']))) return wish;
          n += 1;
          return { ...wish, name: `cft-accepted-${resource}-${String(n)}` };
        }),
      )(next);
    },
  });
  return [
    accepting('no-name', 'without a name', (name) => name === ''),
    accepting('blank-name', 'with a name of spaces', (name) => /^ +$/.test(name)),
    accepting('long-name', 'with too long a name', (name) => name.length > longestName),
    {
      name: `${resource}-create-drops-description`,
      does: `A ${resource} is made without the description that was asked for.`,
      kills: [clauses.create],
      mayAlsoBreak: [clauses.list, clauses.mayCreate],
      wrap: changingRequest(create, (body) =>
        inAsked(collection, body, ({ description: _description, ...wish }) => wish),
      ),
    },
    {
      name: `${resource}-create-wrong-answer`,
      does: 'The answer to a creation tells another description than was asked for.',
      kills: [clauses.create],
      mayAlsoBreak: [],
      wrap: changingAnswer(create, (body) =>
        inShown(collection, body, (thing) => ({ ...thing, description: 'x' })),
      ),
    },
    {
      name: `${resource}-list-wrong-description`,
      does: 'The list shows another description than was asked for.',
      kills: [clauses.list],
      mayAlsoBreak: [clauses.create, clauses.mayCreate],
      wrap: changingAnswer(list, (body) =>
        withEntries(collection, body, (entries) =>
          entries.map((entry) =>
            ours(collection, entry) ? { ...entry, description: 'x' } : entry,
          ),
        ),
      ),
    },
    {
      name: `${resource}-list-to-anyone`,
      does: `Whoever has signed in may list the ${resource}s of the cloud zone.`,
      kills: [clauses.list],
      mayAlsoBreak: ['tenant/isolation'],
      wrap: despite(list, forAnyone),
    },
  ];
}

/** Defects of what can be disabled and belongs to a VDC. */
export function placedDefects(collection: Collection): Defect[] {
  const { resource, create, list } = collection;
  const clauses = clausesOf(collection);
  const changingWish = (change: (wish: Json) => Json) =>
    changingRequest(create, (body) => inAsked(collection, body, change));
  return [
    {
      name: `${resource}-create-accepts-words`,
      does: `A ${resource} is enabled by a word that is neither true nor false.`,
      kills: [clauses.create],
      mayAlsoBreak: [],
      wrap: changingWish((wish) =>
        typeof wish['enabled'] === 'string' ? { ...wish, enabled: true } : wish,
      ),
    },
    {
      name: `${resource}-create-accepts-nowhere`,
      does: `A ${resource} of a VDC that does not exist is made in another one.`,
      kills: [clauses.create],
      mayAlsoBreak: [],
      wrap: changingWish((wish) =>
        wish['domain_id'] === 'nowhere' ? { ...wish, domain_id: 'default' } : wish,
      ),
    },
    {
      name: `${resource}-create-always-enabled`,
      does: `A ${resource} that was to be disabled is enabled.`,
      kills: [clauses.create],
      mayAlsoBreak: [],
      wrap: changingWish((wish) => ({
        ...wish,
        enabled: wish['enabled'] === false || wish['enabled'],
      })),
    },
    {
      name: `${resource}-create-disabled-in-name-only`,
      does: `A ${resource} is shown to be disabled, and is not.`,
      kills: [clauses.create],
      mayAlsoBreak: [],
      wrap: (next) => {
        const disabled = new Set<string>();
        const listing = changingAnswer(list, (body) =>
          withEntries(collection, body, (entries) =>
            entries.map((entry) =>
              disabled.has(idOf(collection, entry)) ? { ...entry, enabled: false } : entry,
            ),
          ),
        )(next);
        return async (request) => {
          if (!matches(create, request)) return listing(request);
          let wanted: unknown;
          const asked = await withJson(request, (body) =>
            inAsked(collection, body, (wish) => {
              wanted = wish['enabled'];
              return wanted === false ? { ...wish, enabled: true } : wish;
            }),
          );
          const answer = await next(asked);
          if (!answer.ok || wanted !== false) return answer;
          const body = (await answer.json()) as Json;
          disabled.add(idOf(collection, shownIn(collection, body)));
          const told = inShown(collection, body, (thing) => ({ ...thing, enabled: false }));
          return withBody(answer, JSON.stringify(told));
        };
      },
    },
    {
      name: `${resource}-list-of-every-vdc`,
      does: `The administrator of one VDC is shown the ${resource}s of all.`,
      kills: ['tenant/isolation'],
      mayAlsoBreak: [clauses.list],
      wrap: (next) => {
        const { fetch, promoted } = meddling(next);
        return async (request) => {
          const again = matches(list, request) ? promoted(request.clone()) : undefined;
          const answer = await fetch(request);
          return answer.ok && again !== undefined ? next(again) : answer;
        };
      },
    },
  ];
}
