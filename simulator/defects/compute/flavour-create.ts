/** Ways in which creating a flavour can be wrong. */
import { type Defect, matches } from '../defect.ts';
import {
  afterwards,
  asAdministrator,
  changingAnswer,
  changingRequest,
  instead,
  type Json,
  refusedYetDone,
  takingForgedTokens,
  withJson,
} from '../wrapping.ts';
import {
  create,
  list,
  createClause,
  listClause,
  mayCreate,
  but,
  withFlavors,
  inFlavor,
  ram,
} from './flavour-parts.ts';

const accepting = (name: string, does: string, field: string, wrong: (value: unknown) => boolean) =>
  ({
    name: `flavour-create-accepts-${name}`,
    does,
    kills: [createClause],
    mayAlsoBreak: [],
    wrap: changingRequest(create, (body) =>
      inFlavor(body, (flavor) => (wrong(flavor[field]) ? { ...flavor, [field]: 1 } : flavor)),
    ),
  }) satisfies Defect;

export const flavourCreateDefects: readonly Defect[] = [
  {
    name: 'flavour-create-wrong-answer',
    does: 'The answer to a creation tells another amount of memory than was asked for.',
    kills: [createClause],
    mayAlsoBreak: [],
    wrap: changingAnswer(create, (body) => inFlavor(body, (f) => ({ ...f, ram: ram(f) + 1 }))),
  },
  {
    name: 'flavour-create-rounds-capacity',
    does: 'A flavour gets less local storage than was asked for, and says so.',
    kills: [createClause],
    mayAlsoBreak: [listClause],
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
    kills: [createClause],
    mayAlsoBreak: but(createClause),
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
    kills: [createClause],
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
    name: 'flavour-create-forged-token',
    does: 'A flavour is created for a token that was never given.',
    kills: [mayCreate],
    mayAlsoBreak: [],
    wrap: takingForgedTokens(create),
  },
  {
    name: 'flavour-create-refused-yet-done',
    does: 'A creation that is refused is done all the same.',
    kills: [mayCreate],
    mayAlsoBreak: [],
    wrap: refusedYetDone(create),
  },
  {
    name: 'flavour-create-renames',
    does: 'A flavour gets another name than was asked for, and is shown under it.',
    kills: [createClause],
    mayAlsoBreak: but(createClause),
    wrap: changingRequest(create, (body) =>
      inFlavor(body, (f) => ({ ...f, name: `${String(f['name'])}-x` })),
    ),
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
