/** Ways in which flavours can be wrong. */
import { type Defect, matches, type Route } from '../defect.ts';
import {
  afterwards,
  asAdministrator,
  changingAnswer,
  changingRequest,
  instead,
  type Json,
  watchAdministrator,
  withBody,
  withJson,
  withStatus,
} from '../wrapping.ts';

const create: Route = { method: 'POST', path: /\/flavors$/ };
const list: Route = { method: 'GET', path: /\/flavors\/detail$/ };
const remove: Route = { method: 'DELETE', path: /\/flavors\/[^/]+$/ };

const C = 'flavour/create';
const L = 'flavour/list';
const D = 'flavour/delete';
const mayCreate = 'flavour/create/authorization';
const mayDelete = 'flavour/delete/authorization';
const all = [C, L, D, mayCreate, mayDelete, 'tenant/isolation'];
const but = (...killed: string[]): string[] => all.filter((clause) => !killed.includes(clause));

const flavors = (body: Json): Json[] => (body['flavors'] ?? []) as Json[];
const withFlavors = (body: Json, change: (entries: Json[]) => Json[]): Json => ({
  ...body,
  flavors: change(flavors(body)),
});
const inFlavor = (body: Json, change: (flavor: Json) => Json): Json => ({
  ...body,
  flavor: change(body['flavor'] as Json),
});

/** The run's own flavours; what else the cloud has stays as it is. */
const ours = (flavor: Json): boolean => String(flavor['name']).startsWith('cft-');
const ram = (flavor: Json): number => Number(flavor['ram']);

const badAnswer = (
  name: string,
  does: string,
  change: (response: Response) => Response | Promise<Response>,
  routes: readonly { route: Route; clause: string; verb: string }[] = [
    { route: create, clause: C, verb: 'create' },
    { route: list, clause: L, verb: 'list' },
    { route: remove, clause: D, verb: 'delete' },
  ],
): Defect[] =>
  routes.map(({ route, clause, verb }) => ({
    name: `flavour-${verb}-${name}`,
    does: `${verb} flavour: ${does}`,
    kills: [clause],
    mayAlsoBreak: but(clause),
    wrap: afterwards(route, change),
  }));

const withAnswer = [
  { route: create, clause: C, verb: 'create' },
  { route: list, clause: L, verb: 'list' },
];

const tampered: readonly Defect[] = [
  ...badAnswer('500', 'it is answered with an internal error', (response) =>
    withStatus(response, 500),
  ),
  ...badAnswer('wrong-status', 'it is answered with a success that the API does not define', (r) =>
    withStatus(r, 207),
  ),
  ...badAnswer(
    'html',
    'it is answered with a page for people',
    (response) => withBody(response, '<html><body>It works!</body></html>', 'text/html'),
    withAnswer,
  ),
  ...badAnswer(
    'truncated',
    'the answer ends in its midst',
    async (response) => withBody(response, (await response.text()).slice(0, -20)),
    withAnswer,
  ),
];

const accepting = (name: string, does: string, field: string, wrong: (value: unknown) => boolean) =>
  ({
    name: `flavour-create-accepts-${name}`,
    does,
    kills: [C],
    mayAlsoBreak: [],
    wrap: changingRequest(create, (body) =>
      inFlavor(body, (flavor) => (wrong(flavor[field]) ? { ...flavor, [field]: 1 } : flavor)),
    ),
  }) satisfies Defect;

