/** Ways in which listing flavours can be wrong. */
import { type Defect, matches } from '../defect.ts';
import {
  asAdministrator,
  changingAnswer,
  type Json,
  takingForgedTokens,
  watchAdministrator,
  withBody,
} from '../wrapping.ts';
import {
  create,
  list,
  createClause,
  listClause,
  deleteClause,
  mayCreate,
  mayDelete,
  but,
  flavors,
  withFlavors,
  ours,
  ram,
} from './flavour-parts.ts';

export const flavourListDefects: readonly Defect[] = [
  {
    name: 'flavour-list-forgets',
    does: 'The list leaves out the flavour that was made last.',
    kills: [listClause],
    mayAlsoBreak: but(listClause),
    wrap: changingAnswer(list, (body) =>
      withFlavors(body, (entries) => {
        const last = entries.findLast(ours);
        return entries.filter((flavor) => flavor !== last);
      }),
    ),
  },
  {
    name: 'flavour-list-stale',
    does: 'The list goes on showing flavours that were deleted.',
    kills: [deleteClause],
    mayAlsoBreak: [listClause, createClause],
    wrap: (next) => {
      const seen = new Map<unknown, Json>();
      return changingAnswer(list, (body) => {
        for (const flavor of flavors(body).filter(ours)) seen.set(flavor['id'], flavor);
        const rest = flavors(body).filter((flavor) => !ours(flavor));
        return withFlavors(body, () => [...rest, ...seen.values()]);
      })(async (request) => {
        if (matches(create, request)) {
          const answer = await next(request);
          if (answer.ok) {
            const { flavor } = (await answer.clone().json()) as { flavor: Json };
            seen.set(flavor['id'], flavor);
          }
          return answer;
        }
        return next(request);
      });
    },
  },
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
    name: 'flavour-list-anonymous',
    does: 'Flavours are listed without a token.',
    kills: [listClause],
    mayAlsoBreak: [],
    wrap: asAdministrator(list, (request) => !request.headers.has('x-auth-token')),
  },
  {
    name: 'flavour-list-forged-token',
    does: 'Flavours are listed for a token that was never given.',
    kills: [listClause],
    mayAlsoBreak: [],
    wrap: takingForgedTokens(list),
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
    name: 'flavour-list-ignores-limit',
    does: 'A list comes whole, whatever size of its pages was asked for.',
    kills: [listClause],
    mayAlsoBreak: [],
    wrap: (next) => async (request) => {
      const url = new URL(request.url);
      if (!matches(list, request)) return next(request);
      url.searchParams.delete('limit');
      return next(new Request(url, request));
    },
  },
  {
    name: 'flavour-list-ignores-marker',
    does: 'Every page of a list is its first page.',
    kills: [listClause],
    mayAlsoBreak: [],
    wrap: (next) => async (request) => {
      const url = new URL(request.url);
      if (!matches(list, request)) return next(request);
      url.searchParams.delete('marker');
      return next(new Request(url, request));
    },
  },
  {
    name: 'flavour-list-repeats-across-pages',
    does: 'A page begins with the last entry of the page before it.',
    kills: [listClause],
    mayAlsoBreak: [],
    wrap: (next) => {
      let last: Json | undefined;
      return changingAnswer(list, (body, request) => {
        const marker = new URL(request.url).searchParams.get('marker');
        const before = marker !== null && last?.['id'] === marker ? [last] : [];
        last = flavors(body).at(-1) ?? last;
        return withFlavors(body, (entries) => [...before, ...entries]);
      })(next);
    },
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
  {
    name: 'flavour-list-missing-field',
    does: 'The list leaves out how many vCPUs a flavour has.',
    kills: [listClause],
    mayAlsoBreak: but(listClause),
    wrap: changingAnswer(list, (body) =>
      withFlavors(body, (entries) => entries.map(({ vcpus: _vcpus, ...rest }) => rest)),
    ),
  },
  {
    name: 'flavour-list-mistyped-field',
    does: 'The list shows memory as text.',
    kills: [listClause],
    mayAlsoBreak: but(listClause),
    wrap: changingAnswer(list, (body) =>
      withFlavors(body, (entries) => entries.map((f) => ({ ...f, ram: String(f['ram']) }))),
    ),
  },
  {
    name: 'flavour-list-other-name',
    does: 'The list shows flavours under other names.',
    kills: [listClause],
    mayAlsoBreak: but(listClause),
    wrap: changingAnswer(list, (body) =>
      withFlavors(body, (entries) =>
        entries.map((f) => (ours(f) ? { ...f, name: `${String(f['name'])}-x` } : f)),
      ),
    ),
  },
];
