/** Ways in which listing flavours can be wrong, beside those of every collection. */
import { type Defect, matches } from '../defect.ts';
import { asAdministrator, changingAnswer, watchAdministrator, withBody } from '../wrapping.ts';
import {
  list,
  createClause,
  listClause,
  mayCreate,
  mayDelete,
  but,
  withFlavors,
  ram,
} from './flavour-parts.ts';

export const flavourListDefects: readonly Defect[] = [
  {
    name: 'flavour-list-refuses-readers',
    does: 'A reader may not list flavours.',
    kills: [listClause],
    mayAlsoBreak: [mayCreate, mayDelete],
    wrap: (next) => {
      const readers = new Set<string>();
      return async (request) => {
        const token = request.headers.get('x-auth-token') ?? '';
        if (matches(list, request) && readers.has(token)) {
          const message = "Policy doesn't allow os_compute_api:flavors:list to be performed.";
          return Response.json({ forbidden: { code: 403, message } }, { status: 403 });
        }
        const answer = await next(request);
        if (request.method === 'POST' && request.url.endsWith('/auth/tokens') && answer.ok) {
          const { token: body } = (await answer.clone().json()) as {
            token: { roles?: { name: string }[] };
          };
          const names = (body.roles ?? []).map((role) => role.name);
          const subject = answer.headers.get('x-subject-token');
          if (subject !== null && names.length === 1 && names[0] === 'reader') readers.add(subject);
        }
        return answer;
      };
    },
  },
  {
    name: 'flavour-list-empty-for-tenants',
    does: 'Whoever may not create flavours is shown none.',
    kills: [listClause],
    mayAlsoBreak: but(listClause),
    wrap: (next) => {
      const { fetch, isAdministrator } = watchAdministrator(next);
      return async (request) => {
        const answer = await fetch(request);
        if (!matches(list, request) || !answer.ok || isAdministrator(request)) return answer;
        return withBody(answer, JSON.stringify({ flavors: [] }));
      };
    },
  },
  {
    name: 'flavour-list-shows-private',
    does: 'A private flavour is listed to every tenant.',
    kills: [listClause],
    mayAlsoBreak: [],
    wrap: asAdministrator(list, (request) => request.headers.has('x-auth-token')),
  },
  {
    name: 'flavour-list-hides-private',
    does: 'A private flavour is listed to nobody, the administrator included.',
    kills: [listClause],
    mayAlsoBreak: [],
    wrap: changingAnswer(list, (body) =>
      withFlavors(body, (entries) =>
        entries.filter((flavor) => flavor['os-flavor-access:is_public'] !== false),
      ),
    ),
  },
  {
    name: 'flavour-list-wrong-capacity',
    does: 'The list shows twice the memory that a flavour was given.',
    kills: [listClause],
    mayAlsoBreak: [createClause],
    wrap: changingAnswer(list, (body) =>
      withFlavors(body, (entries) => entries.map((f) => ({ ...f, ram: ram(f) * 2 }))),
    ),
  },
];