export const flavourDefects: readonly Defect[] = [
  ...tampered,
  {
    name: 'flavour-delete-does-nothing',
    does: 'The first deletion of a flavour is answered as done, and not done.',
    kills: [D],
    mayAlsoBreak: [L, C],
    wrap: (next) => {
      const asked = new Set<string>();
      return instead(remove, (request) => {
        if (asked.has(request.url)) return next(request);
        asked.add(request.url);
        return new Response(null, { status: 202 });
      })(next);
    },
  },
  {
    name: 'flavour-delete-takes-the-neighbour',
    does: 'Deleting a flavour deletes the one that was made before it, too.',
    kills: [D],
    mayAlsoBreak: [L],
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
    kills: [D],
    mayAlsoBreak: [C],
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
    kills: [D],
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
    wrap: (next) => {
      const { fetch, promoted } = watchAdministrator(next);
      return async (request) => {
        const again = promoted(request.clone());
        const answer = await fetch(request);
        if (matches(remove, request) && !answer.ok && again !== undefined) await next(again);
        return answer;
      };
    },
  },
  {
    name: 'flavour-list-forgets',
    does: 'The list leaves out the flavour that was made last.',
    kills: [L],
    mayAlsoBreak: but(L),
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
    kills: [D],
    mayAlsoBreak: [L, C],
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
    kills: [L],
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
    kills: [L],
    mayAlsoBreak: [],
    wrap: asAdministrator(list, (request) => !request.headers.has('x-auth-token')),
  },
  {
    name: 'flavour-list-shows-private',
    does: 'A private flavour is listed to every tenant.',
    kills: [L, 'tenant/isolation'],
    mayAlsoBreak: [],
    wrap: asAdministrator(list, (request) => request.headers.has('x-auth-token')),
  },
  {
    name: 'flavour-list-hides-private',
    does: 'A private flavour is listed to nobody, the administrator included.',
    kills: [L],
    mayAlsoBreak: ['tenant/isolation'],
    wrap: changingAnswer(list, (body) =>
      withFlavors(body, (entries) =>
        entries.filter((flavor) => flavor['os-flavor-access:is_public'] !== false),
      ),
    ),
  },
  {
    name: 'flavour-list-ignores-marker',
    does: 'Every page of a list is its first page.',
    kills: [L],
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
    kills: [L],
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
    kills: [L],
    mayAlsoBreak: [C],
    wrap: changingAnswer(list, (body) =>
      withFlavors(body, (entries) => entries.map((f) => ({ ...f, ram: ram(f) * 2 }))),
    ),
  },
  {
    name: 'flavour-list-missing-field',
    does: 'The list leaves out how many vCPUs a flavour has.',
    kills: [L],
    mayAlsoBreak: but(L),
    wrap: changingAnswer(list, (body) =>
      withFlavors(body, (entries) => entries.map(({ vcpus: _vcpus, ...rest }) => rest)),
    ),
  },
  {
    name: 'flavour-list-mistyped-field',
    does: 'The list shows memory as text.',
    kills: [L],
    mayAlsoBreak: but(L),
    wrap: changingAnswer(list, (body) =>
      withFlavors(body, (entries) => entries.map((f) => ({ ...f, ram: String(f['ram']) }))),
    ),
  },
  {
    name: 'flavour-list-other-name',
    does: 'The list shows flavours under other names.',
    kills: [L],
    mayAlsoBreak: but(L),
    wrap: changingAnswer(list, (body) =>
      withFlavors(body, (entries) =>
        entries.map((f) => (ours(f) ? { ...f, name: `${String(f['name'])}-x` } : f)),
      ),
    ),
  },
  {
    name: 'flavour-create-wrong-answer',
    does: 'The answer to a creation tells another amount of memory than was asked for.',
    kills: [C],
    mayAlsoBreak: [],
    wrap: changingAnswer(create, (body) => inFlavor(body, (f) => ({ ...f, ram: ram(f) + 1 }))),
  },
  {
    name: 'flavour-create-rounds-capacity',
    does: 'A flavour gets less local storage than was asked for, and says so.',
    kills: [C],
    mayAlsoBreak: [L],
    wrap: changingRequest(create, (body) =>
      inFlavor(body, (f) => ({
        ...f,
        disk: typeof f['disk'] === 'number' ? Math.min(f['disk'], 10) : f['disk'],
      })),
    ),
  },
  {
    name: 'flavour-create-phantom',
    does: 'A creation is answered as done, and nothing is made.',
    kills: [C],
    mayAlsoBreak: but(C),
    wrap: (next) =>
      afterwards(create, async (response, request) => {
        const { flavor } = (await response.clone().json()) as { flavor: { id: string } };
        const url = `${request.url}/${flavor.id}`;
        await next(new Request(url, { method: 'DELETE', headers: request.headers }));
        return response;
      })(next),
  },
  {
    name: 'flavour-create-duplicate-accepted',
    does: 'A second flavour of the same name is made.',
    kills: [C],
    mayAlsoBreak: [],
    wrap: (next) => {
      const renamed = new Map<unknown, unknown>();
      let n = 0;
      const listing = changingAnswer(list, (body) =>
        withFlavors(body, (entries) =>
          entries.map((f) => (renamed.has(f['id']) ? { ...f, name: renamed.get(f['id']) } : f)),
        ),
      )(next);
      return async (request) => {
        if (!matches(create, request)) {
          return listing(request);
        }
        const retry = request.clone();
        const answer = await next(request);
        if (answer.status !== 409) return answer;
        let name: unknown;
        const second = await next(
          await withJson(retry, (body) =>
            inFlavor(body, (f) => {
              name = f['name'];
              n += 1;
              return { ...f, name: `${String(name)}-again-${String(n)}` };
            }),
          ),
        );
        const body = (await second.json()) as { flavor: Json };
        renamed.set(body.flavor['id'], name);
        return Response.json({ flavor: { ...body.flavor, name } }, { status: second.status });
      };
    },
  },
  accepting('no-vcpus', 'A flavour with no vCPU is made, with one.', 'vcpus', (v) => v === 0),
  accepting(
    'negative',
    'A negative number of vCPUs is taken for one.',
    'vcpus',
    (v) => Number(v) < 0,
  ),
  accepting(
    'words',
    'A number of vCPUs in words is taken for one.',
    'vcpus',
    (v) => typeof v === 'string',
  ),
  accepting('no-memory', 'A flavour without memory is made.', 'ram', (v) => v === 0),
  accepting('negative-memory', 'Negative memory is accepted.', 'ram', (v) => Number(v) < 0),
  accepting('negative-disk', 'Negative local storage is accepted.', 'disk', (v) => Number(v) < 0),
  {
    name: 'flavour-create-by-anyone',
    does: 'Whoever is signed in may create a flavour.',
    kills: [mayCreate],
    mayAlsoBreak: [],
    wrap: asAdministrator(create, (request) => request.headers.has('x-auth-token')),
  },
  {
    name: 'flavour-create-anonymous',
    does: 'A flavour is created without a token.',
    kills: [mayCreate],
    mayAlsoBreak: [],
    wrap: asAdministrator(create, (request) => !request.headers.has('x-auth-token')),
  },
  {
    name: 'flavour-create-refused-as-unknown',
    does: 'Who may not create a flavour is told that there is nothing there.',
    kills: [mayCreate],
    mayAlsoBreak: [],
    wrap: instead(create, async (request, next) => {
      const answer = await next(request);
      if (answer.status !== 403) return answer;
      const message = 'The resource could not be found.';
      return Response.json({ itemNotFound: { code: 404, message } }, { status: 404 });
    }),
  },
];
